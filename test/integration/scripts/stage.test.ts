import assert from 'node:assert/strict';
import { runStage, type Stage } from '../../../scripts/stages/stage';
import { Watchdog } from '../../../scripts/lib/watchdog';

function script(code: string): Stage {
  const command = [process.execPath, '--eval', code, '--'] as const;
  return { name: 'script', command, kind: 'check', needs: [], programs: [] };
}

describe('a stage', () => {
  it('succeeds only if its program ends with 0', async () => {
    const counts = async (code: string) => {
      const { passed, failed } = await runStage(script(code), '');
      return [passed, failed];
    };
    assert.deepEqual(await counts(''), [1, 0]);
    assert.deepEqual(await counts('process.exit(3)'), [0, 1]);
    assert.deepEqual(await counts('process.kill(process.pid, "SIGKILL")'), [0, 1]);
  });

  it('fails if its tests leave no report', async () => {
    const { passed, failed } = await runStage({ ...script(''), kind: 'tests' }, '');
    assert.deepEqual([passed, failed], [0, 1]);
  });
});

describe('a watchdog', () => {
  it('reports once when there is no sign of life, and not after it was stopped', async () => {
    const barks: string[] = [];
    new Watchdog(10, () => barks.push('stopped')).stop();
    // A longer wait ends later: by then the stopped one would have reported.
    await new Promise<void>((resolve) => {
      new Watchdog(40, () => {
        barks.push('silent');
        resolve();
      });
    });
    assert.deepEqual(barks, ['silent']);
  });

  it('restarts its wait with each sign of life', async () => {
    const barks: string[] = [];
    await new Promise<void>((resolve) => {
      const alive = new Watchdog(30, () => {
        barks.push('alive');
        resolve();
      });
      new Watchdog(30, () => barks.push('silent'));
      alive.alive();
    });
    assert.deepEqual(barks, ['silent', 'alive']);
  });
});
