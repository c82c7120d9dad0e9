// Runs tests with mocha: node --import tsx scripts/mocha/run.ts --report FILE --timeout MS [--grep WORDS] FILE-OR-FOLDER...
import { parseArgs } from 'node:util';
import Mocha from 'mocha';
import { findTests } from '../lib/files';
import { MOCHA_OPTIONS, runAndReport } from './report';

/** How long sockets and timers may take to close after the last test. */
const CLOSING_MS = 5_000;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { report: { type: 'string' }, timeout: { type: 'string' }, grep: { type: 'string' } },
});
if (positionals.length === 0 || !values.report) throw new Error('Files or folders and --report are needed.');

const mocha = new Mocha({ ...MOCHA_OPTIONS, timeout: Number(values.timeout ?? 2_000) });
if (values.grep !== undefined) mocha.fgrep(values.grep);
mocha.files = await findTests(positionals);
await mocha.loadFilesAsync();
process.exitCode = (await runAndReport(mocha, values.report)).failed === 0 ? 0 : 1;

setTimeout(() => {
  console.error(
    'The tests are over, but something was left open:',
    process.getActiveResourcesInfo().join(', '),
  );
  process.exit(1);
}, CLOSING_MS).unref();
