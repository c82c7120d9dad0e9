import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';

/** Everything in a value that has a `$ref` and something beside it. */
function crowded(value: unknown): unknown[] {
  if (typeof value !== 'object' || value === null) return [];
  const here = '$ref' in value && Object.keys(value).length > 1 ? [value] : [];
  return [...here, ...Object.values(value).flatMap(crowded)];
}

describe('the references in the schemas', () => {
  for (const name of ['structured-prompt', 'image-task']) {
    // Draft 7 ignores what stands beside a $ref, and so does the JSON service of current VS Code.
    it(`stand alone in ${name}`, () => {
      const file = path.resolve(import.meta.dirname, `../../../schemas/${name}.schema.json`);
      assert.deepEqual(crowded(JSON.parse(readFileSync(file, 'utf8'))), []);
    });
  }
});
