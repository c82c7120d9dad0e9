import { randomUUID } from 'node:crypto';
import { lstat, readdir, readFile, readlink, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

/** How often an owner touches its lock, in milliseconds. */
const HEARTBEAT = 5000;
/** How many heartbeats must be missed by an owner whose process cannot be looked up. */
const MISSED_HEARTBEATS = 3;
const ROUNDS = 5;
/** More than any lock holds, in bytes. */
const MAX_LOCK_SIZE = 1000;

/** The names of lock files. */
export const LOCK_NAME = /^driver-[0-9a-f-]+\.lock$/;

/** The right to drive a run. It has one owner at a time, across all windows and programs that reach the folder. */
export interface Lease {
  /**
   * False once another program has taken over, having seen no heartbeat. Rejects when the lock cannot be looked up.
   */
  isHeld(): Promise<boolean>;
  release(): Promise<void>;
}

async function textOrEmpty(reading: Promise<string>): Promise<string> {
  return reading.then(
    (text) => text.trim(),
    () => '',
  );
}

/**
 * Identifies where process ids are valid: this machine since it was started, and this container or subsystem. The
 * host name alone does not: machines and their subsystems may share one.
 */
async function readMachineId(): Promise<string> {
  const boot = await textOrEmpty(readFile('/proc/sys/kernel/random/boot_id', 'utf8'));
  const namespace = await textOrEmpty(readlink('/proc/self/ns/pid'));
  return [process.platform, hostname(), boot, namespace].filter((part) => part !== '').join(' ');
}

let machineId: Promise<string> | undefined;

function processLives(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // The process exists, but belongs to another user.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

async function heartbeatOf(file: string): Promise<number | undefined> {
  return lstat(file).then(
    ({ mtimeMs }) => mtimeMs,
    () => undefined,
  );
}

/**
 * Whether the owner still sends heartbeats. Measured with our own timers: after the machine has slept, all clocks
 * have jumped.
 */
async function hasHeartbeat(file: string, interval: number): Promise<boolean> {
  const first = await heartbeatOf(file);
  if (first === undefined) return false;
  if (Math.abs(Date.now() - first) < 2 * interval) return true;
  for (let missed = 0; missed < MISSED_HEARTBEATS; missed++) {
    await wait(interval);
    const now = await heartbeatOf(file);
    if (now !== first) return now !== undefined;
  }
  return false;
}

/** A lock that came with a foreign folder may be anything, even a link to an endless device. */
async function readLock(file: string): Promise<string> {
  const found = await lstat(file);
  return found.isFile() && found.size <= MAX_LOCK_SIZE ? readFile(file, 'utf8') : '';
}

async function isAlive(file: string, interval: number): Promise<boolean> {
  const [pid = '', ...machine] = (await textOrEmpty(readLock(file))).split(' ');
  const here = await (machineId ??= readMachineId());
  if (machine.join(' ') === here && !processLives(Number(pid))) return false;
  return hasHeartbeat(file, interval);
}

async function locksOf(directory: string): Promise<string[]> {
  const names = await readdir(directory);
  return names.filter((name) => LOCK_NAME.test(name)).map((name) => path.join(directory, name));
}

/**
 * Whether there is a live owner besides `own`. Removes the locks of dead owners, so that nobody waits for them again.
 */
async function isContested(directory: string, own: string, interval: number): Promise<boolean> {
  const others = (await locksOf(directory)).filter((file) => file !== own);
  const alive = others.map(async (file) => {
    if (await isAlive(file, interval)) return true;
    await rm(file, { force: true });
    return false;
  });
  return (await Promise.all(alive)).includes(true);
}

/** Writes a lock. Returns false, and removes the lock again, when another owner has one. */
async function writeLock(own: string, content: string, interval: number): Promise<boolean> {
  let isOurs = false;
  try {
    await writeFile(own, content, { flag: 'wx' });
    isOurs = !(await isContested(path.dirname(own), own, interval));
    return isOurs;
  } finally {
    if (!isOurs) await rm(own, { force: true });
  }
}

/** Rejects when the file cannot be looked up just now: that does not mean it is gone. */
async function exists(file: string): Promise<boolean> {
  try {
    await stat(file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
}

function createLease(own: string, interval: number): Lease {
  const timer = setInterval(() => {
    const now = new Date();
    utimes(own, now, now).catch(() => undefined);
  }, interval);
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
 * Acquires the right to drive the run in a folder; undefined while another owner has it. Each contender first writes
 * its own lock and then looks for others, so of two at once at least one sees the other; both then step back and try
 * again. Locks of dead owners are removed: a process of this machine is looked up, any other is dead when it has not
 * touched its lock for three times `interval` milliseconds. Rejects when the folder cannot be read or written.
 */
export async function acquireLease(directory: string, interval = HEARTBEAT): Promise<Lease | undefined> {
  const content = `${process.pid} ${await (machineId ??= readMachineId())}`;
  for (let round = 0; round < ROUNDS; round++) {
    // A new name each time: another contender may be about to remove the last one, which it has found gone.
    const own = path.join(directory, `driver-${randomUUID()}.lock`);
    if (await isContested(directory, own, interval)) return undefined;
    if (await writeLock(own, content, interval)) return createLease(own, interval);
    await wait(Math.random() * 50 * (round + 1));
  }
  return undefined;
}
