// Builds what runs: the extension host's bundle, the webview's and the command line's.
//   node esbuild.js [--watch] [--production]
import * as esbuild from 'esbuild';
import { copyFile, readFile, rm, writeFile } from 'node:fs/promises';

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
    plugins: [
      {
        name: 'icons',
        setup: ({ onEnd }) => onEnd(({ errors }) => (errors.length > 0 ? null : writeIcons())),
      },
    ],
  },
];

/** The icons' font, and of their sheet the rules of those that the page's script names: it has hundreds, and few are used. */
async function writeIcons() {
  const icons = 'node_modules/@vscode/codicons/dist';
  await copyFile(`${icons}/codicon.ttf`, 'dist/codicon.ttf');
  const script = await readFile('dist/webview.js', 'utf8');
  const words = new Set(script.match(/[\w-]+/g)?.flatMap((word) => [word, word.replace('codicon-', '')]));
  const sheet = await readFile(`${icons}/codicon.css`, 'utf8');
  const used = sheet
    // The page asks for the font before it has the sheet: by the same address.
    .replace(/(?<=codicon\.ttf)\?\w+/, '')
    .replaceAll(/\.codicon-([\w-]+):before \{.*\}\n/g, (rule, name) => (words.has(name) ? rule : ''));
  await writeFile('dist/codicon.css', used);
}

if (production) await rm('dist', { recursive: true, force: true });
if (watch) {
  for (const target of targets) await (await esbuild.context(target)).watch();
} else {
  await Promise.all(targets.map((target) => esbuild.build(target)));
}
