import assert from 'node:assert/strict';
import { type NamedPosition, positionsIn } from '../../../../src/lint/boxes/positions-in-text';

/** The places that words name, as `x0` for the left and `y1` for the bottom. */
function said(words: string): string {
  return positionsIn(words.toLowerCase())
    .map(({ axis, at }: NamedPosition) => `${axis}${at}`)
    .sort()
    .join(' ');
}

describe('positionsIn', () => {
  for (const [words, places] of [
    ['A lamp on the left.', 'x0'],
    ['A lamp on the right', 'x1'],
    ['A woman on the far left, smiling', 'x0'],
    ['A tree in the left third', 'x0'],
    ['Ferns in the right third of the image', 'x1'],
    ['A tower that fills the right half of the frame', 'x1'],
    ['Occupying the left third of the picture', 'x0'],
    ['Left side of the frame: a door', 'x0'],
    ['A man on the right side of the frame', 'x1'],
    ['A sign on the left-hand side', 'x0'],
    ['A man on the right side, facing left', 'x1'],
    ['A woman standing on the left facing the sea', 'x0'],
    ['Badge in the lower right corner', 'x1 y1'],
    ['Small logo, bottom-right corner of the poster', 'x1 y1'],
    ['Upper left', 'x0 y0'],
    ['A headline along the top of the page', 'y0'],
    ['A crate at the bottom', 'y1'],
    ['A strip of grass in the lower third of the composition', 'y1'],
    ['Clouds in the upper half', 'y0'],
    ['A sun at the top right of the scene and a dog', 'x1 y0'],
    ['A line of text at the bottom center', 'x0.5 y1'],
    ['A cake in the middle of the frame', 'x0.5 y0.5'],
  ] as const) {
    it(`finds where something is: ${words}`, () => {
      assert.equal(said(words), places);
    });
  }

  for (const words of [
    'A cup to the left of the plate',
    'A cup on the left of the plate',
    'A spoon on the right side of the bowl',
    'A pen in the left hand',
    'A ring on the right hand of the woman',
    'A patch on the left sleeve',
    'A scar near the left eye',
    'A badge on his upper right arm',
    'A right-facing bird, looking left',
    'A fox that turns to the right',
    'Daylight from the left, from the upper left',
    'A path leading toward the lower right',
    'A book on the top shelf',
    'A cat on top of a wall',
    'A hotel at the bottom of the hill',
    'Left-aligned text, flush right',
    'A handle on the right wall',
    'A label on the upper left card',
    'All the rights reserved, left over bread, a bright topping',
  ]) {
    it(`finds no place in the picture: ${words}`, () => {
      assert.equal(said(words), '');
    });
  }

  it('is not slow at a long description', () => {
    const words = 'on the left '.repeat(20_000);
    assert.ok(positionsIn(words).length <= 20_000);
  });
});
