import assert from 'node:assert/strict';
import { cursorAt } from '../../../src/prompt/cursor';
import { parseDocument } from '../../../src/prompt/parse';
import { completeSize, type SizeCompletion } from '../../../src/task/size-completion';
import { describeSize } from '../../../src/task/sizes';
import { SIZES } from '../../../src/task/sizes';

function offered(marked: string): SizeCompletion[] {
  const parsed = parseDocument(marked.replace('|', ''));
  const cursor = cursorAt(parsed, marked.indexOf('|'));
  return cursor ? completeSize(parsed, cursor) : [];
}

/** The text after the completion with this label was taken at the `|`. */
function take(marked: string, label: string): string {
  const completion = offered(marked).find(({ size }) => describeSize(size) === label);
  assert.ok(completion, label);
  const edits = [
    { ...completion.span, text: completion.text },
    ...(completion.partner ? [completion.partner] : []),
  ];
  let text = marked.replace('|', '');
  for (const edit of edits.sort((a, b) => b.offset - a.offset)) {
    text = text.slice(0, edit.offset) + edit.text + text.slice(edit.offset + edit.length);
  }
  return text;
}

const PORTRAIT = '1664 × 2496 (2:3)';

describe('the completion of a size', () => {
  const becomes = (what: string, marked: string, expected: string) =>
    it(what, () => assert.equal(take(marked, PORTRAIT), expected));

  becomes('adds the height to a width', '{ "width": | }', '{ "width": 1664, "height": 2496 }');
  becomes('adds the width to a height', '{ "height": | }', '{ "width": 1664, "height": 2496 }');
  becomes(
    'adds it on a line of its own',
    '{\n  "width": |,\n  "model": "m"\n}',
    '{\n  "width": 1664,\n  "height": 2496,\n  "model": "m"\n}',
  );
  becomes(
    'adds the width on a line of its own',
    '[{\n\t"height": 20|48\n}]',
    '[{\n\t"width": 1664,\n\t"height": 2496\n}]',
  );
  becomes(
    'changes the height that is there',
    '{ "width": 10|, "height": 2048 }',
    '{ "width": 1664, "height": 2496 }',
  );
  becomes(
    'changes the width that is there',
    '{ "width": 2048, "height": "|" }',
    '{ "width": 1664, "height": 2496 }',
  );
  becomes(
    'fills in a height without a value',
    '{ "width": |, "height": }',
    '{ "width": 1664, "height": 2496 }',
  );
  becomes('writes both at a new key', '{ | }', '{ "width": 1664, "height": 2496 }');
  becomes(
    'writes both at a key that was begun, before others',
    '{\n  "wi|"\n  "model": "m"\n}',
    '{\n  "width": 1664,\n  "height": 2496,\n  "model": "m"\n}',
  );
  becomes('writes the missing one at a new key', '{ "width": 7, | }', '{ "width": 1664, "height": 2496 }');

  it('offers every size once, those first that go with the other side', () => {
    const sizes = offered('{ "width": |, "height": 2560 }').map(({ size }) => size);
    assert.deepEqual(new Set(sizes), new Set(SIZES));
    assert.equal(sizes.length, SIZES.length);
    assert.deepEqual(
      sizes.slice(0, 2).map(({ width }) => width),
      [1600, 1440],
    );
  });

  it('is for tasks only', () => {
    for (const marked of [
      '{ "settings": { "width": | } }',
      '{ "settings": { | } }',
      '{ "model": | }',
      '{ "width": 1, "height": 2, | }',
      '{ "width": 1 /* | */ }',
    ]) {
      assert.deepEqual(offered(marked), [], marked);
    }
  });
});
