import { spawn } from 'node:child_process';
import type { ChildProcess, SpawnOptions } from 'node:child_process';
import { once } from 'node:events';
import { atExit } from './cleanup';

const onWindows = process.platform === 'win32';

/** A started process and its descendants. */
export interface ProcessTree {
  readonly process: ChildProcess;
  /** Resolves with the exit code when the process has ended (1 if a signal ended it). */
  readonly ended: Promise<number>;
  /** Ends the process and its descendants. */
  kill(signal?: NodeJS.Signals | number): void;
}

/**
 * Starts a program whose process tree ends, at the latest, with this process, even if that is killed: by SIGTERM, so
 * that one of the project's own scripts can end what it has started, or by `options.killSignal`.
 */
export function spawnTree(command: string, args: readonly string[], options: SpawnOptions): ProcessTree {
  // A process group (POSIX) can be ended as a whole. On Windows npm and code are .cmd files, which only a shell can
  // start.
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

/**
 * A script that waits until its input ends, then signals a process group. It runs in its own group, so that it
 * outlives the other one.
 */
const GUARD = 'read -r nothing; kill "-$1" "-$2"';

/**
 * Ends a process group (POSIX) when this process is gone without having ended it: the system then closes the pipe
 * that the guard reads.
 *
 * @returns a function that stops the guard, for a group that has ended.
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
    // It has already ended.
  }
}

/** Runs a program with this process's output, and waits until it ends. */
export async function run(
  command: string,
  args: readonly string[],
  options: SpawnOptions = {},
): Promise<number> {
  return spawnTree(command, args, { stdio: ['ignore', 'inherit', 'inherit'], ...options }).ended;
}
