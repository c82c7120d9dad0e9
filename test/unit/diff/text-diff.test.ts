import assert from 'node:assert/strict';
import fc from 'fast-check';
import { textDiff } from '../../../src/diff/describe/text-diff';
import { strings } from '../prompt/written';

/** `a [-removed-]{+added+} b` */
function marked(a: string, b: string): string {
  const marks = { same: ['', ''], removed: ['[-', '-]'], added: ['{+', '+}'] } as const;
  return textDiff(a, b)
    .map(({ kind, text }) => `${marks[kind][0]}${text}${marks[kind][1]}`)
    .join('');
}

function assertWhole(a: string, b: string): void {
  const segments = textDiff(a, b);
  const without = (kind: string) => segments.filter((segment) => segment.kind !== kind);
  const joined = (parts: typeof segments) => parts.map(({ text }) => text).join('');
  assert.equal(joined(without('added')), a);
  assert.equal(joined(without('removed')), b);
  segments.forEach(({ kind, text }, index) => {
    assert.notEqual(text, '');
    assert.notEqual(kind, segments[index + 1]?.kind);
  });
}

describe('the difference of two texts', () => {
  it('is by words, as few as possible', () => {
    assert.equal(marked('VISIT OUR COAST', 'VISIT THE COAST'), 'VISIT [-OUR-]{+THE+} COAST');
    assert.equal(marked('a boat', 'a small boat'), 'a {+small +}boat');
    assert.equal(marked('a well-known boat, red', 'a boat, red'), 'a [-well-known -]boat, red');
    assert.equal(marked('GATES\n21', 'GATES 21'), 'GATES[-\n-]{+ +}21');
    assert.equal(marked('same', 'same'), 'same');
    assert.equal(marked('', ''), '');
    assert.equal(marked('', 'new'), '{+new+}');
  });

  it('keeps neighboring words that changed together', () => {
    assert.equal(
      marked('with teal sails', 'with two crimson flags'),
      'with [-teal sails-]{+two crimson flags+}',
    );
  });

  it('is by characters in scripts without spaces', () => {
    assert.equal(marked('東京タワー', '東京の塔'), '東京[-タワー-]{+の塔+}');
  });

  it('never splits an emoji of several characters', () => {
    assert.equal(marked('👨‍👩‍👧 👍🏽', '👨‍👩‍👦 👍🏿'), '[-👨‍👩‍👧 👍🏽-]{+👨‍👩‍👦 👍🏿+}');
    assert.equal(marked('🇩🇪🇫🇷', '🇩🇪🇮🇹'), '🇩🇪[-🇫🇷-]{+🇮🇹+}');
    assert.equal(marked('e\u0301', 'e'), '[-e\u0301-]{+e+}');
  });

  it('has both texts in its segments, whatever they are', () => {
    const words = fc
      .array(fc.constantFrom('a', 'b', 'c', ' ', ' ', '\n', '. ', '東', 'é'))
      .map((all) => all.join(''));
    fc.assert(fc.property(fc.oneof(words, strings), fc.oneof(words, strings), assertWhole), { numRuns: 500 });
  });

  it('has long texts with little in common in its segments', () => {
    const text = (word: string, count: number) =>
      Array.from({ length: count }, (_, index) => `${word}${index % 700}`).join(' ');
    assertWhole(text('a', 9000), text('b', 8000));
    assertWhole(`${text('a', 9000)} the end`, `${text('b', 9000)} the end`);
    assertWhole(text('a', 60_000), `${text('a', 60_000)}!`);
  });
});
