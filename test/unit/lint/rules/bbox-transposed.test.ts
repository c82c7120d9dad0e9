import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { bboxTransposed } from '../../../../src/lint/rules/bbox-transposed';
import { textOverflow } from '../../../../src/lint/rules/text-overflow';
import { textOverlap } from '../../../../src/lint/rules/text-overlap';
import { elementsOf, lettering, problemsOf, promptWith, reported, thing, type Written } from '../run-rule';

/** As a tool writes it that puts x first. */
function transposed(elements: readonly Written[]): Written[] {
  return elements.map((element) => {
    const [a, b, c, d] = (element['bbox'] as number[] | undefined) ?? [];
    return a === undefined ? element : { ...element, bbox: [b, a, d, c] };
  });
}

const CARD = [
  lettering('FIZZWRIGHT', [60, 60, 90, 320], 'Small condensed label'),
  lettering('Small-batch soda co.', [250, 90, 280, 290], 'Tiny tagline'),
  lettering('Since nineteen eighty', [760, 430, 820, 700], 'Second line'),
  thing('A green bottle', [300, 300, 700, 700]),
];

describe('bbox-transposed', () => {
  it('reports the boxes that show it, and nothing else about their texts', () => {
    const text = promptWith(...transposed(CARD));
    assert.deepEqual(
      problemsOf(bboxTransposed, text).map(({ index }) => index),
      [0, 1, 2],
    );
    assert.deepEqual(problemsOf(textOverflow, text), []);
    assert.deepEqual(problemsOf(textOverlap, text), []);
  });

  it('swaps all boxes, or one', () => {
    const text = promptWith(...transposed(CARD));
    const [all, one] = problemsOf(bboxTransposed, text)[0]?.fixes ?? [];
    assert.deepEqual([all?.certain, one?.certain], [false, false]);
    assert.deepEqual(elementsOf(all?.result), CARD);
    assert.deepEqual(elementsOf(one?.result), [CARD[0], ...transposed(CARD.slice(1))]);
    assert.deepEqual(problemsOf(bboxTransposed, all?.result ?? ''), []);
  });

  it('is recognized by words for positions if there is no text', () => {
    const scene = [
      thing('A red balloon in the top right', [50, 800, 150, 950]),
      thing('A sleeping dog along the bottom', [900, 100, 990, 400]),
      thing('A bench at the right edge', [100, 850, 400, 990]),
    ];
    assert.deepEqual(reported(bboxTransposed, scene), []);
    assert.deepEqual(reported(bboxTransposed, transposed(scene)), [0, 1, 2]);
  });

  it('is recognized by the most common words for positions', () => {
    const stall = [
      thing('A woman in a yellow coat standing on the left side of the frame.', [300, 50, 950, 250]),
      thing('A man in a blue jacket on the right', [320, 740, 960, 950]),
      thing('A fruit crate in the center foreground.', [600, 300, 980, 700]),
      thing('A striped awning that runs along the top of the frame.', [20, 100, 140, 900]),
      thing('A hanging lamp in the left third', [40, 20, 200, 120]),
      thing('A hanging lamp, lower right corner', [850, 880, 990, 980]),
      thing('A sign on the left', [450, 20, 520, 120]),
    ];
    assert.deepEqual(reported(bboxTransposed, stall), []);
    assert.deepEqual(reported(bboxTransposed, transposed(stall)), [0, 3, 6]);
  });

  it('is silent about one wide text in a narrow box: that text overflows', () => {
    const text = promptWith(
      lettering('GRAND OPENING TONIGHT', [100, 450, 400, 490], 'sans-serif'),
      thing('A door', [300, 300, 900, 700]),
    );
    assert.deepEqual(problemsOf(bboxTransposed, text), []);
    assert.deepEqual(
      problemsOf(textOverflow, text).map(({ index }) => index),
      [0],
    );
  });

  it('is silent if boxes contradict each other', () => {
    const others = [
      lettering('A wide headline', [50, 100, 150, 900]),
      lettering('Another wide line', [200, 100, 260, 900]),
    ];
    assert.deepEqual(reported(bboxTransposed, [...transposed(CARD), ...others]), []);
  });

  it('is silent about upright lettering', () => {
    const spines = CARD.map((element) => ({ ...element, desc: 'Vertical lettering on a book spine' }));
    assert.deepEqual(reported(bboxTransposed, transposed(spines)), []);
    const columns = [
      lettering('夏の大売り出し', [60, 60, 500, 110]),
      lettering('本日限りの特別', [60, 160, 500, 210]),
      lettering('いらっしゃいませ', [60, 260, 500, 310]),
      lettering('お茶とお菓子', [60, 360, 500, 410]),
    ];
    assert.deepEqual(reported(bboxTransposed, columns), []);
  });

  it('does not mistake parts of things for places in the picture', () => {
    const parts = [
      thing('A pilot with a patch at the top of the left sleeve', [600, 100, 900, 300]),
      thing('A mug with a chip near the bottom of its handle', [100, 700, 200, 900]),
      thing('A guard with a badge on his upper right arm', [600, 100, 900, 300]),
      thing('A cat with a white spot at the left of its nose', [500, 700, 700, 900]),
    ];
    assert.deepEqual(reported(bboxTransposed, parts), []);
  });

  it('finds nothing in prompts that were drawn y first', () => {
    const folder = new URL('../../../../examples/', import.meta.url);
    for (const name of readdirSync(folder).filter((file) => file.endsWith('.structured-prompt.json'))) {
      const text = readFileSync(new URL(name, folder), 'utf8');
      assert.deepEqual(problemsOf(bboxTransposed, text), [], name);
    }
  });
});
