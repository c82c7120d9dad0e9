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
 * Starts a program whose whole process tree ends, at the latest, with this process: by SIGTERM, so that one of the
 * project's own scripts can end what it started itself, or by `options.killSignal`.
 */
export function spawnTree(command: string, args: readonly string[], options: SpawnOptions): ProcessTree {
  // A process group of its own (POSIX) can be ended as one. npm and code are .cmd files on Windows: only a shell starts them.
  const child = spawn(command, args, { ...options, detached: !onWindows, shell: onWindows });
  const kill = (signal = options.killSignal ?? 'SIGTERM'): void => signalTree(child, signal);
  const forget = atExit(() => kill());
  const ended = once(child, 'exit').then(([code]) => (typeof code === 'number' ? code : 1));
  void ended.finally(forget).catch(() => undefined);
  return { process: child, ended, kill };
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
