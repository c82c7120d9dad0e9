import { spawn } from 'node:child_process';
import type { ChildProcess, SpawnOptions } from 'node:child_process';
import { once } from 'node:events';
import { atExit } from './at-exit';

const onWindows = process.platform === 'win32';

/** A started process with all that it starts in turn. */
export interface ProcessTree {
  readonly process: ChildProcess;
  /** Resolves when the process has ended, to its exit code (1 where a signal ended it). */
  readonly ended: Promise<number>;
  /** Ends the process and its children. */
  kill(signal?: NodeJS.Signals | number): void;
}

/**
 * Starts a program whose whole process tree ends, at the latest, with this process, even where that is killed: by SIGTERM, so
 * that one of the project's own scripts can end what it started itself, or by `options.killSignal`.
 */
export function spawnTree(command: string, args: readonly string[], options: SpawnOptions): ProcessTree {
  // A process group of its own (POSIX) can be ended as one. npm and code are .cmd files on Windows: only a shell starts them.
  const child = spawn(command, args, { ...options, detached: !onWindows, shell: onWindows });
  const lastSignal = options.killSignal ?? 'SIGTERM';
  const kill = (signal = lastSignal): void => signalTree(child, signal);
  const forget = atExit(() => kill());
  const release = guard(child, lastSignal);
  const ended = once(child, 'exit').then(([code]) => (typeof code === 'number' ? code : 1));
  void ended
    .finally(() => {
      forget();
      release();
    })
    .catch(() => undefined);
  return { process: child, ended, kill };
}

/** Waits until its input ends and signals a process group. In a group of its own it outlives the one that it ends. */
const GUARD = 'read -r nothing; kill "-$1" "-$2"';

/**
 * Has a process group (POSIX) end when this process is gone without a chance to end it: the system then closes the pipe that
 * the guard reads.
 *
 * @returns lets the guard go, for a group that has ended.
 */
function guard({ pid }: ChildProcess, signal: NodeJS.Signals | number): () => void {
  if (onWindows || pid === undefined) return () => undefined;
  const args = ['-c', GUARD, 'guard', String(signal).replace(/^SIG/, ''), String(pid)];
  const shell = spawn('/bin/sh', args, { detached: true, stdio: ['pipe', 'ignore', 'ignore'] });
  shell.unref();
  return () => shell.kill('SIGKILL');
}

function signalTree(child: ChildProcess, signal: NodeJS.Signals | number): void {
  if (child.pid === undefined) return;
  try {
    process.kill(onWindows ? child.pid : -child.pid, signal);
  } catch {
    // It has ended by itself.
  }
}

/** Runs a program with this process's output and waits for its end. */
export async function run(
  command: string,
  args: readonly string[],
  options: SpawnOptions = {},
): Promise<number> {
  return spawnTree(command, args, { stdio: ['ignore', 'inherit', 'inherit'], ...options }).ended;
}
