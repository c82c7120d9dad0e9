// Builds what runs: the extension, the command line and the page of the panel, with the licenses of what is bundled.
// Run by esbuild.js.
import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import * as esbuild from 'esbuild';
import type { BuildOptions, Plugin } from 'esbuild';
import manifest from '../../package.json';
import { RUNTIME } from '../lib/runtimes';
import { commonJs, PART } from './chunks';
import { bundledPackages, noticesOf } from './notices';
import { put, removeOldChunks, write } from './output';
import { compiledSchema, noSubprograms, undiciApart } from './packages';

const { watch, production, outdir } = parseArgs({
  options: {
    watch: { type: 'boolean', default: false },
    production: { type: 'boolean', default: false },
    outdir: { type: 'string', default: 'dist' },
  },
}).values;

const CODICONS = 'node_modules/@vscode/codicons';

const FOR_NODE = {
  platform: 'node',
  outExtension: { '.js': '.cjs' },
  mainFields: ['module', 'main'],
} satisfies BuildOptions;

/** What is written here, and of which it is told what is in it. */
type Target = BuildOptions & { readonly write: false; readonly metafile: true };

const COMMON: Target = {
  bundle: true,
  minify: production,
  sourcemap: production ? false : 'linked',
  legalComments: 'none',
  logLevel: 'info',
  write: false,
  metafile: true,
  outdir,
  plugins: [write],
  define: { 'process.env.NODE_ENV': JSON.stringify(production ? 'production' : 'development') },
};

/** Small modules whose constants others read as they are loaded: apart, so that nothing larger comes with them. */
const CONSTANTS = ['src/prompt/json.ts', 'src/prompt/shape.ts', 'src/task/types.ts'];

/**
 * A program of Node.
 *
 * @param parts modules that get chunks of their own, and so do modules that they import: they are loaded
 *   when something of theirs is first used. `npm run bench:start` shows what that is worth.
 */
function program(name: string, entry: string, target: string, parts: readonly string[]): Target {
  return {
    ...COMMON,
    ...FOR_NODE,
    entryPoints: {
      [name]: entry,
      ...Object.fromEntries(parts.map((part, index) => [`${PART}${index}`, part])),
    },
    target,
    chunkNames: `${name}-[hash]`,
    splitting: true,
    format: 'esm',
    sourcemap: production ? false : 'inline',
    external: ['vscode'],
    // fdir, with which tinyglobby walks folders, makes itself a `require` from its own address.
    define: { ...COMMON.define, 'import.meta.url': '__filename', VERSION: JSON.stringify(manifest.version) },
    plugins: [undiciApart, noSubprograms, compiledSchema, commonJs(target, production), write],
  };
}

/** Writes the icons that the page's script names. */
const icons: Plugin = {
  name: 'icons',
  setup: (build) =>
    build.onEnd(async ({ outputFiles = [] }) => {
      const script = outputFiles.find(({ path: file }) => file.endsWith('.js'));
      if (script) await writeIcons(script.text);
    }),
};

const targets: readonly Target[] = [
  program('extension', 'src/extension.ts', RUNTIME.host, [
    'src/lint/lint.ts',
    'src/backend/runware/backend.ts',
    'src/run/drive/engine.ts',
    'src/metadata/embed.ts',
    'src/diff/compare/compare-prompts.ts',
    'src/proof/draw.ts',
    ...CONSTANTS,
  ]),
  program('cli', 'src/cli/main.ts', manifest.engines.node.replace('>=', 'node'), [
    'src/prompt/mend/mend.ts',
    'src/lint/fix-all.ts',
    'schemas/image-task.schema.json',
  ]),
  { ...COMMON, ...FOR_NODE, entryPoints: ['undici'], target: RUNTIME.host, format: 'cjs' },
  {
    ...COMMON,
    entryPoints: { webview: 'src/webview/page/main.tsx' },
    platform: 'browser',
    target: RUNTIME.page,
    format: 'esm',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    external: ['./codicon.ttf'],
    plugins: [write, icons],
  },
];

/**
 * Writes the icons' font, and of their sheet the rules of those that the page's script names: it has hundreds, and few are used.
 */
async function writeIcons(script: string): Promise<void> {
  await put(path.join(outdir, 'codicon.ttf'), await readFile(`${CODICONS}/dist/codicon.ttf`));
  const words = new Set(script.match(/[\w-]+/g)?.flatMap((word) => [word, word.replace('codicon-', '')]));
  const sheet = await readFile(`${CODICONS}/dist/codicon.css`, 'utf8');
  const used = sheet
    // The page asks for the font before it has the sheet: by the same address.
    .replace(/(?<=codicon\.ttf)\?\w+/, '')
    .replaceAll(/\.codicon-([\w-]+):before \{.*\}\n/g, (rule: string, name: string) =>
      words.has(name) ? rule : '',
    );
  await put(path.join(outdir, 'codicon.css'), Buffer.from(used));
}

if (production) await rm(outdir, { recursive: true, force: true });
if (watch) {
  for (const target of targets) await (await esbuild.context(target)).watch();
} else {
  const built = await Promise.all(targets.map((target) => esbuild.build(target)));
  const notices = await noticesOf([...bundledPackages(built.map(({ metafile }) => metafile)), CODICONS]);
  await put(path.join(outdir, 'THIRD-PARTY-NOTICES.txt'), Buffer.from(notices));
  await removeOldChunks(
    outdir,
    built.flatMap(({ outputFiles }) => outputFiles.map(({ path: file }) => file)),
  );
}
