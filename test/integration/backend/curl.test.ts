import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { curlCommand } from '../../../src/backend/runware/curl';
import { imageTask } from '../../support/tasks';

const ENDPOINT = new URL('https://api.runware.ai/v1');

/** The words that a command gets from a shell; here `curl` prints them. */
function wordsOf(command: string, folder: string): string[] {
  const env = { PATH: `${folder}:${process.env['PATH'] ?? ''}`, RUNWARE_API_KEY: 'the key' };
  const printed = execFileSync('sh', ['-c', command], { env, encoding: 'utf8' });
  return printed.split('\0').slice(0, -1);
}

// Windows has no POSIX shell.
const onUnix = process.platform === 'win32' ? () => undefined : describe;
onUnix('the command line that sends a task', () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'sps-curl-'));
    writeFileSync(path.join(folder, 'curl'), '#!/bin/sh\nprintf "%s\\0" "$@"\n', { mode: 0o755 });
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('sends the exact task, with the key from the environment of the shell', () => {
    const task = imageTask({ seed: 7 });
    const command = curlCommand(ENDPOINT, task);
    assert.ok(command.includes('Bearer $RUNWARE_API_KEY"'));
    const words = wordsOf(command, folder);
    assert.deepEqual(words.slice(0, -1), [
      'https://api.runware.ai/v1',
      '--header',
      'Content-Type: application/json',
      '--header',
      'Authorization: Bearer the key',
      '--data-raw',
    ]);
    assert.deepEqual(JSON.parse(words.at(-1) ?? ''), [task]);
  });

  it('keeps every text intact, whatever it means to a shell', () => {
    const odd = [
      "it's",
      '$(touch x)',
      '`id`',
      '"; rm -rf ~; "',
      "'\\''",
      '\\',
      '!!',
      '\n',
      '@/etc/passwd',
      '%s',
    ];
    const text = fc.oneof(fc.constantFrom(...odd), fc.string({ unit: 'binary' }));
    fc.assert(
      fc.property(text, (positivePrompt) => {
        const task = imageTask({ positivePrompt });
        const words = wordsOf(curlCommand(ENDPOINT, task), folder);
        assert.deepEqual(JSON.parse(words.at(-1) ?? ''), [task]);
      }),
      { numRuns: 60 },
    );
  });

  it('quotes the address, too', () => {
    const odd = new URL("https://example.test/v1/o'clock?a=1&b=$HOME");
    assert.equal(wordsOf(curlCommand(odd, imageTask({})), folder)[0], odd.href);
  });
});
