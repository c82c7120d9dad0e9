// npm run test:busy [-- ARGUMENTS OF npm test]: runs the tests while an endless loop on each core keeps the machine
// busy, and lists the tests that took much longer than in the last `npm test`.
import { availableParallelism } from 'node:os';
import { run, spawnTree } from './lib/child';
import { inRoot, root } from './lib/root';
import { BUSY_TIMES_FILE, readTimes, slowdowns, TIMES_FILE } from './stages/times';

const LOOP = ['--eval', 'for (;;);'];

const loops = Array.from({ length: availableParallelism() }, () =>
  spawnTree(process.execPath, LOOP, { stdio: 'ignore', killSignal: 'SIGKILL' }),
);
try {
  const test = ['--import', 'tsx', inRoot('scripts', 'test.ts'), '--times', BUSY_TIMES_FILE];
  process.exitCode = await run(process.execPath, [...test, ...process.argv.slice(2)], { cwd: root });
} finally {
  for (const loop of loops) loop.kill();
}

const before = await readTimes(TIMES_FILE);
const slower = slowdowns(before, await readTimes(BUSY_TIMES_FILE));
if (Object.keys(before).length === 0) {
  console.log('\nThere are no times to compare with: run npm test first.');
} else if (slower.length === 0) console.log('\nNothing took twice as long as in the last npm test.');
else console.log(['\nMuch slower than in the last npm test (then, now):', ...slower].join('\n'));
