import assert from 'node:assert/strict';
import { DEFAULT_ENDPOINT, readEndpoint } from '../../../src/backend/runware/endpoint';

describe('readEndpoint', () => {
  for (const text of [
    DEFAULT_ENDPOINT,
    'https://proxy.example.test:8443/runware/v1?x=1',
    'HTTPS://EXAMPLE.TEST',
    'http://localhost:3000/v1',
    'http://LOCALHOST/v1',
    'http://127.0.0.1:3000/v1',
    'http://127.8.9.10/v1',
    'http://[::1]:3000/v1',
    // Other spellings of 127.0.0.1.
    'http://127.1:80/v1',
    'http://2130706433/v1',
  ]) {
    it(`accepts ${text}`, () => assert.equal(readEndpoint(text).href, new URL(text).href));
  }

  for (const text of [
    'http://api.runware.ai/v1',
    'http://127.0.0.1.evil.test/v1',
    'http://localhost.evil.test/v1',
    'http://notlocalhost/v1',
    'http://127.evil.test/v1',
    'http://localhost@evil.test/v1',
    'http://127.0.0.1:80@evil.test/v1',
    'http://evil.test#@localhost/v1',
    'http://evil.test\\@localhost/v1',
    'http://128.0.0.1/v1',
    'http://0.0.0.0/v1',
    'http://[::]/v1',
    'http://[::ffff:8.8.8.8]/v1',
    'https://user:pass@api.runware.ai/v1',
    'https://user@api.runware.ai/v1',
    'ftp://localhost/v1',
    'ws://localhost/v1',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'api.runware.ai/v1',
    '//api.runware.ai/v1',
    '',
  ]) {
    it(`refuses ${text === '' ? 'nothing' : text}`, () =>
      assert.throws(() => readEndpoint(text), RangeError));
  }

  it('does not repeat a password', () => {
    assert.throws(
      () => readEndpoint('https://user:hunter2@api.runware.ai/v1'),
      ({ message }: Error) => !message.includes('hunter2'),
    );
  });
});
