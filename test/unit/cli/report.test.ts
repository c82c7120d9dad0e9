import assert from 'node:assert/strict';
import { outcomeReport } from '../../../src/cli/report';
import { readRun, saveRun } from '../../../src/run/record/store';
import { cleanUp, createRun, newRun, RESULT, temporaryFolder } from '../../support/runs';

describe('the report of a run', () => {
  afterEach(cleanUp);

  it('has seeds as the record keeps them: a number if that is exact, else all digits as a string', async () => {
    const made = await createRun(await temporaryFolder(), newRun({ count: 2 }));
    const seeds = [9007199254740991, '9007199254740993'];
    const results = seeds.map((seed, index) => ({ ...RESULT, imageUUID: `${index}`, seed }));
    await saveRun({ ...made, record: { ...made.record, results } });
    const run = await readRun(made.directory);
    const report = outcomeReport('a.json', { task: made.record.request, run, error: undefined });
    assert.match(JSON.stringify(report), /"seed":9007199254740991,.*"seed":"9007199254740993"/);
  });

  it('is missing for a record with an invalid seed', async () => {
    const made = await createRun(await temporaryFolder(), newRun());
    const results = [{ ...RESULT, seed: '../../x' }];
    await saveRun({ ...made, record: { ...made.record, results } });
    assert.equal(await readRun(made.directory), undefined);
  });
});
