import { createHash } from 'node:crypto';
import { type Dirent, readdir } from 'node:fs';
import { lstat, stat } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { documentFolders } from './folder';
import { LOCK_NAME } from '../files/lease';
import { escapingLink } from '../files/containment';
import { readLimited, SCRATCH_SIZE } from '../files/read-limited';
import {
  type Annotations,
  ANNOTATIONS_FILE,
  MAX_ANNOTATIONS,
  NO_ANNOTATIONS,
  parseAnnotations,
} from './annotations';
import { listFolders, TEMPORARY_FILE, MAX_RECORD, parseRecord, RECORD, type Run } from './store';

const readFolder = promisify(readdir);

/** A run with the present content of its folder. */
export interface StoredRun extends Run {
  /** The names of the files in the folder, without the transient ones. */
  readonly files: ReadonlySet<string>;
  readonly annotations: Annotations;
  /**
   * A digest of what was read: if it is the same again, the object stays the same. Empty for a run that comes from
   * its driver.
   */
  readonly digest: string;
}

/** The runs of a document. */
export interface RunIndex {
  /** Newest first. */
  readonly runs: readonly StoredRun[];
  /** The folders whose record is damaged or of another version: shown, and never touched. */
  readonly unreadable: readonly string[];
}

/**
 * How many folders are read at once. None is parsed before all of them are read: parsing would block the reading, and
 * waking it up again costs more than the reading itself.
 */
const AT_ONCE = 64;

/** The content of a folder, before it is parsed. */
interface Content {
  readonly entries: readonly Dirent[];
  readonly record: Buffer;
  readonly annotations: Buffer | undefined;
}

/** Whether a name is that of a file which exists only while a run is driven. */
export function isTransient(name: string): boolean {
  return TEMPORARY_FILE.test(name) || LOCK_NAME.test(name);
}

/** Reads an entry of a folder; undefined when it is not a regular file: a pipe would never end. */
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

function digestOf(record: Buffer, annotations: Buffer | undefined): string {
  const hash = createHash('sha1').update(record);
  return (annotations ? hash.update('\n').update(annotations) : hash).digest('base64');
}

async function readFiles(
  directory: string,
  entries: readonly Dirent[],
  limit: number,
  scratch: Buffer | undefined,
): Promise<Content | undefined> {
  const record = entries.find(({ name }) => name === RECORD);
  const annotations = entries.find(({ name }) => name === ANNOTATIONS_FILE);
  // Without what is said of its images a run is a run all the same.
  const annotationBytes =
    annotations && (await read(directory, annotations, MAX_ANNOTATIONS).catch(() => undefined));
  const recordBytes = record && (await read(directory, record, limit, scratch));
  return recordBytes && { entries, record: recordBytes, annotations: annotationBytes };
}

/**
 * Links are allowed, since people keep large files elsewhere, but not those that lead out of the folder around the
 * runs.
 */
async function withoutOutsideLinks(directory: string, entries: Dirent[]): Promise<Dirent[]> {
  const links = entries.filter((entry) => entry.isSymbolicLink());
  const targets = await Promise.all(links.map(({ name }) => escapingLink(path.join(directory, name))));
  const outside = new Set(links.filter((_, index) => targets[index] !== undefined));
  return outside.size === 0 ? entries : entries.filter((entry) => !outside.has(entry));
}

/** Reads a folder: undefined when it contains no record, `unreadable` when the record cannot be read. */
async function readContent(
  directory: string,
  limit = MAX_RECORD,
  scratch?: Buffer,
): Promise<Content | 'unreadable' | undefined> {
  let entries: Dirent[];
  try {
    entries = await withoutOutsideLinks(directory, await readFolder(directory, { withFileTypes: true }));
  } catch {
    // Moved or deleted by hand.
    return undefined;
  }
  if (!entries.some(({ name }) => name === RECORD)) return undefined;
  return (await readFiles(directory, entries, limit, scratch).catch(() => undefined)) ?? 'unreadable';
}

/** Parses the content of a folder; undefined when this version does not understand it. */
function parseContent(
  directory: string,
  { entries, record, annotations }: Content,
  known: StoredRun | undefined,
): StoredRun | undefined {
  const named = entries.filter((entry) => !entry.isDirectory() && !isTransient(entry.name));
  const files = new Set(named.map(({ name }) => name));
  const digest = digestOf(record, annotations);
  if (known?.digest === digest) return isSameSet(known.files, files) ? known : { ...known, files };
  const parsed = parseRecord(record.toString('utf8'));
  if (!parsed) return undefined;
  const found = annotations && parseAnnotations(annotations.toString('utf8'));
  return { directory, record: parsed, files, annotations: found ?? NO_ANNOTATIONS, digest };
}

type Stored = StoredRun | 'unreadable' | undefined;

function storedOf(directory: string, content: Content | 'unreadable' | undefined, known?: StoredRun): Stored {
  if (content === undefined || content === 'unreadable') return content;
  return parseContent(directory, content, known) ?? 'unreadable';
}

/**
 * Reads a folder: undefined when it contains no record, `unreadable` when that is not one of this version. `known` is
 * what was read before: it is returned when nothing has changed since.
 */
export async function readStored(directory: string, known?: StoredRun): Promise<Stored> {
  const found = await lstat(directory).catch(() => undefined);
  const isOurs = found?.isDirectory() === true && (await escapingLink(directory)) === undefined;
  return isOurs ? storedOf(directory, await readContent(directory), known) : undefined;
}

/** Newest first; runs of the same moment by their names. */
export function newestFirst(runs: Iterable<StoredRun>): readonly StoredRun[] {
  const order = (a: string, b: string) => (a < b ? 1 : a > b ? -1 : 0);
  return [...runs].sort(
    (a, b) => order(a.record.createdAt, b.record.createdAt) || order(a.directory, b.directory),
  );
}

/** The folders of a document's runs, wherever they were created. */
async function runFoldersOf(documentFolder: string): Promise<string[]> {
  const found = documentFolders(documentFolder).map(async (folder) =>
    (await escapingLink(folder)) === undefined ? listFolders(folder) : [],
  );
  return (await Promise.all(found)).flat();
}

/**
 * Reads the runs of a document. `known` is what was read before, by folder: a run that has not changed stays the same
 * object.
 */
export async function indexRuns(
  documentFolder: string,
  known: ReadonlyMap<string, StoredRun> = new Map(),
): Promise<RunIndex> {
  const folders = await runFoldersOf(documentFolder);
  const scratches = Array.from({ length: Math.min(AT_ONCE, folders.length) }, () =>
    Buffer.allocUnsafe(SCRATCH_SIZE),
  );
  const found: Stored[] = [];
  for (let start = 0; start < folders.length; start += AT_ONCE) {
    const batch = folders.slice(start, start + AT_ONCE);
    const contents = await Promise.all(
      batch.map((folder, index) => readContent(folder, SCRATCH_SIZE, scratches[index])),
    );
    for (const [index, folder] of batch.entries()) {
      const stored = storedOf(folder, contents[index], known.get(folder));
      // A record that does not fit the buffer is read alone: many large ones at once would take all the memory.
      const isUnread = contents[index] === 'unreadable';
      found.push(isUnread ? await readStored(folder, known.get(folder)) : stored);
    }
  }
  const runs = found.filter((run) => run !== undefined && run !== 'unreadable');
  const unreadable = folders.filter((_, index) => found[index] === 'unreadable').sort();
  return { runs: newestFirst(runs), unreadable };
}
