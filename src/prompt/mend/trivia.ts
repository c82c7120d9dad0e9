import type { TextEdit } from '../edit';
import type { Causes } from './causes';

/** White space that is none in JSON, or that cannot be seen, as in a class of a pattern. */
export const STRANGE_SPACES = String.raw`\v\f\u0085\u00A0\u00AD\u061C\u1680\u2000-\u200F\u2028-\u202F\u205F-\u2064\u2066-\u2069\u3000\uFEFF`;
const STRANGE = new RegExp(`[${STRANGE_SPACES}]`);
const INVISIBLE = /[\u00AD\u061C\u200B-\u200F\u202A-\u202E\u2060-\u2064\u2066-\u2069\uFEFF]/;
const LINE_END = /[\u0085\u2028\u2029]/;

const PLAIN = /[ \t\r\n]+|\/\/[^\r\n]*|\/\*[^]*?\*\//y;
/** With a space after the `#`, since `#1B3A57` is a color. */
const HASH = /#(?=[ \t])[^\r\n]*/y;

/** What replaces white space that JSON does not have. */
function plainSpace(character: string): string {
  if (INVISIBLE.test(character)) return '';
  return LINE_END.test(character) ? '\n' : ' ';
}

/**
 * The end of the white space and comments that begin at an offset. What JSON with comments does not know becomes what it
 * does know.
 */
export function skipTrivia(text: string, from: number, edits: TextEdit[], causes: Causes): number {
  let offset = from;
  for (;;) {
    PLAIN.lastIndex = offset;
    const plain = PLAIN.exec(text)?.[0];
    if (plain !== undefined) {
      offset += plain.length;
      continue;
    }
    HASH.lastIndex = offset;
    const comment = HASH.exec(text)?.[0];
    const character = text.charAt(offset);
    if (character !== '' && STRANGE.test(character)) {
      causes.add('spaces', offset, 1);
      edits.push({ offset, length: 1, text: plainSpace(character) });
      offset += 1;
    } else if (comment !== undefined) {
      causes.add('hash-comments', offset, 1);
      edits.push({ offset, length: 1, text: '//' });
      offset += comment.length;
    } else return offset;
  }
}
