import assert from 'node:assert/strict';
import { runSideBySide } from '../../../scripts/stages/schedule';
import type { Outcome, Stage } from '../../../scripts/stages/stage';

function stage(name: string, needs: readonly string[] = [], impossible?: string): Stage {
  return {
    name,
    command: ['true'],
    kind: 'check',
    needs,
    programs: [],
    ...(impossible !== undefined && { impossible }),
  };
}

function outcome(name: string, good = true): Outcome {
  return { name, passed: good ? 1 : 0, failed: good ? 0 : 1, seconds: 1, times: [], failures: [] };
}

/** Runs stages that end when the test says so. */
class Play {
  readonly running = new Map<string, (outcome: Outcome) => void>();
  readonly started: string[] = [];

  readonly run = (one: Stage): Promise<Outcome> => {
    this.started.push(one.name);
    return new Promise((resolve) => this.running.set(one.name, resolve));
  };

  /** Ends a stage and lets those that waited for it begin. */
  async end(name: string, good = true): Promise<void> {
    this.running.get(name)?.(outcome(name, good));
    this.running.delete(name);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

describe('stages side by side', () => {
  it('begin in their order, as many at once as there are cores', async () => {
    const play = new Play();
    const all = runSideBySide([stage('a'), stage('b'), stage('c')], 2, play.run);
    assert.deepEqual(play.started, ['a', 'b']);
    await play.end('b');
    assert.deepEqual(play.started, ['a', 'b', 'c']);
    await play.end('c');
    await play.end('a');
    assert.deepEqual(
      (await all).map(({ name }) => name),
      ['a', 'b', 'c'],
    );
  });

  it('wait for what they need, and let others go before them', async () => {
    const play = new Play();
    const all = runSideBySide([stage('build'), stage('ui', ['build']), stage('lint')], 2, play.run);
    assert.deepEqual(play.started, ['build', 'lint']);
    await play.end('build');
    assert.deepEqual(play.started, ['build', 'lint', 'ui']);
    await play.end('lint');
    await play.end('ui');
    await all;
  });

  it('are not run where what they need has failed, or the machine cannot', async () => {
    const play = new Play();
    const all = runSideBySide(
      [stage('build'), stage('ui', ['build']), stage('far', [], 'the moon is far')],
      2,
      play.run,
    );
    await play.end('build', false);
    assert.deepEqual(
      (await all).map(({ notRun }) => notRun),
      [undefined, 'the build failed', 'the moon is far'],
    );
  });
});
