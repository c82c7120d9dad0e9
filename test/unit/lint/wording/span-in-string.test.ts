import assert from 'node:assert/strict';
import fc from 'fast-check';
import { spanInString } from '../../../../src/lint/wording/span-in-string';
import { parseDocument } from '../../../../src/prompt/parse';

/** A string as JSON, with every third of its UTF-16 units as an escape. */
function token(value: string): string {
  const units = value.split('').map((unit, index) => {
    if (index % 3 === 0) return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
    return JSON.stringify(unit).slice(1, -1);
  });
  return `"${units.join('')}"`;
}

describe('spanInString', () => {
  it('finds decoded characters where they are written, whatever is escaped', () => {
    const strings = fc.string({
      unit: fc.constantFrom('a', ' ', '"', '\\', '\n', '/', 'é', '東', '\u{1F600}'),
    });
    fc.assert(
      fc.property(strings, fc.nat(40), fc.nat(40), (value, first, second) => {
        const [start, end] = [first, second].map((at) => Math.min(at, value.length)).sort((a, b) => a - b);
        assert.ok(start !== undefined && end !== undefined);
        const text = `\n  ${token(value)}`;
        const { root } = parseDocument(text);
        assert.ok(root);
        const { offset, length } = spanInString(text, root, start, end);
        assert.equal(JSON.parse(`"${text.slice(offset, offset + length)}"`), value.slice(start, end));
      }),
    );
  });
});
