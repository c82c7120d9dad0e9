import assert from 'node:assert/strict';
import { proxyFor, type ProxySettings } from '../../../src/backend/runware/proxies';

const VARIABLES = ['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'http_proxy', 'NO_PROXY', 'no_proxy'];

describe('the choice of a proxy', () => {
  const before = Object.fromEntries(VARIABLES.map((name) => [name, process.env[name]]));
  const setVariables = (values: Record<string, string | undefined>) => {
    for (const name of VARIABLES) {
      if (values[name] === undefined) Reflect.deleteProperty(process.env, name);
      else process.env[name] = values[name];
    }
  };
  beforeEach(() => setVariables({}));
  afterEach(() => setVariables(before));

  function chosen(target: string, settings: ProxySettings): string | undefined {
    return proxyFor(new URL(target), settings)?.origin.host;
  }

  const proxy = 'http://proxy.test:3128';

  for (const [pattern, host, goesPast] of [
    ['example.test', 'example.test', true],
    ['example.test', 'service.example.test', true],
    ['.example.test', 'service.example.test', true],
    ['.example.test', 'a.service.example.test', true],
    ['*.example.test', 'service.example.test', true],
    [' Service.Example.Test ', 'service.example.test', true],
    ['example.test', 'notexample.test', false],
    ['example.test', 'example.test.evil.test', false],
    ['service.example.test', 'example.test', false],
    ['service.example.test:443', 'service.example.test', true],
    ['service.example.test:8443', 'service.example.test', false],
    ['service.example.test:8443', 'service.example.test:8443', true],
    ['*.example.test:443', 'service.example.test:8443', false],
    ['*', 'service.example.test', true],
    ['10.1.2.3', '10.1.2.3', true],
    ['[2001:db8::1]:443', '[2001:db8::1]', true],
    ['', 'service.example.test', false],
    ['.', 'service.example.test', false],
  ] as const) {
    it(`${goesPast ? 'bypasses' : 'uses'} it for ${host} with the exception "${pattern}"`, () => {
      const expected = goesPast ? undefined : 'proxy.test:3128';
      assert.equal(chosen(`https://${host}/v1`, { proxy, noProxy: ['other.test', pattern] }), expected);
      setVariables({ HTTPS_PROXY: proxy, NO_PROXY: `other.test, ${pattern}` });
      assert.equal(chosen(`https://${host}/v1`, {}), expected);
      setVariables({ https_proxy: proxy, no_proxy: `other.test ${pattern}` });
      assert.equal(chosen(`https://${host}/v1`, {}), expected);
    });
  }

  it('is none without settings and variables, and none when direct connections are set', () => {
    assert.equal(chosen('https://service.example.test', {}), undefined);
    setVariables({ HTTPS_PROXY: proxy });
    assert.equal(chosen('https://service.example.test', { proxy, direct: true }), undefined);
  });

  it('prefers the exceptions of the settings to those of the environment', () => {
    setVariables({ NO_PROXY: '*' });
    assert.equal(chosen('https://a.test', { proxy, noProxy: ['b.test'] }), 'proxy.test:3128');
    assert.equal(chosen('https://a.test', { proxy, noProxy: [] }), undefined);
  });

  it('is never one for this machine', () => {
    for (const host of ['localhost', '127.0.0.1', '127.8.9.10', '[::1]']) {
      assert.equal(chosen(`https://${host}:8443/v1`, { proxy }), undefined);
    }
  });

  it('reads credentials from the address, even odd ones', () => {
    const told = (address: string) =>
      Buffer.from(
        proxyFor(new URL('https://a.test'), { proxy: address })?.authorization?.split(' ')[1] ?? '',
        'base64',
      ).toString();
    assert.equal(told('http://ada@proxy.test'), 'ada:');
    assert.equal(told('http://ada:a%3Ab%20c@proxy.test'), 'ada:a:b c');
    assert.equal(told('http://ada:50%@proxy.test'), 'ada:50%');
    assert.equal(told('http://proxy.test'), '');
  });

  it('refuses an invalid address without repeating it', () => {
    for (const address of ['socks5://ada:hunter2@proxy.test', 'http://ada:hunter2@', 'ftp://hunter2.test']) {
      assert.throws(
        () => proxyFor(new URL('https://a.test'), { proxy: address }),
        (error: Error) => error.message.includes('http.proxy') && !error.message.includes('hunter2'),
      );
    }
  });
});
