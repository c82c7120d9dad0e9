import { existsSync } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { glob, isDynamicPattern } from 'tinyglobby';
import { kindOfName } from '../prompt/kind';

/** Something to read: a file, or the standard input where there is no path. */
export interface Source {
  /** As people and reports call it. */
  readonly name: string;
  readonly path: string | undefined;
}

export interface Found {
  /** Each once: in the order they were asked for, those of a folder or pattern by name. */
  readonly sources: readonly Source[];
  /** What there is nothing for, a sentence each. */
  readonly complaints: readonly string[];
}

export const STANDARD_INPUT: Source = { name: '<stdin>', path: undefined };

/** Folders that hold copies and other people's files. */
const SKIPPED = ['node_modules', '.git', '.structured-prompt/runs'];

/** The skipped folders as patterns, but for those that a pattern names itself. */
function ignoredBy(pattern: string): string[] {
  return SKIPPED.filter((folder) => !pattern.includes(folder)).map((folder) => `**/${folder}/**`);
}

/** The prompt and task files of a folder, at any depth. Links within it are not followed: they lead to copies and in circles. */
async function filesOf(folder: string): Promise<string[]> {
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

/** The files that a pattern matches, and those of the folders that it matches. */
async function filesMatching(pattern: string): Promise<string[]> {
  // Where the backslash separates folders it cannot quote the signs of a pattern as well.
  const portable = path.sep === '\\' ? pattern.replaceAll('\\', '/') : pattern;
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

/** The files that a word of the command line stands for, or a sentence where there is none. */
async function filesFor(word: string): Promise<readonly string[] | string> {
  if (await isFolder(word)) {
    const files = await filesOf(word);
    return files.length > 0
      ? files
      : `${word}: this folder holds no *.structured-prompt.json and no *.image-task.json files.`;
  }
  // A name that exists is meant literally. One that neither exists nor is a pattern fails when it is read.
  if (existsSync(word) || !isDynamicPattern(word)) return [word];
  const files = await filesMatching(word);
  return files.length > 0 ? files : `${word}: no file matches.`;
}

/** Finds what the words of the command line stand for: files, folders, patterns, and `-` for the standard input. */
export async function findSources(words: readonly string[]): Promise<Found> {
  const sources = new Map<string, Source>();
  const complaints: string[] = [];
  for (const word of words) {
    if (word === '-') {
      sources.set('-', STANDARD_INPUT);
      continue;
    }
    const files = await filesFor(word);
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
