import { existsSync } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { kindOfName } from '../prompt/kind';

/** Something to read: a file, or standard input if there is no path. */
export interface Source {
  /** Its name in messages and reports. */
  readonly name: string;
  readonly path: string | undefined;
}

export interface Found {
  /** Each source once, in the order of the arguments; those of a folder or pattern are sorted by name. */
  readonly sources: readonly Source[];
  /** One sentence for each argument that leads to nothing. */
  readonly complaints: readonly string[];
}

const STANDARD_INPUT: Source = { name: '<stdin>', path: undefined };

/** Folders that contain copies or other people's files. */
const SKIPPED = ['node_modules', '.git', '.structured-prompt/runs'];

/** The skipped folders as patterns, except those that a pattern itself mentions. */
function ignoredBy(pattern: string): string[] {
  return SKIPPED.filter((folder) => !pattern.includes(folder)).map((folder) => `**/${folder}/**`);
}

/** The prompt and task files in a folder, at any depth. Links in it are not followed: they lead to copies or in circles. */
async function filesOf(folder: string): Promise<string[]> {
  const { glob } = await import('tinyglobby');
  const found = await glob('**/*.json', {
    cwd: folder,
    dot: true,
    followSymbolicLinks: false,
    ignore: ignoredBy(''),
  });
  return found
    .filter((name) => kindOfName(name) !== undefined)
    .map((name) => path.join(folder, name))
    .sort();
}

async function isFolder(name: string): Promise<boolean> {
  const there = await stat(name).catch(() => undefined);
  return there?.isDirectory() ?? false;
}

/** The files that a pattern matches, and those in the folders that it matches. */
async function filesMatching(pattern: string): Promise<string[]> {
  // On Windows the backslash separates folders, so it cannot escape characters of a pattern.
  const portable = path.sep === '\\' ? pattern.replaceAll('\\', '/') : pattern;
  const { glob } = await import('tinyglobby');
  const found = await glob(portable, {
    onlyFiles: false,
    expandDirectories: false,
    followSymbolicLinks: false,
    ignore: ignoredBy(portable),
  });
  const files: string[] = [];
  for (const name of found.map((match) => path.normalize(match)).sort()) {
    files.push(...((await isFolder(name)) ? await filesOf(name) : [name]));
  }
  return files;
}

/** The files that an argument names, or a sentence if there are none. */
async function filesFor(argument: string): Promise<readonly string[] | string> {
  if (await isFolder(argument)) {
    const files = await filesOf(argument);
    return files.length > 0
      ? files
      : `${argument}: this folder holds no *.structured-prompt.json and no *.image-task.json files.`;
  }
  // A name that exists is meant literally. One that neither exists nor is a pattern fails when it is read.
  if (existsSync(argument)) return [argument];
  const { isDynamicPattern } = await import('tinyglobby');
  if (!isDynamicPattern(argument)) return [argument];
  const files = await filesMatching(argument);
  return files.length > 0 ? files : `${argument}: no file matches.`;
}

/** Finds what arguments name: files, folders, patterns, and `-` for standard input. */
export async function findSources(args: readonly string[]): Promise<Found> {
  const sources = new Map<string, Source>();
  const complaints: string[] = [];
  for (const argument of args) {
    if (argument === '-') {
      sources.set('-', STANDARD_INPUT);
      continue;
    }
    const files = await filesFor(argument);
    if (typeof files === 'string') {
      complaints.push(files);
      continue;
    }
    for (const file of files) {
      const identity = await realpath(file).catch(() => path.resolve(file));
      if (!sources.has(identity)) sources.set(identity, { name: file, path: file });
    }
  }
  return { sources: [...sources.values()], complaints };
}
