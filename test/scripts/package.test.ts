import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { listFiles, PackageManager } from '@vscode/vsce';

const ROOT = path.resolve(import.meta.dirname, '../..');

/** What a person installs: bundles, schemas, templates, the manifest and its texts, and nothing else. */
const ALLOWED = [
  /^(package|package\.nls)\.json$/,
  /^(README|CHANGELOG)\.md$|^LICENSE$/,
  /^docs\/[\w-]+\.md$/,
  /^dist\/([\w-]+\.(cjs|js|css|ttf)|THIRD-PARTY-NOTICES\.txt)$/,
  /^schemas\/[\w-]+\.schema\.json$/,
  /^syntaxes\/[\w.-]+\.json$/,
  /^media\/((icon|readme\/studio-dark)\.png|runs\.svg)$/,
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
      'dist/undici.cjs',
      'dist/THIRD-PARTY-NOTICES.txt',
      'media/icon.png',
      'media/runs.svg',
      'LICENSE',
      'docs/rules.md',
    ]) {
      assert.ok(files.includes(needed), needed);
      assert.ok((await stat(path.join(ROOT, needed))).size > 0);
    }
  });

  it('holds the license of every package that is bundled', async () => {
    const notices = await readFile(path.join(ROOT, 'dist/THIRD-PARTY-NOTICES.txt'), 'utf8');
    for (const name of ['@vscode/codicons', 'ajv', 'commander', 'fdir', 'jsonc-parser', 'preact', 'undici']) {
      assert.match(notices, new RegExp(`^-+\\n${name} [\\d.]+ \\([\\w.-]+\\)\\n-+\\n`, 'm'), name);
    }
    assert.match(notices, /Attribution 4\.0 International[^]*Permission is hereby granted/);
  });

  it('is made by npm run package, below one megabyte', async function () {
    this.timeout(60_000);
    const folder = await mkdtemp(path.join(tmpdir(), 'sps-package-'));
    try {
      const file = path.join(folder, 'studio.vsix');
      await promisify(execFile)('npm', ['run', '--silent', 'package', '--', file], {
        cwd: ROOT,
        shell: process.platform === 'win32',
      });
      assert.ok((await stat(file)).size < 1_000_000);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
