import assert from 'node:assert/strict';
import fc from 'fast-check';
import { phraseAt } from '../../../src/prompt/phrase';

/** The phrase at the `|` of a string's token: what is replaced, and what else is in the string. */
function at(marked: string): { replaced: string; others: readonly string[]; space: string } | undefined {
  const text = marked.replace('|', '');
  const phrase = phraseAt(text, { offset: 0, length: text.length }, marked.indexOf('|'));
  return (
    phrase && {
      replaced: text.slice(phrase.offset, phrase.offset + phrase.length),
      others: phrase.others,
      space: phrase.space,
    }
  );
}

describe('phraseAt', () => {
  const finds = (marked: string, replaced: string, ...others: string[]) =>
    it(`replaces ${JSON.stringify(replaced)} of ${marked}`, () => {
      const phrase = at(marked);
      assert.equal(phrase?.replaced, replaced);
      assert.deepEqual(phrase.others, others);
    });
  finds('"ser|"', 'ser');
  finds('"|"', '');
  finds('"calm, so|ft light, warm"', 'soft light', 'calm', 'warm');
  finds('"calm, |"', '', 'calm');
  finds('"| calm"', ' calm');
  finds('"calm , warm |, x"', 'warm ', 'calm', 'x');
  finds('"a \\"big\\", qu|iet \\\\"', 'quiet \\\\', 'a \\"big\\"');

  it('knows that a string without an end is certain up to the cursor only', () => {
    assert.deepEqual(at('"calm, wa|  }'), { replaced: 'wa', others: ['calm'], space: '' });
  });

  it('puts the space that is missing after a comma', () => {
    assert.equal(at('"calm,|"')?.space, ' ');
    assert.equal(at('"calm, |"')?.space, '');
    assert.equal(at('"|"')?.space, '');
  });

  it('is none outside of the quotes', () => {
    assert.equal(at('|"calm"'), undefined);
    assert.equal(at('"calm"|'), undefined);
  });

  it('holds the cursor and no comma, in any string', () => {
    fc.assert(
      fc.property(fc.string(), fc.nat(), (content, place) => {
        const token = JSON.stringify(content);
        const offset = 1 + (place % (token.length - 1));
        const phrase = phraseAt(token, { offset: 0, length: token.length }, offset);
        assert.ok(phrase);
        const end = phrase.offset + phrase.length;
        assert.ok(phrase.offset <= offset && offset <= end && end < token.length);
        assert.ok(!token.slice(phrase.offset, end).includes(','));
      }),
    );
  });
});
