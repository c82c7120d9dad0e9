import { readFileSync } from 'node:fs';

const INTERVAL_MS = 250;

/**
 * Ends this process when its parent is gone. npm passes only some signals on to its script, and none when it is
 * killed.
 */
export function endWithParent(): void {
  const before = starters();
  const look = (): void => {
    if (starters() !== before) process.exit(1);
  };
  setInterval(look, INTERVAL_MS).unref();
}

/** The process that started this one and, if that is the shell in which npm runs a script, the one behind it. */
function starters(): string {
  return `${process.ppid} ${startedShell(process.ppid)}`;
}

/** On Linux that shell may stay after npm is gone; elsewhere the script replaces it. */
function startedShell(pid: number): string {
  try {
    return /^\d+ \(sh\) \S (\d+)/.exec(readFileSync(`/proc/${pid}/stat`, 'utf8'))?.[1] ?? '';
  } catch {
    return '';
  }
}
