import { randomUUID } from 'node:crypto';
import { lstat, readdir, readFile, readlink, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

/** How often an owner shows that it is alive, in milliseconds. */
const BEAT = 5000;
/** So many beats have to be missed by an owner whose process cannot be looked up. */
const MISSED_BEATS = 3;
const ROUNDS = 5;
/** Far more than any lock holds, in bytes. */
const MAX_LOCK = 1000;

/** The names of locks. */
export const LOCK = /^driver-[0-9a-f-]+\.lock$/;

/** The right to drive a run: one owner at a time, over all windows and programs that reach the folder. */
export interface Lease {
  /** False once somebody else has taken over, having found no sign of life. Rejects when that cannot be told. */
  isHeld(): Promise<boolean>;
  release(): Promise<void>;
}

async function textOf(reading: Promise<string>): Promise<string> {
  return reading.then(
    (text) => text.trim(),
    () => '',
  );
}

/**
 * Where process ids mean what they mean here: this machine since it was started, and this container or subsystem of it.
 * Machines and their subsystems may share a name.
 */
async function readPlace(): Promise<string> {
  const boot = await textOf(readFile('/proc/sys/kernel/random/boot_id', 'utf8'));
  const namespace = await textOf(readlink('/proc/self/ns/pid'));
  return [process.platform, hostname(), boot, namespace].filter((part) => part !== '').join(' ');
}

let place: Promise<string> | undefined;

function processLives(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // It is there, but belongs to somebody else.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

async function beatOf(file: string): Promise<number | undefined> {
  return lstat(file).then(
    ({ mtimeMs }) => mtimeMs,
    () => undefined,
  );
}

/** Whether beats still come. Watched on our own clock: after a sleep of the machine all clocks have jumped. */
async function beats(file: string, beat: number): Promise<boolean> {
  const first = await beatOf(file);
  if (first === undefined) return false;
  if (Math.abs(Date.now() - first) < 2 * beat) return true;
  for (let missed = 0; missed < MISSED_BEATS; missed++) {
    await wait(beat);
    const now = await beatOf(file);
    if (now !== first) return now !== undefined;
  }
  return false;
}

/** A lock that came with somebody's folder may be anything: a link to what never ends, too. */
async function readLock(file: string): Promise<string> {
  const found = await lstat(file);
  return found.isFile() && found.size <= MAX_LOCK ? readFile(file, 'utf8') : '';
}

async function isAlive(file: string, beat: number): Promise<boolean> {
  const [pid = '', ...where] = (await textOf(readLock(file))).split(' ');
  const here = await (place ??= readPlace());
  if (where.join(' ') === here && !processLives(Number(pid))) return false;
  return beats(file, beat);
}

async function locksOf(directory: string): Promise<string[]> {
  const names = await readdir(directory);
  return names.filter((name) => LOCK.test(name)).map((name) => path.join(directory, name));
}

/** Whether there is a living owner besides `own`. The locks of dead ones are removed, so that nobody waits for them again. */
async function isContested(directory: string, own: string, beat: number): Promise<boolean> {
  const others = (await locksOf(directory)).filter((file) => file !== own);
  const alive = others.map(async (file) => {
    if (await isAlive(file, beat)) return true;
    await rm(file, { force: true });
    return false;
  });
  return (await Promise.all(alive)).includes(true);
}

/** Writes a lock. Returns false, with the lock gone again, where somebody else has one. */
async function stake(own: string, content: string, beat: number): Promise<boolean> {
  let isOurs = false;
  try {
    await writeFile(own, content, { flag: 'wx' });
    isOurs = !(await isContested(path.dirname(own), own, beat));
    return isOurs;
  } finally {
    if (!isOurs) await rm(own, { force: true });
  }
}

/** A file that cannot be looked at just now is not gone. */
async function exists(file: string): Promise<boolean> {
  try {
    await stat(file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
}

function hold(own: string, beat: number): Lease {
  const timer = setInterval(() => {
    const now = new Date();
    utimes(own, now, now).catch(() => undefined);
  }, beat);
  timer.unref();
  return {
    isHeld: () => exists(own),
    release: async () => {
      clearInterval(timer);
      await rm(own, { force: true });
    },
  };
}

/**
 * Takes the right to drive the run in a folder; undefined while somebody else has it. Each contender first writes a lock
 * of its own and then looks for others, so of two at once at least one sees the other; both then step back and try again.
 * What a dead owner left behind is removed: a process of this machine is looked up, any other is dead when its lock is
 * not touched for three times `beat` milliseconds. Rejects when the folder cannot be read or written.
 */
export async function acquireLease(directory: string, beat = BEAT): Promise<Lease | undefined> {
  const own = path.join(directory, `driver-${randomUUID()}.lock`);
  const content = `${process.pid} ${await (place ??= readPlace())}`;
  for (let round = 0; round < ROUNDS; round++) {
    if (await isContested(directory, own, beat)) return undefined;
    if (await stake(own, content, beat)) return hold(own, beat);
    await wait(Math.random() * 50 * (round + 1));
  }
  return undefined;
}
