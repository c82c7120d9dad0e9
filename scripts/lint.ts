// npm run lint: runs ESLint on all files that changed, or import something that changed, since they were last without
// problems. ESLint's own cache looks at each file alone, and so misses the effects of a changed type elsewhere.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { ESLint } from 'eslint';
import { glob } from 'tinyglobby';
import { inRoot, root } from './lib/root';
import { SourceGraph } from './lib/source-graph';

const CACHE = inRoot('out', 'cache', 'lint.json');
/** The files that affect the result for every file. */
const SHARED = ['eslint.config.js', 'package-lock.json', '**/tsconfig.json', '**/*.d.ts'];

/** The digests of the files without problems, by their paths in the project. */
type Good = Readonly<Record<string, string>>;

function find(patterns: readonly string[]): Promise<string[]> {
  return glob([...patterns], { cwd: root, absolute: true, ignore: ['**/node_modules', 'out', 'dist'] });
}

async function digests(eslint: ESLint): Promise<ReadonlyMap<string, string>> {
  const graph = new SourceGraph();
  const shared = await find(SHARED);
  const found = new Map<string, string>();
  for (const file of (await find(['**/*.{ts,tsx,js,mjs,cjs}'])).sort()) {
    if (await eslint.isPathIgnored(file)) continue;
    found.set(file, graph.digestOf([file, ...shared]));
  }
  return found;
}

async function readGood(): Promise<Good> {
  return JSON.parse(await readFile(CACHE, 'utf8').catch(() => '{}')) as Good;
}

const eslint = new ESLint({ cwd: root });
const now = await digests(eslint);
const good = await readGood();
const name = (file: string) => path.relative(root, file);
const changed = [...now.keys()].filter((file) => good[name(file)] !== now.get(file));
const results = changed.length > 0 ? await eslint.lintFiles(changed) : [];
const bad = new Set(results.filter(({ messages }) => messages.length > 0).map(({ filePath }) => filePath));
const formatter = await eslint.loadFormatter('stylish');
process.stdout.write(await formatter.format(results));
console.log(`${changed.length} of ${now.size} files looked at, ${bad.size} with problems.`);
process.exitCode = bad.size === 0 ? 0 : 1;

const stillGood = [...now].filter(([file]) => !bad.has(file)).map(([file, digest]) => [name(file), digest]);
await mkdir(path.dirname(CACHE), { recursive: true });
await writeFile(CACHE, JSON.stringify(Object.fromEntries(stillGood)));
