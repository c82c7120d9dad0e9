/** Elements of a prompt, and what an edit makes of them: what the host does to the text, without the text. */
import type { ElementsEdit } from '../../../../src/prompt/elements/edit';
import type { Bbox, PromptElement } from '../../../../src/prompt/model';
import type { StageSnapshot } from '../../../../src/protocol/stage';

export type Elements = readonly PromptElement[];

/** An object with this box and description. */
export function obj(
  bbox: Bbox | undefined,
  desc: string,
  changed: Partial<PromptElement> = {},
): PromptElement {
  return { index: 0, kind: 'obj', bbox, text: undefined, desc, palette: [], ...changed };
}

/** A text with this box and these characters. */
export function text(bbox: Bbox | undefined, literal: string): PromptElement {
  return obj(bbox, 'Bold sans-serif', { kind: 'text', text: literal });
}

/** The same elements, each with the index of its place. */
export function numbered(elements: Elements): Elements {
  return elements.map((element, index) => ({ ...element, index }));
}

/** What an edit makes of the elements. */
export function applied(elements: Elements, edit: ElementsEdit): Elements {
  switch (edit.kind) {
    case 'place': {
      const boxes = new Map(edit.boxes.map(({ index, bbox }) => [index, bbox]));
      return elements.map((element, index) => ({ ...element, bbox: boxes.get(index) ?? element.bbox }));
    }
    case 'unplace':
      return elements.map((element, index) =>
        edit.indices.includes(index) ? { ...element, bbox: undefined } : element,
      );
    case 'add': {
      const literal = edit.type === 'text' ? '' : undefined;
      return numbered([...elements, obj(edit.bbox, '', { kind: edit.type, text: literal })]);
    }
    case 'duplicate':
      return numbered(
        elements.flatMap((element, index) => [
          element,
          ...edit.copies
            .filter((copy) => copy.index === index)
            .map(({ bbox }) => ({ ...element, bbox: bbox ?? element.bbox })),
        ]),
      );
    case 'delete':
      return numbered(elements.filter((_, index) => !edit.indices.includes(index)));
    case 'reorder':
      return numbered(edit.order.flatMap((index) => elements[index] ?? []));
  }
}

/** A layout with these elements as the host sends it. */
export function snapshotOf(elements: Elements, changed: Partial<StageSnapshot> = {}): StageSnapshot {
  return {
    serial: 1,
    uri: 'file:///posters/travel-poster.structured-prompt.json',
    version: 1,
    answered: 0,
    editable: true,
    stale: false,
    tasks: 1,
    task: 0,
    model: { summary: '', background: 'A calm sea.', palette: [], elements: numbered(elements) },
    ...changed,
  };
}
