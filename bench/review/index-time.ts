/** From the folders on the disk to an index of runs, beside just reading the files that it is made from. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { SHORT } from '../../scripts/lib/short';
import { indexRuns, type RunIndex } from '../../src/run/record/run-index';
import { ANNOTATIONS_FILE } from '../../src/run/record/annotations';
import { RECORD } from '../../src/run/record/store';
import { median, type Row } from '../lib/report';

const ROUNDS = SHORT ? 1 : 25;
/** Rounds in which the code is compiled, and what the system keeps of the files is filled. */
const WARM = SHORT ? 0 : 8;
const LIMIT = 2;

function filesOf({ runs }: RunIndex): readonly string[] {
  return runs.flatMap(({ directory, files }) =>
    [RECORD, ANNOTATIONS_FILE].filter((name) => files.has(name)).map((name) => path.join(directory, name)),
  );
}

/** Milliseconds that a call takes. */
async function timeOf(call: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await call();
  return performance.now() - start;
}

/** Both in turns, so that what else the machine does meets both alike. */
export async function measureIndex(folder: string): Promise<readonly Row[]> {
  const files = filesOf(await indexRuns(folder));
  const times: Record<'index' | 'read', number[]> = { index: [], read: [] };
  for (let round = 0; round < WARM + ROUNDS; round++) {
    const read = await timeOf(() => Promise.all(files.map((file) => readFile(file))));
    const index = await timeOf(() => indexRuns(folder));
    if (round < WARM) continue;
    times.read.push(read);
    times.index.push(index);
  }
  const [studio, control] = [median(times.index), median(times.read)];
  return [
    { name: 'index from disk', studio, control, limit: `${LIMIT} x`, holds: studio <= LIMIT * control },
  ];
}
