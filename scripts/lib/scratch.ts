import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { atExit } from './at-exit';

export interface Scratch {
  readonly path: string;
  remove(): void;
}

/** A folder of its own under the system's temporary folder; it is gone at the latest when this process ends. */
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
