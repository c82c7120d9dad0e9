import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';
import { inRoot } from '../../scripts/lib/root';
import { assertSays, runScript } from './support/script';

const PICTURES = inRoot('out', 'screenshots-short');

/** The last scene of each set. */
const LAST_SCENES = {
  authoring: 'syntax-error-place',
  studio: 'suggestions',
  stage: 'stage-stale',
  review: 'runs-view',
  runs: 'quota-without-notification',
  restricted: 'restricted-mode',
} as const;

/** The names of the pictures that a set has left behind. Each shows the whole window. */
async function picturesOf(folder: string): Promise<readonly string[]> {
  const files = await readdir(path.join(PICTURES, folder));
  for (const file of files) {
    const { width, height } = await sharp(path.join(PICTURES, folder, file)).metadata();
    assert.deepEqual({ width, height }, { width: 1440, height: 900 }, file);
  }
  return files;
}

describe('npm run screenshots', () => {
  for (const [set, last] of Object.entries(LAST_SCENES)) {
    it(`takes pictures to the end of the set ${set}`, async () => {
      const output = await runScript('screenshots', set, '--short');
      assertSays(output, new RegExp(`^${last}$`, 'm'));
      const pictures = await picturesOf('dark');
      assert.ok(pictures.includes(`${last}-wide.png`), pictures.join(', '));
      if (set !== 'studio') return;
      assert.deepEqual((await picturesOf('readme')).toSorted(), ['studio-dark.png', 'studio-light.png']);
    });
  }
});
