import fc from 'fast-check';
import { commentsOf } from '../../../src/prompt/comments';
import type { DocumentKind } from '../../../src/prompt/kind';
import { locate, type LocatedDocument } from '../../../src/prompt/located-document';
import { parseDocument } from '../../../src/prompt/parse';

/** What may stand between two tokens: white space of every kind and comments. */
const trivia = (lineBreak: string): fc.Arbitrary<string> =>
  fc
    .array(
      fc.oneof(
        { weight: 4, arbitrary: fc.constantFrom('', ' ', '  ', '\t') },
        {
          weight: 3,
          arbitrary: fc.constantFrom(lineBreak, `${lineBreak}  `, `${lineBreak}${lineBreak}    `),
        },
        { weight: 1, arbitrary: fc.constantFrom('/* a, b */', '/**/', `/* {${lineBreak} " */`) },
        { weight: 1, arbitrary: fc.constantFrom(`// c, "d": 1${lineBreak}`, `//${lineBreak}  `) },
      ),
      { maxLength: 3 },
    )
    .map((parts) => parts.join(''));

function escapes(character: string): string {
  if (character === '/') return '\\/';
  return character
    .split('')
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('');
}

/** A string as JSON with some of its characters escaped. */
function written(text: string): fc.Arbitrary<string> {
  const characters = Array.from(text);
  const flags = fc.array(fc.boolean(), { minLength: characters.length, maxLength: characters.length });
  return flags.map((escaped) => {
    const parts = characters.map((character, index) =>
      escaped[index] ? escapes(character) : JSON.stringify(character).slice(1, -1),
    );
    return `"${parts.join('')}"`;
  });
}

/** The JSON text of a value with white space and comments between any two tokens, and commas after the last ones. */
function formatted(value: unknown, gap: fc.Arbitrary<string>): fc.Arbitrary<string> {
  if (typeof value === 'string') return written(value);
  if (typeof value !== 'object' || value === null) return fc.constant(JSON.stringify(value));
  const isArray = Array.isArray(value);
  const children = Object.entries(value).map(([name, child]) => {
    const key = isArray
      ? fc.constant('')
      : fc.tuple(written(name), gap, gap).map(([k, a, b]) => `${k}${a}:${b}`);
    return fc.tuple(gap, key, formatted(child, gap), gap).map((parts) => parts.join(''));
  });
  return fc.tuple(fc.tuple(...children), fc.constantFrom('', ','), gap).map(([parts, comma, end]) => {
    const inside = parts.join(',') + (parts.length > 0 ? comma : '') + end;
    return isArray ? `[${inside}]` : `{${inside}}`;
  });
}

/** Values written as people and tools write them: with comments, trailing commas, escapes and either line end. */
export function writtenJson(values: fc.Arbitrary<unknown>): fc.Arbitrary<string> {
  return fc.tuple(values, fc.constantFrom('\n', '\r\n', '\r')).chain(([value, lineBreak]) => {
    return formatted(value, trivia(lineBreak));
  });
}

/** Characters of every kind: with and without a picture, joined, combining, forbidden. */
export const strings = fc.string({
  unit: fc.oneof(
    fc.constantFrom(
      'a',
      '"',
      '\\',
      '/',
      'é',
      '😀',
      '\u200d',
      '\ufe0f',
      '\u0301',
      '\u00a0',
      '\ud83d',
      '\ude00',
    ),
    fc.constantFrom(
      '\u0645',
      '\u0915',
      '\u094d',
      '\u200c',
      '\u0000',
      '\u2028',
      '\uffff',
      '\n',
      '\u3164',
      '❤',
    ),
    fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
  ),
  maxLength: 6,
});

/** Any JSON value, names of the trained shape among its keys. */
export function jsonValues(names: readonly string[]): fc.Arbitrary<unknown> {
  return fc.letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      fc.oneof(
        fc.constant(null),
        fc.boolean(),
        fc.integer({ min: -5, max: 1100 }),
        fc.string({ unit: 'grapheme', maxLength: 3 }),
        strings,
        fc.constantFrom('#abc', '#1b3a57', '1B3A57', '#1b3a57ff', 'obj', 'text', 'red', 'é/😀'),
      ),
      fc.array(tie('value'), { maxLength: 5 }),
      fc.dictionary(fc.oneof(fc.constantFrom(...names), fc.string({ maxLength: 2 })), tie('value'), {
        maxKeys: 6,
        noNullPrototype: true,
      }),
    ),
  })).value;
}

/** The comments of a text, sorted, without the spaces at the end of a line. */
export function commentTexts(text: string): string[] {
  return commentsOf(text)
    .map(({ offset, length }) => text.slice(offset, offset + length).trimEnd())
    .sort();
}

/** A text as a located document. */
export function located(text: string, kind: DocumentKind = 'prompt'): LocatedDocument {
  return locate(parseDocument(text), kind);
}
