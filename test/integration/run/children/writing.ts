// Changes the record of a run without end: node --import tsx writing.ts FOLDER. Prints a line for each change that is on disk.
import { writeSync } from 'node:fs';
import { proofBackend } from '../../../../src/backend/proof/backend';
import { RecordWriter } from '../../../../src/run/drive/record-writer';
import { acquireLease } from '../../../../src/run/files/lease';
import { readRun } from '../../../../src/run/record/store';
import { RESULT } from '../../../support/runs';
import { driving } from '../support';

const directory = process.argv[2] ?? '';
const run = await readRun(directory);
const lease = await acquireLease(directory);
if (!run || !lease) throw new Error(`There is no run in ${directory} to be had.`);
const journal = new RecordWriter(run, lease, driving(proofBackend), () => writeSync(1, '\n'));
for (let n = 0; ; n++) {
  await journal.update({ results: [...journal.record.results, { ...RESULT, imageUUID: String(n) }] });
}
