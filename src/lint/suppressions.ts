import { commentsOf } from '../prompt/comments';
import { positionMapper } from '../prompt/position';

const MARK = 'structured-prompt-disable';
const DIRECTIVE = /^\s*(?:\/\/|\/\*+)\s*structured-prompt-disable(-next-line|-line)?(?![\w-])([^*]*)/;

/** `undefined` for every rule. */
type Names = ReadonlySet<string> | undefined;

function covers(names: Names, rule: string): boolean {
  return names === undefined || names.has(rule);
}

/**
 * Reads which problems a document suppresses, in comments: `// structured-prompt-disable-next-line bbox-empty` (or
 * `-line`, or neither for the entire file). Rules are separated by spaces or commas; without any, all are suppressed.
 */
export function suppressionsOf(
  text: string,
): (problem: { readonly rule: string; readonly offset: number }) => boolean {
  // Almost no document has any, and then they should cost nothing.
  if (!text.includes(MARK)) return () => false;
  const position = positionMapper(text);
  const file: Names[] = [];
  const lines = new Map<number, Names[]>();
  for (const { offset, length } of commentsOf(text)) {
    const match = DIRECTIVE.exec(text.slice(offset, offset + length));
    if (!match) continue;
    const words = (match[2] ?? '').split(/[\s,]+/).filter((word) => word !== '');
    const names = words.length > 0 ? new Set(words) : undefined;
    if (match[1] === undefined) file.push(names);
    else {
      const last = position(offset + length).line;
      const line = match[1] === '-next-line' ? last + 1 : position(offset).line;
      lines.set(line, [...(lines.get(line) ?? []), names]);
    }
  }
  return ({ rule, offset }) =>
    [...file, ...(lines.get(position(offset).line) ?? [])].some((names) => covers(names, rule));
}
