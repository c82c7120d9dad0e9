import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

const ENDINGS = ['', '.ts', '.tsx', '.d.ts', '/index.ts'];

interface SourceFile {
  readonly digest: string;
  /** The files of the project that it imports, as absolute paths. */
  readonly imports: readonly string[];
}

/**
 * The content of source files and of all files that they import, directly or not, which determines the result of a
 * type checker.
 */
export class SourceGraph {
  readonly #files = new Map<string, SourceFile>();

  /** A digest of files and of all project files that they import, directly or not. */
  digestOf(files: readonly string[]): string {
    const reached = new Set(files);
    // Iterating over a set includes what is added meanwhile.
    for (const name of reached) {
      for (const imported of this.#read(name).imports) reached.add(imported);
    }
    const digests = [...reached].sort().map((name) => `${name} ${this.#read(name).digest}`);
    return sha256(digests.join('\n'));
  }

  #read(file: string): SourceFile {
    const known = this.#files.get(file);
    if (known) return known;
    const text = readFileSync(file, 'utf8');
    const { importedFiles } = ts.preProcessFile(text, true, true);
    const imports = importedFiles.flatMap(({ fileName }) => resolve(file, fileName) ?? []);
    const read = { digest: sha256(text), imports };
    this.#files.set(file, read);
    return read;
  }
}

/** The project file that an import refers to; none for a package. */
function resolve(from: string, specifier: string): string | undefined {
  if (!specifier.startsWith('.')) return undefined;
  const base = path.resolve(path.dirname(from), specifier);
  return ENDINGS.map((ending) => base + ending).find(isFile);
}

function isFile(name: string): boolean {
  return statSync(name, { throwIfNoEntry: false })?.isFile() ?? false;
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
