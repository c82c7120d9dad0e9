import fc from 'fast-check';

/** An element of a test's prompt. */
export interface Element {
  readonly type: 'obj' | 'text';
  readonly bbox?: readonly number[];
  readonly text?: string;
  readonly desc: string;
  readonly color_palette?: readonly string[];
}

/** Elements that remember which one they are, whatever is done to them. */
export type Known = readonly { readonly id: number; readonly element: Element }[];

/** Six words that no other element has. */
function words(id: number): string {
  return ['wide', 'white', 'boat', 'with', 'long', 'oars'].map((word) => `${word}${id}`).join(' ');
}

function newElement(id: number): Element {
  const bbox = [5 * id, 5 * id, 5 * id + 90, 5 * id + 200];
  if (id % 3 === 0) return { type: 'text', bbox, text: `TITLE${id}`, desc: words(id) };
  return { type: 'obj', bbox, desc: words(id), color_palette: ['#1B3A57', '#E8B04A'] };
}

type Edit = (elements: Known, seed: number, id: number) => Known;

function changed(change: (element: Element, seed: number) => Element): Edit {
  return (elements, seed) =>
    elements.map((known, index) =>
      index === seed % elements.length ? { ...known, element: change(known.element, seed) } : known,
    );
}

const withoutBox = ({ bbox, ...rest }: Element): Element => rest;

/** New elements are far from where the first ones were, so that no box speaks for them. */
const FIRST_NEW = 100;

/** What people do with the elements of a prompt. */
const EDITS: Readonly<Record<string, Edit>> = {
  move: changed(({ bbox = [0, 0, 100, 100], ...rest }, seed) => ({
    ...rest,
    bbox: bbox.map((edge, index) => edge + (index % 2 === 0 ? seed % 37 : seed % 23)),
  })),
  resize: changed(({ bbox = [0, 0, 100, 100], ...rest }, seed) => ({
    ...rest,
    bbox: bbox.map((edge, index) => edge + (index < 2 ? 0 : seed % 41)),
  })),
  unplace: changed(withoutBox),
  retext: changed((element, seed) => ({ ...element, desc: element.desc.replace(/^wide\S+/, `fast${seed}`) })),
  recolor: changed((element, seed) => ({
    ...element,
    color_palette: [...(element.color_palette ?? []), `#${String(100_000 + (seed % 900_000))}`].slice(-3),
  })),
  insert: (elements, seed, id) =>
    elements.toSpliced(seed % (elements.length + 1), 0, { id, element: newElement(id) }),
  remove: (elements, seed) => elements.toSpliced(seed % elements.length, 1),
  reorder: (elements, seed) => {
    const from = seed % elements.length;
    return elements
      .toSpliced(from, 1)
      .toSpliced((seed >> 8) % elements.length, 0, ...elements.slice(from, from + 1));
  },
};

/** Elements before and after some edits. */
export const histories: fc.Arbitrary<readonly [before: Known, after: Known]> = fc
  .tuple(
    fc.integer({ min: 0, max: 12 }),
    fc.array(fc.tuple(fc.constantFrom(...Object.values(EDITS)), fc.nat()), { maxLength: 12 }),
  )
  .map(([count, edits]) => {
    const before: Known = Array.from({ length: count }, (_, id) => ({ id, element: newElement(id) }));
    const after = edits.reduce<Known>(
      (elements, [edit, seed], index) =>
        elements.length === 0 && edit !== EDITS['insert']
          ? elements
          : edit(elements, seed, FIRST_NEW + index),
      before,
    );
    return [before, after];
  });

/** A prompt with the elements. */
export function promptWith(elements: readonly unknown[]): Readonly<Record<string, unknown>> {
  return {
    high_level_description: 'A poster of boats',
    style_description: { aesthetics: 'calm', lighting: 'dawn', medium: 'illustration', art_style: 'flat' },
    compositional_deconstruction: { background: 'The sea', elements },
  };
}
