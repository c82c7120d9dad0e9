import assert from 'node:assert/strict';
import { fixAll } from '../../../src/lint/fix-all';

describe('a long document with problems everywhere', () => {
  it('is mended in a moment: fixes that nobody chooses are not worked out', function () {
    this.timeout(5_000);
    const elements = Array.from({ length: 2000 }, () => '{ "bbox": [10, 10, 100, 90] }');
    const text = `{ "compositional_deconstruction": { "elements": [${elements.join()}, { "type": "object", "desc": "A" }] } }`;
    assert.deepEqual(fixAll('a.structured-prompt.json', text, {}).rules, ['element-type']);
  });
});
