import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { startScript } from './support/script';

/** Asks the service for the balance, as `Structured Prompt: Show Balance` does. */
async function askForBalance(address: string, key: string): Promise<Response> {
  return fetch(address, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
    body: JSON.stringify([
      { taskType: 'accountManagement', taskUUID: randomUUID(), operation: 'getDetails' },
    ]),
  });
}

describe('npm run simulator', () => {
  it('tells its address and key, answers there, and is gone after Ctrl+C', async () => {
    const script = startScript('simulator', '--port', '0');
    const [, address = ''] = await script.says(/endpoint {2}(http:\S+)/);
    const [, key = ''] = await script.says(/key {7}(\S+)/);
    await script.says(/Stop it with Ctrl\+C/);
    assert.match(await (await askForBalance(address, key)).text(), /"balance":\d/);
    script.kill('SIGINT');
    await script.ended;
    await assert.rejects(askForBalance(address, key), { name: 'TypeError' });
    assert.doesNotMatch(script.output(), /Error/);
  });
});
