import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { bundledPackages, noticesOf } from '../../../scripts/build/notices';

describe('third-party notices', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'sps-notices-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  const isPackage = (license: string) =>
    writeFile(path.join(folder, 'package.json'), JSON.stringify({ name: 'a', version: '1.0.0', license }));

  it('name every package of which some code is in the bundles, scoped and nested ones too', () => {
    const used = { bytesInOutput: 1 };
    const inputs = {
      'src/a.ts': used,
      'node_modules/b/lib/index.js': used,
      'node_modules/b/lib/other.js': used,
      'node_modules/b/node_modules/c/index.js': used,
      'node_modules/@d/e/index.js': used,
      'node_modules/shaken-off/index.js': { bytesInOutput: 0 },
    };
    const output = { bytes: 1, inputs, imports: [], exports: [] };
    assert.deepEqual(bundledPackages([{ inputs: {}, outputs: { 'dist/a.js': output } }]), [
      'node_modules/@d/e',
      'node_modules/b',
      'node_modules/b/node_modules/c',
    ]);
  });

  it('hold the text of each license', async () => {
    await isPackage('MIT');
    await writeFile(path.join(folder, 'LICENSE.md'), 'Permission is granted.');
    assert.match(await noticesOf([folder]), /\na 1\.0\.0 \(MIT\)\n-+\nPermission is granted\.$/);
  });

  it('fail the build where a license is not known, or has no text', async () => {
    await isPackage('SEE LICENSE');
    await assert.rejects(noticesOf([folder]), /nobody has looked at: SEE LICENSE/);
    await isPackage('MIT');
    await assert.rejects(noticesOf([folder]), /without the text of its license/);
  });
});
