import assert from 'node:assert/strict';
import { readDocument } from '../reliability/document';
import { SCENARIOS } from '../reliability/scenarios';
import { assertSays, runScript } from './support/script';

describe('npm run soak', () => {
  it('tells what the clients went through, and how much memory one uses', async () => {
    const output = await runScript('soak', '--short', '--seed', '1');
    assertSays(output, /^Seed 1: npm run soak -- --seed 1 --runs \d+ --short$/m);
    for (const name of ['runs', 'images', 'accepted', 'faults', 'clients', 'kills']) {
      assertSays(output, new RegExp(`^${name} +[1-9]\\d*$`, 'm'));
    }
    assertSays(output, /^heap +[\d.]+, [\d.]+ MB/m, /^Everything that was paid for is on the disk, once\./m);
  });
});

describe('npm run reliability', () => {
  it('plays scenarios of every section, and in its short form leaves the document alone', async () => {
    const before = await readDocument();
    const output = await runScript('reliability', '--short');
    for (const section of new Set(SCENARIOS.map((scenario) => scenario.section))) {
      assert.ok(output.includes(`\n${section}: `), `${section} is missing:\n${output}`);
    }
    assertSays(output, /^\d+ scenarios had the expected outcome\. .* nothing was written\.$/m);
    assert.equal(await readDocument(), before);
  });
});
