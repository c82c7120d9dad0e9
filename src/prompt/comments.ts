import { visit } from 'jsonc-parser';
import type { TextSpan } from './parse';

/** The comments of a text in their order, with their marks and without the line end. */
export function commentsOf(text: string): TextSpan[] {
  const comments: TextSpan[] = [];
  visit(text, { onComment: (offset, length) => void comments.push({ offset, length }) });
  return comments;
}
