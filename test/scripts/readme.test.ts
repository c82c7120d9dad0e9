import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { inRoot } from '../../scripts/lib/root';

/** `npm run NAME`, and a `NAME:PART` alone, as the README shortens a list of them. */
const NAMES = /`npm run ([\w:-]+)[^`]*`|`([a-z]+:[a-z]+)`/g;

describe('the README', () => {
  it('names scripts that there are', async () => {
    const { scripts } = JSON.parse(await readFile(inRoot('package.json'), 'utf8')) as {
      readonly scripts: Readonly<Record<string, string>>;
    };
    const readme = await readFile(inRoot('README.md'), 'utf8');
    const named = [...readme.matchAll(NAMES)].map(([, whole, part]) => whole ?? part ?? '');
    assert.ok(named.length > 5, named.join(', '));
    assert.deepEqual(
      named.filter((name) => scripts[name] === undefined),
      [],
    );
  });
});
