import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';

function start(...args: readonly string[]) {
  const child = spawn(process.execPath, ['--import', 'tsx', 'test/simulator/main.ts', ...args]);
  child.stdout.setEncoding('utf8');
  return child;
}

describe('simulator: command line', () => {
  it('prints its endpoint and key, serves any key, and stops when told to', async () => {
    const child = start('--port', '0', '--delay', '0');
    let printed = '';
    for await (const chunk of child.stdout.iterator({ destroyOnReturn: false })) {
      printed += String(chunk);
      if (printed.includes('Ctrl+C')) break;
    }
    const url = /http:\/\/127\.0\.0\.1:\d+\/v1/.exec(printed)?.[0] ?? '';
    assert.match(printed, /key +simulator-key/);
    const headers = { authorization: 'Bearer mine', 'content-type': 'application/json' };
    assert.equal((await fetch(url, { method: 'POST', headers, body: '[]' })).status, 400);
    child.kill('SIGTERM');
    assert.deepEqual(await once(child, 'exit'), [0, null]);
  });

  it('refuses a port that is no number with code 2', async () => {
    assert.deepEqual(await once(start('--port', 'x'), 'exit'), [2, null]);
  });
});
