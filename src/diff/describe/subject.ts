import { firstWords } from '../../prompt/outline';
import { formatPath, isSamePath, type JsonPath } from '../../prompt/path';
import { KEY } from '../../prompt/shape';
import type { Change, ChangeLocation } from '../compare/change';
import { readElements } from '../compare/locations';
import type { Fact, StyleKey, Subject } from './view';

const STYLE_KEYS: readonly StyleKey[] = ['aesthetics', 'lighting', 'photo', 'medium', KEY.artStyle];

/** The parts besides the elements that have their own names. All except the palette are texts. */
const NAMED: readonly { readonly path: JsonPath; readonly subject: Subject }[] = [
  { path: [], subject: { kind: 'prompt' } },
  { path: [KEY.summary], subject: { kind: 'summary' } },
  ...STYLE_KEYS.map((key) => ({
    path: [KEY.style, key],
    subject: { kind: 'style', key } as const,
  })),
  { path: [KEY.style, KEY.palette], subject: { kind: 'palette' } },
  { path: [KEY.composition, KEY.background], subject: { kind: 'background' } },
];

function namedSubject(path: JsonPath): Subject | undefined {
  return NAMED.find((named) => isSamePath(named.path, path))?.subject;
}

function elementSubject(value: unknown, index: number): Subject {
  const element = readElements([value])[0];
  const kind = element?.kind ?? 'obj';
  const lettering = kind === 'text' ? element?.text : undefined;
  const words = firstWords(lettering ?? '') || firstWords(element?.desc ?? '');
  return { kind: 'element', number: index + 1, elementKind: kind, words };
}

/** What a change is about. */
export function subjectOf(change: Change): Subject {
  switch (change.kind) {
    case 'elementRemoved':
      return elementSubject(change.value, change.from);
    case 'elementAdded':
    case 'elementReordered':
      return elementSubject(change.value, change.to);
    default: {
      const { element, path } = change;
      if (element) return elementSubject(element.value, element.to);
      return namedSubject(path) ?? { kind: 'other', path: formatPath(path) };
    }
  }
}

const ELEMENT_TEXTS = ['type', 'text', 'desc'] as const;

/** Which of its subject's texts is at a location: `whole` if it is the entire subject; undefined if no text is expected there. */
export function textPartOf({
  element,
  path,
}: ChangeLocation): Extract<Fact, { kind: 'text' }>['part'] | undefined {
  if (element) return ELEMENT_TEXTS.find((part) => isSamePath(path, [part]));
  const kind = namedSubject(path)?.kind;
  return kind === 'summary' || kind === 'style' || kind === 'background' ? 'whole' : undefined;
}
