import assert from 'node:assert/strict';
import { runStage, type Stage } from '../../../scripts/stages/stage';
import { Watchdog } from '../../../scripts/lib/watchdog';

function script(code: string): Stage {
  const command = [process.execPath, '--eval', code, '--'] as const;
  return { name: 'script', command, kind: 'check', needs: [], programs: [] };
}

describe('a stage', () => {
  it('is good where its program ends with 0, and only there', async () => {
    const counts = async (code: string) => {
      const { passed, failed } = await runStage(script(code), '');
      return [passed, failed];
    };
    assert.deepEqual(await counts(''), [1, 0]);
    assert.deepEqual(await counts('process.exit(3)'), [0, 1]);
    assert.deepEqual(await counts('process.kill(process.pid, "SIGKILL")'), [0, 1]);
  });

  it('fails where its tests leave no report', async () => {
    const { passed, failed } = await runStage({ ...script(''), kind: 'tests' }, '');
    assert.deepEqual([passed, failed], [0, 1]);
  });
});

describe('a watchdog', () => {
  it('says nothing while there are signs of life, and once when there are none', async () => {
    let barks = 0;
    await new Promise<void>((resolve) => {
      const watchdog = new Watchdog(30, () => {
        barks++;
        resolve();
      });
      watchdog.alive();
    });
    assert.equal(barks, 1);
    const calm = new Watchdog(30, () => barks++);
    calm.stop();
    assert.equal(barks, 1);
  });
});
