import { constants } from 'node:os';

const pending = new Set<() => void>();

process.on('exit', () => {
  for (const undo of [...pending].reverse()) undo();
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => process.exit(128 + constants.signals[signal]));
}

/**
 * Has `undo` run when this process ends: by itself, by an uncaught error or by a signal. `undo` cannot wait for anything.
 *
 * @returns forgets `undo`, for what was undone in time.
 */
export function atExit(undo: () => void): () => void {
  pending.add(undo);
  return () => pending.delete(undo);
}
