import type { TextEdit } from '../edit';
import type { Causes } from './causes';

/** White space that JSON does not allow, or that is invisible; for use in a character class. */
export const STRANGE_SPACES = String.raw`\v\f\u0085\u00A0\u00AD\u061C\u1680\u2000-\u200F\u2028-\u202F\u205F-\u2064\u2066-\u2069\u3000\uFEFF`;
const STRANGE = new RegExp(`[${STRANGE_SPACES}]`);
const INVISIBLE = /[\u00AD\u061C\u200B-\u200F\u202A-\u202E\u2060-\u2064\u2066-\u2069\uFEFF]/;
const LINE_END = /[\u0085\u2028\u2029]/;

const PLAIN = /[ \t\r\n]+|\/\/[^\r\n]*|\/\*[^]*?\*\//y;
/** Requires a space or tab after the `#`, since `#1B3A57` is a color. */
const HASH = /#(?=[ \t])[^\r\n]*/y;

/** What replaces white space that JSON does not allow. */
function plainSpace(character: string): string {
  if (INVISIBLE.test(character)) return '';
  return LINE_END.test(character) ? '\n' : ' ';
}

/**
 * The end of the white space and comments that begin at an offset. Whatever JSON with comments does not allow is
 * replaced by something that it does.
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
