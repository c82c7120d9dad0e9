import assert from 'node:assert/strict';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { listFiles, PackageManager } from '@vscode/vsce';

const ROOT = path.resolve(import.meta.dirname, '../../..');

/** What a person installs: bundles, schemas, templates, the manifest and its texts, and nothing else. */
const ALLOWED = [
  /^(package|package\.nls)\.json$/,
  /^(README|CHANGELOG)\.md$|^LICENSE$/,
  /^dist\/[\w-]+\.(cjs|js|css|ttf)$/,
  /^schemas\/[\w-]+\.schema\.json$/,
  /^syntaxes\/[\w.-]+\.json$/,
  /^media\/icon\.png$/,
  /^media\/templates\/[\w.-]+\.json$/,
  /^media\/walkthrough\/[\w-]+\.md$/,
];

describe('the package', () => {
  it('holds what runs, and nothing else', async () => {
    const files = await listFiles({ cwd: ROOT, packageManager: PackageManager.None });
    const strangers = files.filter((file) => !ALLOWED.some((pattern) => pattern.test(file)));
    assert.deepEqual(strangers, []);
    for (const needed of [
      'dist/extension.cjs',
      'dist/webview.js',
      'dist/cli.cjs',
      'media/icon.png',
      'LICENSE',
    ]) {
      assert.ok(files.includes(needed), needed);
      assert.ok((await stat(path.join(ROOT, needed))).size > 0);
    }
  });
});
