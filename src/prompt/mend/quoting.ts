import type { TextEdit } from '../edit';
import type { CauseKind } from './causes';
import type { Stretch } from './surroundings';

/** A text whose JSON is quoted as a string, with the edits that undo that. */
export interface Unquoted {
  readonly cause: CauseKind;
  readonly edits: readonly TextEdit[];
}

/** Tables double each quote. */
function undoubled(text: string, { start, end }: Stretch): Unquoted | undefined {
  const edits: TextEdit[] = [];
  for (const { 0: run, index } of text.slice(start, end).matchAll(/"+/g)) {
    if (run.length % 2 !== 0) return undefined;
    for (let second = 1; second < run.length; second += 2) {
      edits.push({ offset: start + index + second, length: 1, text: '' });
    }
  }
  return edits.length > 0 ? { cause: 'doubled-quotes', edits } : undefined;
}

/** In a program's string literal, each quote has a backslash before it. */
function unescaped(text: string, { start, end }: Stretch): Unquoted | undefined {
  const inside = text.slice(start, end);
  if (!/^(?:\\[nrt]|[^"\\])*\\"/.test(inside)) return undefined;
  const edits: TextEdit[] = [];
  for (const { 0: token, index } of inside.matchAll(/\\(?:u[0-9a-fA-F]{4}|["\\/bfnrt])|["\\]/g)) {
    if (token.length === 1) return undefined;
    const character = JSON.parse(`"${token}"`) as string;
    edits.push({ offset: start + index, length: token.length, text: character });
  }
  return { cause: 'escaped-quotes', edits };
}

/** The ways in which the text between the outermost brackets may have been quoted. */
export function quotingsOf(text: string, region: Stretch): readonly Unquoted[] {
  const inside = text.slice(region.start, region.end);
  const first = inside.search(/[[{]/);
  const last = Math.max(inside.lastIndexOf('}'), inside.lastIndexOf(']'));
  if (first < 0 || last < first) return [];
  const stretch = { start: region.start + first, end: region.start + last + 1 };
  return [undoubled(text, stretch), unescaped(text, stretch)].filter((found) => found !== undefined);
}
