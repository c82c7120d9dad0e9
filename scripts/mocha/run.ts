// Runs the tests of one folder with mocha: node --import tsx scripts/mocha/run.ts FOLDER --report FILE --timeout MS
import { parseArgs } from 'node:util';
import Mocha from 'mocha';
import { findTests } from '../lib/files';
import { inRoot } from '../lib/root';
import { MOCHA_OPTIONS, isGood, runAndReport } from './report';

/** How long, after the last test, sockets and timers may take to close. */
const CLOSING_MS = 5_000;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { report: { type: 'string' }, timeout: { type: 'string' } },
});
const [folder] = positionals;
if (!folder || !values.report) throw new Error('A folder and --report are needed.');

const mocha = new Mocha({ ...MOCHA_OPTIONS, timeout: Number(values.timeout ?? 2_000) });
mocha.files = await findTests(inRoot(folder));
await mocha.loadFilesAsync();
process.exitCode = isGood(await runAndReport(mocha, values.report)) ? 0 : 1;

setTimeout(() => {
  console.error(
    'The tests are over, but something was left open:',
    process.getActiveResourcesInfo().join(', '),
  );
  process.exit(1);
}, CLOSING_MS).unref();
