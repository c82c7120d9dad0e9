import type { Change } from '../compare/change';
import { factsOf } from './facts';
import { subjectOf } from './subject';
import type { ChangeView } from './view';

/** What the panel shows about a change: data that the page and `changeSentence` turn into text. */
export function describeChange(change: Change): ChangeView {
  return { subject: subjectOf(change), facts: factsOf(change) };
}

/** Identifies the element that contains a change; undefined if there is none. */
function elementOf(change: Change): string | undefined {
  if (change.kind === 'elementAdded' || change.kind === 'elementRemoved') return undefined;
  const element = change.kind === 'elementReordered' ? change : change.element;
  return element && `${element.from} ${element.to}`;
}

/** The lines of the list: one for each change, but changes within the same element share one. */
export function describeChanges(changes: readonly Change[]): readonly ChangeView[] {
  const views: ChangeView[] = [];
  let last: string | undefined;
  for (const change of changes) {
    const element = elementOf(change);
    const before = element !== undefined && element === last ? views.pop() : undefined;
    const { subject, facts } = describeChange(change);
    views.push({ subject, facts: [...(before?.facts ?? []), ...facts] });
    last = element;
  }
  return views;
}
