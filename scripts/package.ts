// npm run package [-- FILE]: builds the extension's package, structured-prompt-studio-VERSION.vsix by default, in a
// folder of its own, so that programs that are running from dist/ are not affected.
import { cp, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createVSIX } from '@vscode/vsce';
import { run } from './lib/child';
import { inRoot, root } from './lib/root';
import { makeScratch } from './lib/scratch';

/** The files that `.vscodeignore` includes, except for the manifest and the bundles, which are created here. */
const COPIED = [
  '.vscodeignore',
  'CHANGELOG.md',
  'LICENSE',
  'README.md',
  'docs',
  'media',
  'package.nls.json',
  'schemas',
  'syntaxes',
];

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly scripts?: unknown;
}

const scratch = makeScratch();
try {
  const outdir = path.join(scratch.path, 'dist');
  const built = await run(process.execPath, [inRoot('esbuild.js'), '--production', '--outdir', outdir], {
    cwd: root,
  });
  if (built !== 0) throw new Error('The build failed: see its output above.');
  for (const name of COPIED) await cp(inRoot(name), path.join(scratch.path, name), { recursive: true });
  // The manifest without its scripts, one of which would build again.
  const { scripts, ...manifest } = JSON.parse(await readFile(inRoot('package.json'), 'utf8')) as Manifest;
  await writeFile(path.join(scratch.path, 'package.json'), JSON.stringify(manifest, undefined, 2));
  const packagePath = path.resolve(process.argv[2] ?? `${manifest.name}-${manifest.version}.vsix`);
  await createVSIX({
    cwd: scratch.path,
    packagePath,
    dependencies: false,
    rewriteRelativeLinks: false,
  });
} finally {
  scratch.remove();
}
