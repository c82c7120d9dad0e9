import assert from 'node:assert/strict';
import { assertSays, runScript } from './support/script';

/**
 * The rows of a table that a benchmark prints. What is measured as a difference, once and on a busy machine, may be less than
 * nothing.
 */
function rows(...names: readonly string[]): readonly RegExp[] {
  return names.map((name) => new RegExp(`^${name} +-?[\\d.]+ *`, 'm'));
}

/** Runs the short form of a benchmark and returns what it printed, in which every figure is a number. */
async function measured(name: string): Promise<string> {
  const output = await runScript(name, '--short');
  assertSays(output, /^Short form, .* the limits are not judged\.$/m);
  assert.doesNotMatch(output, /NaN|undefined|NOT HELD|All limits hold/);
  return output;
}

describe('the benchmarks', () => {
  it('tell what is behind a keystroke, by the number of elements', async () => {
    const output = await measured('bench');
    for (const elements of [5, 35, 300]) {
      assertSays(output, new RegExp(`^${elements}(\\t[\\d.e+]+){5}$`, 'm'));
    }
  });

  it('tell what the analysis costs, by the kind and the length of the text', async () => {
    const output = await measured('bench:lint');
    for (const kind of ['clean', 'faulty', 'with wording']) {
      for (const elements of [35, 1000]) {
        assertSays(output, new RegExp(`^${kind} +${elements} +\\d+( +[\\d.]+){4}$`, 'm'));
      }
    }
    for (const problems of ['colors', 'unknown keys', 'bad tasks']) {
      assertSays(output, new RegExp(`^${problems} +\\d+( +[\\d.]+){3}$`, 'm'));
    }
  });

  it('tell how long the programs take to start, beside Node alone', async () => {
    const output = await measured('bench:start');
    assertSays(
      output,
      ...rows('the extension, beyond Node itself', 'lint of one small file', '--version'),
      ...rows('first prompt to first diagnostics'),
    );
  });

  it('tell how the engine does beside the bare minimum and the official client', async () => {
    const output = await measured('bench:engine');
    assertSays(output, /^tasks\tengine ms\tbare ms\tsdk-js ms\tengine\/bare$/m, /^2(\t\d+){3}\t[\d.]+$/m);
    assertSays(output, /^engine\t1(\t[\d.]+ %){2}\t[\d.]+$/m, /^sdk-js\t4(\t-?[\d.]+ %){2}\t[\d.]+$/m);
  });

  it('tell how the stage does beside a bare page', async () => {
    const output = await measured('bench:stage');
    assertSays(
      output,
      /^5 boxes/m,
      /^35 boxes/m,
      ...rows('load', 'press to paint', 'frames shown', 'move to paint', 'release to text painted'),
      ...rows('key to stage', 'script for a frame of moves, against the fewest boxes'),
    );
  });

  it('tell how the review does beside a bare page', async () => {
    const output = await measured('bench:review');
    assertSays(
      output,
      ...rows('first paint of the film', 'frames of a scroll, by wheel', 'frames of a scroll, by fingers'),
      ...rows('heap at 8 runs, against 4', 'press to picture \\(8 ms steps\\)', 'index from disk'),
    );
  });
});
