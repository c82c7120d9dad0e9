// Builds what runs: the extension host's bundle, the webview's and the command line's.
//   node esbuild.js [--watch] [--production]
import * as esbuild from 'esbuild';
import { copyFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises';

const watch = process.argv.includes('--watch');
const production = process.argv.includes('--production');

/** @type {esbuild.BuildOptions} */
const common = {
  bundle: true,
  minify: production,
  sourcemap: production ? false : 'linked',
  legalComments: 'none',
  logLevel: 'info',
  define: { 'process.env.NODE_ENV': JSON.stringify(production ? 'production' : 'development') },
};

/** @type {esbuild.BuildOptions} */
const node = { ...common, platform: 'node', target: 'node20', format: 'cjs', mainFields: ['module', 'main'] };

/** @type {esbuild.BuildOptions[]} */
const targets = [
  { ...node, entryPoints: ['src/extension.ts'], outfile: 'dist/extension.cjs', external: ['vscode'] },
  {
    ...node,
    entryPoints: ['src/cli/main.ts'],
    outfile: 'dist/cli.cjs',
    // fdir, with which tinyglobby walks folders, makes itself a `require` from its own address.
    define: { ...common.define, 'import.meta.url': '__filename' },
    banner: { js: '#!/usr/bin/env node' },
  },
  {
    ...common,
    entryPoints: ['src/webview/main.tsx'],
    outfile: 'dist/webview.js',
    platform: 'browser',
    target: ['chrome134'],
    format: 'esm',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    external: ['./codicon.ttf'],
  },
];

async function copyIconFont() {
  await mkdir('dist', { recursive: true });
  await copyFile('node_modules/@vscode/codicons/dist/codicon.ttf', 'dist/codicon.ttf');
  const sheet = await readFile('node_modules/@vscode/codicons/dist/codicon.css', 'utf8');
  // The page asks for the font before it has the sheet: by the same address.
  await writeFile('dist/codicon.css', sheet.replace(/(?<=codicon\.ttf)\?\w+/, ''));
}

if (production) await rm('dist', { recursive: true, force: true });
await copyIconFont();
if (watch) {
  for (const target of targets) await (await esbuild.context(target)).watch();
} else {
  await Promise.all(targets.map((target) => esbuild.build(target)));
}
