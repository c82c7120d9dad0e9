import assert from 'node:assert/strict';
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';

function start(...args: readonly string[]): ChildProcessWithoutNullStreams {
  const child = spawn(process.execPath, ['--import', 'tsx', 'test/simulator/main.ts', ...args]);
  child.stdout.setEncoding('utf8');
  return child;
}

/** Its output, from now until the text has appeared. */
async function readUntil(child: ChildProcessWithoutNullStreams, words: string): Promise<string> {
  let printed = '';
  for await (const chunk of child.stdout.iterator({ destroyOnReturn: false })) {
    printed += String(chunk);
    if (printed.includes(words)) break;
  }
  return printed;
}

function endpointIn(printed: string): string {
  return /http:\/\/127\.0\.0\.1:\d+\/v1/.exec(printed)?.[0] ?? '';
}

describe('simulator: command line', () => {
  it('prints its endpoint and key, accepts any key, and stops on a signal', async () => {
    const child = start('--port', '0', '--delay', '0');
    const printed = await readUntil(child, 'Ctrl+C');
    assert.match(printed, /key +simulator-key/);
    const headers = { authorization: 'Bearer mine', 'content-type': 'application/json' };
    const response = await fetch(endpointIn(printed), { method: 'POST', headers, body: '[]' });
    assert.equal(response.status, 400);
    child.kill('SIGTERM');
    assert.deepEqual(await once(child, 'exit'), [0, null]);
  });

  it('fails at the given rate, and prints how', async () => {
    const child = start('--port', '0', '--faults', '1', '--seed', '5');
    const url = endpointIn(await readUntil(child, 'Ctrl+C'));
    const task = { taskType: 'accountManagement', taskUUID: 'any', operation: 'getDetails' };
    const request = fetch(url, { method: 'POST', body: JSON.stringify([task]) }).catch(() => undefined);
    assert.match(await readUntil(child, '\n'), /^balance : [a-z0-9-]+, /);
    child.kill('SIGTERM');
    assert.deepEqual(await once(child, 'exit'), [0, null]);
    await request;
  });

  it('rejects invalid numbers with code 2, and prints its usage', async () => {
    const refuse = async (...args: string[]): Promise<void> => {
      const child = start(...args);
      let complaint = '';
      child.stderr.on('data', (chunk) => (complaint += String(chunk)));
      assert.deepEqual(await once(child, 'close'), [2, null]);
      assert.match(complaint, /--faults RATE/);
    };
    await Promise.all([refuse('--port', 'x'), refuse('--faults', '1.5')]);
  });
});
