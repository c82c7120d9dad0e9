import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { atExit } from './cleanup';

export interface Scratch {
  readonly path: string;
  remove(): void;
}

/** Creates a temporary folder, which is removed at the latest when this process ends. */
export function makeScratch(): Scratch {
  // A short name: VS Code puts Unix sockets inside, whose paths may be about 100 bytes long.
  const folder = mkdtempSync(path.join(tmpdir(), 'sps-'));
  const erase = (): void => rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
  const forget = atExit(erase);
  return {
    path: folder,
    remove() {
      forget();
      erase();
    },
  };
}
