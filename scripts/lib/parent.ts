import { readFileSync } from 'node:fs';

const INTERVAL_MS = 250;

/**
 * Ends this process once the one that started it is gone. npm passes only some signals on to its script, and cannot pass on
 * that it was killed.
 */
export function endWithParent(): void {
  const before = starters();
  const look = (): void => {
    if (starters() !== before) process.exit(1);
  };
  setInterval(look, INTERVAL_MS).unref();
}

/** The process that started this one and, where that is the shell in which npm runs a script, the one behind it. */
function starters(): string {
  return `${process.ppid} ${startedShell(process.ppid)}`;
}

/** On Linux, where that shell may stay although npm has gone; others put the script in its own place. */
function startedShell(pid: number): string {
  try {
    return /^\d+ \(sh\) \S (\d+)/.exec(readFileSync(`/proc/${pid}/stat`, 'utf8'))?.[1] ?? '';
  } catch {
    return '';
  }
}
