// Runs tests inside VS Code:
//   node --import tsx scripts/host/run-suite.ts current|oldest --report FILE [--grep WORDS] FILE-OR-FOLDER...
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { findTests } from '../lib/files';
import { follow } from '../lib/follow';
import { root } from '../lib/root';
import { makeScratch } from '../lib/scratch';
import { readReport } from '../mocha/report';
import { bundleTests } from './bundle-tests';
import { prepareDesktop, runOnDesktop } from './desktop';
import type { HostKind } from './install';
import { runOnServer } from './server-suite';
import type { SuiteRun } from './suite-run';
import { copyExamples } from './workspace';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { report: { type: 'string' }, grep: { type: 'string', default: '' } },
});
const [host, ...paths] = positionals;
const kind: HostKind = host === 'oldest' ? 'oldest' : 'current';
if (!values.report) throw new Error('--report is needed.');
const results = path.dirname(path.resolve(values.report));
await rm(values.report, { force: true });

const scratch = makeScratch();
const suite: SuiteRun = {
  kind,
  extension: root,
  tests: await bundleTests(await findTests(paths), kind),
  folder: await copyExamples(path.join(scratch.path, 'workspace')),
  env: { STUDIO_TEST_RESULTS: results, STUDIO_TEST_GREP: values.grep },
};
const stopFollowing = follow(path.join(results, 'output.txt'));
try {
  const desktop = await prepareDesktop(kind);
  await (desktop ? runOnDesktop(desktop, suite) : runOnServer(suite));
} finally {
  stopFollowing();
  scratch.remove();
}
// VS Code reports success even if its extension host was killed, so only the report counts.
process.exitCode = (await readReport(values.report))?.failed === 0 ? 0 : 1;
