// Builds what runs: the bundles of the extension host, the webview and the command line, and the HTTP client that two of them share.
//   node esbuild.js [--watch] [--production] [--outdir FOLDER]
import * as esbuild from 'esbuild';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import standaloneCode from 'ajv/dist/standalone/index.js';
import { tsImport } from 'tsx/esm/api';

const { watch, production, outdir } = parseArgs({
  options: {
    watch: { type: 'boolean', default: false },
    production: { type: 'boolean', default: false },
    outdir: { type: 'string', default: 'dist' },
  },
}).values;

/**
 * Writes what was built, each file whole and only where it has changed: an editor or a test may be running what is there.
 * @type {esbuild.Plugin}
 */
const write = {
  name: 'write',
  setup: ({ onEnd }) =>
    onEnd(async ({ outputFiles = [] }) => {
      for (const { path: file, contents } of outputFiles) await put(file, contents);
    }),
};

/**
 * @param {string} file
 * @param {Uint8Array} contents
 */
async function put(file, contents) {
  const there = await readFile(file).catch(() => undefined);
  if (there?.equals(contents)) return;
  await mkdir(path.dirname(file), { recursive: true });
  const unfinished = `${file}.${process.pid}`;
  const isProgram = contents[0] === 0x23 && contents[1] === 0x21; // "#!"
  await writeFile(unfinished, contents, { mode: isProgram ? 0o755 : 0o644 });
  await rename(unfinished, file);
}

const { version, engines } = JSON.parse(await readFile('package.json', 'utf8'));
/** What the oldest supported VS Code runs the page and the extension on, by `engines.vscode`. */
const runtimes = JSON.parse(await readFile('scripts/lib/runtimes.json', 'utf8'));
const runtime = runtimes[engines.vscode];
if (!runtime)
  throw new Error(`scripts/lib/runtimes.json does not say what VS Code ${engines.vscode} runs on.`);

/** @type {esbuild.BuildOptions} */
const common = {
  bundle: true,
  minify: production,
  sourcemap: production ? false : 'linked',
  legalComments: 'none',
  logLevel: 'info',
  write: false,
  outdir,
  plugins: [write],
  define: { 'process.env.NODE_ENV': JSON.stringify(production ? 'production' : 'development') },
};

/**
 * Leaves undici, more than all else together, in a bundle of its own: the programs load it with their first request.
 * @type {esbuild.Plugin}
 */
const undiciApart = {
  name: 'undici-apart',
  setup: ({ onResolve }) =>
    onResolve({ filter: /^undici$/ }, () => ({ path: './undici.cjs', external: true })),
};

/**
 * Puts the code that ajv makes of the task schema in place of the module that compiles it: smaller than ajv, and ready to run.
 * @type {esbuild.Plugin}
 */
const compiledSchema = {
  name: 'compiled-schema',
  setup: ({ onLoad }) =>
    onLoad({ filter: /[\\/]src[\\/]task[\\/]validator\.ts$/ }, async ({ path: file }) => {
      const { ajv, validateTask } = await tsImport(file, import.meta.url);
      return {
        contents: `${standaloneCode(ajv, validateTask)}\nexport { validate as validateTask };`,
        resolveDir: import.meta.dirname,
        watchFiles: ['schemas/image-task.schema.json'],
      };
    }),
};

/** @type {esbuild.BuildOptions} */
const node = {
  ...common,
  platform: 'node',
  target: runtime.host,
  format: 'cjs',
  outExtension: { '.js': '.cjs' },
  mainFields: ['module', 'main'],
};

/** @type {esbuild.BuildOptions} */
const program = { ...node, plugins: [undiciApart, compiledSchema, write] };

/** @type {esbuild.BuildOptions[]} */
const targets = [
  { ...program, entryPoints: ['src/extension.ts'], external: ['vscode'] },
  { ...node, entryPoints: ['undici'] },
  {
    ...program,
    entryPoints: { cli: 'src/cli/main.ts' },
    target: engines.node.replace('>=', 'node'),
    // fdir, with which tinyglobby walks folders, makes itself a `require` from its own address.
    define: { ...common.define, 'import.meta.url': '__filename', VERSION: JSON.stringify(version) },
    banner: { js: '#!/usr/bin/env node' },
  },
  {
    ...common,
    entryPoints: { webview: 'src/webview/page/main.tsx' },
    platform: 'browser',
    target: runtime.page,
    format: 'esm',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    external: ['./codicon.ttf'],
    plugins: [
      write,
      {
        name: 'icons',
        setup: ({ onEnd }) =>
          onEnd(async ({ outputFiles = [] }) => {
            const script = outputFiles.find(({ path: file }) => file.endsWith('.js'));
            if (script) await writeIcons(script.text);
          }),
      },
    ],
  },
];

/**
 * Writes the icons' font, and of their sheet the rules of those that the page's script names: it has hundreds, and few are used.
 * @param {string} script
 */
async function writeIcons(script) {
  const icons = 'node_modules/@vscode/codicons/dist';
  await put(path.join(outdir, 'codicon.ttf'), await readFile(`${icons}/codicon.ttf`));
  const words = new Set(script.match(/[\w-]+/g)?.flatMap((word) => [word, word.replace('codicon-', '')]));
  const sheet = await readFile(`${icons}/codicon.css`, 'utf8');
  const used = sheet
    // The page asks for the font before it has the sheet: by the same address.
    .replace(/(?<=codicon\.ttf)\?\w+/, '')
    .replaceAll(/\.codicon-([\w-]+):before \{.*\}\n/g, (rule, name) => (words.has(name) ? rule : ''));
  await put(path.join(outdir, 'codicon.css'), Buffer.from(used));
}

if (production) await rm(outdir, { recursive: true, force: true });
if (watch) {
  for (const target of targets) await (await esbuild.context(target)).watch();
} else {
  await Promise.all(targets.map((target) => esbuild.build(target)));
}
