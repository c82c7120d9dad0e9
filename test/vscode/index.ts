// The test runner inside the extension host; scripts/host/bundle-tests.ts adds the list of test files and bundles it.
import { appendFileSync } from 'node:fs';
import path from 'node:path';
import { format } from 'node:util';
import Mocha from 'mocha';
import { MOCHA_OPTIONS, runAndReport } from '../../scripts/mocha/report';

const TEST_TIMEOUT_MS = 30_000;

/**
 * Runs the tests whose titles contain STUDIO_TEST_GREP, and writes `output.txt` and `report.json` into the folder that STUDIO_TEST_RESULTS names.
 *
 * @param load defines the tests: it requires the test files.
 */
export async function runSuite(load: () => void): Promise<void> {
  const results = process.env['STUDIO_TEST_RESULTS'];
  if (!results) throw new Error('STUDIO_TEST_RESULTS is not set.');
  Mocha.reporters.Base.consoleLog = (...args: unknown[]) =>
    appendFileSync(path.join(results, 'output.txt'), `${format(...args)}\n`);
  const mocha = new Mocha({ ...MOCHA_OPTIONS, timeout: TEST_TIMEOUT_MS, color: false });
  mocha.fgrep(process.env['STUDIO_TEST_GREP'] ?? '');
  // What mocha does around each file that it loads by itself: the functions `describe`, `it`... become global.
  mocha.suite.emit('pre-require', globalThis, '', mocha);
  try {
    load();
  } catch (error) {
    // VS Code does not report why a suite did not start.
    Mocha.reporters.Base.consoleLog(error);
    throw error;
  }
  const report = await runAndReport(mocha, path.join(results, 'report.json'));
  if (report.failed > 0) throw new Error(`${report.failed} of ${report.tests} tests failed.`);
}
