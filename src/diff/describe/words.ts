import type { Change } from '../compare/change';
import { factsOf } from './facts';
import { subjectOf } from './subject';
import type { ChangeView } from './view';

/** What the panel shows of a change: data, of which the page and `sentenceOf` make words. */
export function describe(change: Change): ChangeView {
  return { subject: subjectOf(change), facts: factsOf(change) };
}

/** What changes with the same name are about; undefined for what is no part of an element. */
function elementOf(change: Change): string | undefined {
  if (change.kind === 'elementAdded' || change.kind === 'elementRemoved') return undefined;
  const element = change.kind === 'elementReordered' ? change : change.element;
  return element && `${element.from} ${element.to}`;
}

/** The lines of the list: a line for each change, but for an element one with all that changed in it. */
export function viewsOf(changes: readonly Change[]): readonly ChangeView[] {
  const views: ChangeView[] = [];
  let last: string | undefined;
  for (const change of changes) {
    const element = elementOf(change);
    const before = element !== undefined && element === last ? views.pop() : undefined;
    const { subject, facts } = describe(change);
    views.push({ subject, facts: [...(before?.facts ?? []), ...facts] });
    last = element;
  }
  return views;
}
