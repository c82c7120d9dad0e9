import assert from 'node:assert/strict';
import { cursorAt } from '../../../src/prompt/cursor';
import { parseDocument } from '../../../src/prompt/parse';
import { completePhrase, type PhraseCompletion } from '../../../src/task/phrase-completion';
import { phrasesFor } from '../../../src/task/vocabulary';

function offered(marked: string): PhraseCompletion | undefined {
  const parsed = parseDocument(marked.replace('|', ''));
  const offset = marked.indexOf('|');
  const cursor = cursorAt(parsed, offset);
  return cursor && completePhrase(parsed, cursor, offset);
}

/** The text after a phrase was taken at the `|`. */
function take(marked: string, phrase: string): string {
  const found = offered(marked);
  assert.ok(found, marked);
  assert.ok(found.phrases.includes(phrase), phrase);
  const { offset, length } = found.span;
  const text = marked.replace('|', '');
  return text.slice(0, offset) + found.write(phrase) + text.slice(offset + length);
}

const style = (members: string) => `{ "style_description": { ${members} } }`;
const element = (members: string) => `{ "compositional_deconstruction": { "elements": [{ ${members} }] } }`;

describe('the completion of phrases', () => {
  const becomes = (what: string, phrase: string, marked: string, expected: string) =>
    it(what, () => assert.equal(take(style(marked), phrase), style(expected)));

  becomes('writes a whole string where there is none', 'warm', '"aesthetics": |', '"aesthetics": "warm"');
  becomes(
    'adds the comma that is needed',
    'rim light',
    '"lighting": | "medium": "x"',
    '"lighting": "rim light", "medium": "x"',
  );
  becomes('fills an empty string', '85mm', '"photo": "|"', '"photo": "85mm"');
  becomes(
    'replaces only the phrase at the cursor',
    'moody',
    '"aesthetics": "a \\"b\\", mo|re, calm"',
    '"aesthetics": "a \\"b\\", moody, calm"',
  );
  becomes('goes on after a comma', 'gouache', '"art_style": "ink,|"', '"art_style": "ink, gouache"');

  it('offers nothing that the string already has', () => {
    const found = offered(style('"aesthetics": "Warm, |"'));
    assert.ok(found && !found.phrases.includes('warm') && found.phrases.includes('bold'));
  });

  it('describes the lettering of text elements, and no others', () => {
    assert.deepEqual(offered(element('"type": "text", "desc": "|"'))?.phrases, phrasesFor('desc'));
    assert.equal(offered(element('"type": "obj", "desc": "|"')), undefined);
    assert.equal(offered(style('"desc": "|"')), undefined);
  });

  it('works in the prompts of tasks', () => {
    assert.ok(offered(`[{ "settings": { "structuredPrompt": ${style('"photo": "35mm, |"')} } }]`));
  });

  it('offers nothing elsewhere', () => {
    for (const marked of [
      style('"medium": "|"'),
      style('"|photo": "x"'),
      style('"photo": "x"|'),
      '{ "aesthetics": "|" }',
      style('"constructor": "|"'),
    ]) {
      assert.equal(offered(marked), undefined, marked);
    }
  });
});
