/** How long the programs take to start, beside Node with nothing to do. */
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { inRoot } from '../../scripts/lib/root';
import { makeScratch } from '../../scripts/lib/scratch';
import { SHORT } from '../../scripts/lib/short';
import { median, type Row } from '../lib/report';

const ROUNDS = SHORT ? 1 : 25;
/** Rounds in which the system gets to know the files. */
const WARM = SHORT ? 0 : 3;
const LIMITS = { load: 0.3, lint: 1.6, version: 1.2 };

const BUILT = inRoot('out', 'bench', 'start');
const CLI = path.join(BUILT, 'cli.cjs');

function sides(empty: string) {
  return {
    bare: [empty],
    load: [inRoot('bench', 'start', 'load-extension.cjs'), path.join(BUILT, 'extension.cjs')],
    lint: [CLI, 'lint', inRoot('media', 'templates', 'minimal.structured-prompt.json')],
    version: [CLI, '--version'],
  } as const;
}

type Side = keyof ReturnType<typeof sides>;

/** Milliseconds from the start of a process to its end. */
function timeOf(args: readonly string[]): number {
  const start = performance.now();
  execFileSync(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit'] });
  return performance.now() - start;
}

/** All in turns, so that what else the machine does meets all alike. */
function medians(): Readonly<Record<Side, number>> {
  const scratch = makeScratch();
  const empty = path.join(scratch.path, 'empty.cjs');
  writeFileSync(empty, '');
  const times: Record<Side, number[]> = { bare: [], load: [], lint: [], version: [] };
  for (let round = 0; round < WARM + ROUNDS; round++) {
    for (const [side, args] of Object.entries(sides(empty)) as [Side, readonly string[]][]) {
      const time = timeOf(args);
      if (round >= WARM) times[side].push(time);
    }
  }
  scratch.remove();
  const { bare, load, lint, version } = times;
  return { bare: median(bare), load: median(load), lint: median(lint), version: median(version) };
}

/** The times in milliseconds, held to their shares of Node's own start. */
export function measurePrograms(): readonly Row[] {
  const { bare, load, lint, version } = medians();
  const row = (name: string, studio: number, limit: number): Row => ({
    name,
    studio,
    control: bare,
    limit: `${limit} x`,
    holds: studio <= limit * bare,
  });
  return [
    row('the extension, beyond Node itself', load - bare, LIMITS.load),
    row('lint of one small file', lint, LIMITS.lint),
    row('--version', version, LIMITS.version),
  ];
}
