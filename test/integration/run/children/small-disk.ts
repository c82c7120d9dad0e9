// What becomes of a run on a disk that is too small: node --import tsx small-disk.ts FOLDER SCENARIO, with FOLDER on that disk.
// Prints what was seen as JSON.
import { closeSync, ftruncateSync, openSync, readdirSync, rmSync, writeSync } from 'node:fs';
import path from 'node:path';
import { resumeRun } from '../../../../src/run/drive/engine';
import { readRun, type Run } from '../../../../src/run/record/store';
import { startSimulator } from '../../../simulator/server';
import { cleanUp, newRun } from '../../../support/runs';
import { backendFor, driving, startRun } from '../support';

/** What a scenario tells. */
export interface Seen {
  /** Of the run as the engine gave it: undefined where it rejected. */
  readonly state: string | undefined;
  readonly error: { readonly class: string; readonly message: string } | undefined;
  /** As it stands in the folder. */
  readonly stored: string | undefined;
  readonly images: readonly string[];
  readonly files: readonly string[];
  /** Of the run when it was taken up again with room on the disk. */
  readonly resumed: string | undefined;
  readonly accepted: number;
  readonly requests: number;
}

const [root = '', scenario = ''] = process.argv.slice(2);
const filler = path.join(root, 'filler');
const runs = path.join(root, 'runs');

/** Uses the disk up, but for so many bytes. */
function fill(free: number): void {
  const file = openSync(filler, 'a');
  let size = 0;
  try {
    for (;;) size += writeSync(file, Buffer.alloc(4096));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
    ftruncateSync(file, Math.max(0, size - free));
  } finally {
    closeSync(file);
  }
}

const simulator = await startSimulator({ processing: 0, sameImages: true });
const options = driving(backendFor(simulator));
let last: Run | undefined;
options.onEach.push((run) => {
  last ??= run;
  if (run.record.state === scenario) fill(0);
});
if (scenario === 'image') fill(64 * 1024);
if (scenario === 'full') fill(0);

let error: Seen['error'];
const ended = await startRun(runs, newRun({ format: 'PNG' }), options).catch((reason: unknown) => {
  error = (reason as { errors: Seen['error'][] }).errors[0];
});
const files = readdirSync(runs, { recursive: true }).map(String);
const stored = last && (await readRun(last.directory));
rmSync(filler);
const resumed = stored && (await resumeRun(stored, driving(options.backend)));
const seen: Seen = {
  state: ended?.record.state,
  error: error ?? ended?.record.errors[0],
  stored: stored?.record.state,
  images: stored?.record.results.map(({ state }) => state) ?? [],
  files: files.map((name) => path.basename(name)),
  resumed: resumed?.record.state,
  accepted: simulator.accepted.length,
  requests: simulator.requests.length,
};
await cleanUp();
await simulator.close();
console.log(JSON.stringify(seen));
