import { createHash } from 'node:crypto';
import { type Dirent, readdir } from 'node:fs';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { LOCK } from './lease';
import { readLimited, SCRATCH } from './read-limited';
import { MAX_REVIEW, NO_REVIEW, parseReview, type Review, REVIEW_FILE } from './review';
import { foldersIn, LEFTOVER, MAX_RECORD, parseRecord, RECORD, type Run } from './store';

const readFolder = promisify(readdir);

/** A run as its folder stands. */
export interface StoredRun extends Run {
  /** The names of the files in the folder, but for those that come and go while it is driven. */
  readonly files: ReadonlySet<string>;
  readonly review: Review;
  /** Of what was read: the same again makes no new run. Empty for what a driver tells. */
  readonly digest: string;
}

/** The runs of a document. */
export interface RunIndex {
  /** Newest first. */
  readonly runs: readonly StoredRun[];
  /** The folders whose record is torn or of a foreign version: told, and never touched. */
  readonly unreadable: readonly string[];
}

/** Folders that are read at once: enough to keep the disk busy. */
const AT_ONCE = 8;

/** Whether a name is that of a file which comes and goes while a run is driven. */
export function isPassing(name: string): boolean {
  return LEFTOVER.test(name) || LOCK.test(name);
}

/** What an entry of a folder holds; undefined where it is no file. A pipe would never end. */
async function read(
  directory: string,
  entry: Dirent,
  limit: number,
  scratch?: Buffer,
): Promise<Buffer | undefined> {
  const file = path.join(directory, entry.name);
  const isFile = entry.isFile() || (entry.isSymbolicLink() && (await stat(file)).isFile());
  return isFile ? readLimited(file, limit, scratch) : undefined;
}

function isSameSet(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return a.size === b.size && [...a].every((name) => b.has(name));
}

function digestOf(record: Buffer, review: Buffer | undefined): string {
  const hash = createHash('sha1').update(record);
  return (review ? hash.update('\n').update(review) : hash).digest('base64');
}

async function readEntries(
  directory: string,
  entries: readonly Dirent[],
  known: StoredRun | undefined,
  scratch: Buffer | undefined,
): Promise<StoredRun | undefined> {
  const record = entries.find(({ name }) => name === RECORD);
  const review = entries.find(({ name }) => name === REVIEW_FILE);
  // Without what is said of its images a run is a run all the same.
  const reviewBytes = review && (await read(directory, review, MAX_REVIEW).catch(() => undefined));
  const recordBytes = record && (await read(directory, record, MAX_RECORD, scratch));
  if (!recordBytes) return undefined;
  const named = entries.filter((entry) => !entry.isDirectory() && !isPassing(entry.name));
  const files = new Set(named.map(({ name }) => name));
  const digest = digestOf(recordBytes, reviewBytes);
  if (known?.digest === digest) return isSameSet(known.files, files) ? known : { ...known, files };
  const parsed = parseRecord(recordBytes.toString('utf8'));
  if (!parsed) return undefined;
  const said = (reviewBytes && parseReview(reviewBytes.toString('utf8'))) ?? NO_REVIEW;
  return { directory, record: parsed, files, review: said, digest };
}

/**
 * Reads a folder: undefined where there is no record in it, `unreadable` where that is none that this version understands.
 * `known` is what was read before: where nothing has changed since, it is returned. `scratch` is reused by who reads many.
 */
export async function readStored(
  directory: string,
  known?: StoredRun,
  scratch?: Buffer,
): Promise<StoredRun | 'unreadable' | undefined> {
  let entries: Dirent[];
  try {
    entries = await readFolder(directory, { withFileTypes: true });
  } catch {
    // Moved or deleted by hand.
    return undefined;
  }
  if (!entries.some(({ name }) => name === RECORD)) return undefined;
  return (await readEntries(directory, entries, known, scratch).catch(() => undefined)) ?? 'unreadable';
}

/** Newest first; those of the same moment by their names. */
export function newestFirst(runs: Iterable<StoredRun>): readonly StoredRun[] {
  const order = (a: string, b: string) => (a < b ? 1 : a > b ? -1 : 0);
  return [...runs].sort(
    (a, b) => order(a.record.createdAt, b.record.createdAt) || order(a.directory, b.directory),
  );
}

/** Reads the runs of a document. `known` is what was read before, by folder: what has not changed stays the same. */
export async function indexRuns(
  documentFolder: string,
  known: ReadonlyMap<string, StoredRun> = new Map(),
): Promise<RunIndex> {
  const folders = await foldersIn(documentFolder);
  const found: (StoredRun | 'unreadable' | undefined)[] = [];
  const waiting = folders.entries();
  const readOn = async () => {
    const scratch = Buffer.allocUnsafe(SCRATCH);
    for (const [place, folder] of waiting) {
      found[place] = await readStored(folder, known.get(folder), scratch);
    }
  };
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, folders.length) }, readOn));
  const runs = found.filter((run) => run !== undefined && run !== 'unreadable');
  const unreadable = folders.filter((_, place) => found[place] === 'unreadable').sort();
  return { runs: newestFirst(runs), unreadable };
}
