import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  applyEdits,
  composeEdits,
  joinEdits,
  sliceWith,
  smallestEdits,
  type TextEdit,
} from '../../../src/prompt/edit';

const replace = (offset: number, length: number, text: string): TextEdit => ({ offset, length, text });

/** A text and edits of it that do not overlap, in any order. */
function editsOf(text: string): fc.Arbitrary<TextEdit[]> {
  return fc
    .array(
      fc.tuple(
        fc.nat(text.length),
        fc.string({ unit: fc.constantFrom('a', 'b', '\r', '\n', '\uD83D', '\uDE00'), maxLength: 3 }),
      ),
      {
        maxLength: 8,
      },
    )
    .map((parts) => parts.toSorted(([a], [b]) => a - b))
    .chain((parts) =>
      fc.shuffledSubarray(
        parts.map(([offset, inserted], i) =>
          // Every second one is an insertion, possibly at the place where another edit begins or ends.
          replace(offset, i % 2 === 0 ? 0 : (parts[i + 1]?.[0] ?? text.length) - offset, inserted),
        ),
      ),
    );
}

const texts = fc.string({
  unit: fc.constantFrom('a', 'b', 'c', '\r', '\n', '\uD83D', '\uDE00'),
  maxLength: 20,
});

describe('text edits', () => {
  it('apply in any order', () => {
    assert.equal(applyEdits('abcdef', [replace(4, 1, 'E'), replace(0, 0, '>'), replace(1, 2, '')]), '>adEf');
    assert.equal(applyEdits('ab', [replace(1, 1, 'B'), replace(1, 0, '1'), replace(1, 0, '2')]), 'a12B');
  });

  it('refuse to overlap', () => {
    assert.throws(() => applyEdits('abcdef', [replace(0, 3, ''), replace(2, 1, 'x')]), RangeError);
    assert.throws(() => composeEdits([replace(0, 3, ''), replace(2, 0, 'x')], []), RangeError);
  });

  it('compose to few edits', () => {
    assert.deepEqual(composeEdits([replace(0, 0, 'abc')], [replace(1, 1, '')]), [replace(0, 0, 'ac')]);
    assert.deepEqual(composeEdits([replace(2, 3, 'x')], [replace(1, 1, 'b'), replace(9, 0, '!')]), [
      replace(1, 4, 'bx'),
      replace(11, 0, '!'),
    ]);
    assert.deepEqual(composeEdits([replace(2, 0, 'x')], [replace(2, 1, '')]), []);
  });

  it('compose to the same result as one after the other', () => {
    const cases = texts
      .chain((text) => fc.tuple(fc.constant(text), editsOf(text)))
      .chain(([text, first]) =>
        fc.tuple(fc.constant(text), fc.constant(first), editsOf(applyEdits(text, first))),
      );
    fc.assert(
      fc.property(cases, ([text, first, second]) => {
        assert.equal(
          applyEdits(text, composeEdits(first, second)),
          applyEdits(applyEdits(text, first), second),
        );
      }),
      { numRuns: 2000 },
    );
  });

  it('join to one that does the same', () => {
    assert.deepEqual(joinEdits('abcdef', [replace(4, 0, 'E'), replace(1, 1, '')]), replace(1, 3, 'cdE'));
    assert.equal(joinEdits('abcdef', []), undefined);
    fc.assert(
      fc.property(
        texts.chain((text) => fc.tuple(fc.constant(text), editsOf(text))),
        ([text, edits]) => {
          const joined = joinEdits(text, edits);
          assert.equal(applyEdits(text, joined ? [joined] : []), applyEdits(text, edits));
        },
      ),
    );
  });

  it('apply to a stretch of a text', () => {
    const edits = [replace(0, 2, 'x'), replace(2, 1, ''), replace(4, 0, '!'), replace(4, 2, 'y')];
    assert.equal(sliceWith('abcdef', edits, 2, 4), 'd!');
    assert.equal(sliceWith('abcdef', edits, 0, 6), 'xd!y');
  });

  it('shrink to what really changes', () => {
    assert.deepEqual(smallestEdits('{"a": 100}', [replace(6, 3, '1000')]), [replace(9, 0, '0')]);
    assert.deepEqual(smallestEdits('{"a": 100}', [replace(6, 3, '100')]), []);
    assert.deepEqual(smallestEdits('aaa', [replace(0, 3, 'aa')]), [replace(2, 1, '')]);
  });

  it('shrink without dividing a character or a line end', () => {
    assert.deepEqual(smallestEdits('a😀b', [replace(0, 4, 'a😁b')]), [replace(1, 2, '😁')]);
    assert.deepEqual(smallestEdits('a\r\nb', [replace(0, 4, 'a\nb')]), [replace(1, 2, '\n')]);
    fc.assert(
      fc.property(
        texts.chain((text) => fc.tuple(fc.constant(text), editsOf(text))),
        ([text, edits]) => {
          assert.equal(applyEdits(text, smallestEdits(text, edits)), applyEdits(text, edits));
        },
      ),
      { numRuns: 1000 },
    );
  });
});
