import type { Node } from '../../prompt/nodes';
import type { JsonPath } from '../../prompt/path';
import { literalToken } from '../../prompt/unescape';
import type { Report, Rule } from '../rule';
import { shortened } from '../shortened';

/** How often a token contains `\u`: the number drops after a fix only if such an escape became a character. */
function escapesIn(token: string): number {
  return token.split('\\u').length;
}

function checkString(text: string, string: Node, path: JsonPath, report: Report): void {
  // A token that is as long as its value has no escapes.
  if (string.length === (string.value as string).length + 2) return;
  const literal = literalToken(text, string);
  const { offset, length } = string;
  if (literal === undefined || escapesIn(literal) === escapesIn(text.slice(offset, offset + length))) return;
  report({
    offset,
    length,
    message: `This has letters written as \\u escapes. Write them as they are: "${shortened(literal.slice(1, -1))}".`,
    path,
    fixes: () => [
      {
        title: 'Write the letters instead of \\u escapes',
        edits: [{ offset, length, text: literal }],
        certain: true,
      },
    ],
  });
}

function checkValue(text: string, node: Node, path: JsonPath, report: Report): void {
  if (node.type === 'string') checkString(text, node, path, report);
  else if (node.type === 'array') {
    for (const [index, item] of (node.children ?? []).entries()) {
      checkValue(text, item, [...path, index], report);
    }
  } else if (node.type === 'object') {
    for (const { children: [key, value] = [] } of node.children ?? []) {
      if (!key) continue;
      const inner = [...path, key.value as string];
      checkString(text, key, inner, report);
      if (value) checkValue(text, value, inner, report);
    }
  }
}

/** A string is written with `\u` escapes instead of the characters. */
export const escapedUnicode: Rule = {
  id: 'escaped-unicode',
  level: 'shape',
  severity: 'warning',
  summary: 'Visible characters are written as \\u escapes instead of literally.',
  check({ text, parsed: { root } }, report) {
    // Almost no document has any, and then they should cost nothing.
    if (root && text.includes('\\u')) checkValue(text, root, [], report);
  },
};
