import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type Position, positionMapper } from '../../../src/prompt/position';

/** Walks to an offset unit by unit. */
function walk(text: string, offset: number): Position {
  let line = 0;
  let column = 0;
  for (let at = 0; at < offset; at++) {
    const ends = text[at] === '\n' || (text[at] === '\r' && text[at + 1] !== '\n');
    line += ends ? 1 : 0;
    column = ends ? 0 : column + 1;
  }
  return { line, column };
}

describe('positionMapper', () => {
  it('agrees with walking through the text, whatever ends its lines', () => {
    const part = fc.constantFrom('\n', '\r\n', '\r', 'a', '\u{1F600}', '\t', '\u2028');
    fc.assert(
      fc.property(fc.array(part), (parts) => {
        const text = parts.join('');
        const position = positionMapper(text);
        for (let offset = 0; offset <= text.length; offset++) {
          assert.deepEqual(position(offset), walk(text, offset));
        }
      }),
    );
  });
});
