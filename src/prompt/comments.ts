import { visit } from 'jsonc-parser';
import type { TextSpan } from './parse';

/** The comments of a text in order, with their marks but without the line end. */
export function commentsOf(text: string): TextSpan[] {
  const comments: TextSpan[] = [];
  visit(text, { onComment: (offset, length) => void comments.push({ offset, length }) });
  return comments;
}
