/** From the first prompt that is opened to its first diagnostics, in a real VS Code. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import * as esbuild from 'esbuild';
import { runOnServer } from '../../scripts/host/server-suite';
import { copyExamples } from '../../scripts/host/workspace';
import { inRoot, root } from '../../scripts/lib/root';
import { makeScratch } from '../../scripts/lib/scratch';
import { SHORT } from '../../scripts/lib/short';
import { median, type Row, unjudged } from '../lib/report';

const WINDOWS = SHORT ? 1 : 5;

/** What runs in the extension host, as one module. */
async function bundle(): Promise<string> {
  const outfile = inRoot('out', 'bench', 'first-diagnostics.cjs');
  await esbuild.build({
    entryPoints: [inRoot('bench', 'start', 'first-diagnostics.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    external: ['vscode'],
    logLevel: 'warning',
  });
  return outfile;
}

/** Milliseconds in a window of its own. */
async function measureWindow(tests: string): Promise<number> {
  const scratch = makeScratch();
  try {
    const result = path.join(scratch.path, 'milliseconds');
    const folder = await copyExamples(path.join(scratch.path, 'workspace'));
    await runOnServer({
      kind: 'current',
      extension: root,
      tests,
      folder,
      env: { STUDIO_BENCH_RESULT: result },
    });
    return Number(await readFile(result, 'utf8'));
  } finally {
    scratch.remove();
  }
}

/** The time in milliseconds. It is told, and not judged: VS Code and the machine have the larger part in it. */
export async function measureHost(): Promise<readonly Row[]> {
  const tests = await bundle();
  const times: number[] = [];
  for (let window = 0; window < WINDOWS; window++) times.push(await measureWindow(tests));
  const studio = median(times);
  return [
    unjudged({ name: 'first prompt to first diagnostics', studio, control: null, limit: '', holds: true }),
  ];
}
