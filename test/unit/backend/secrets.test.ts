import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createRedact, fingerprintOf } from '../../../src/backend/runware/secrets';

const KEY = 'rw-k3y+Abc/def=="ä';

const CODECS: Readonly<Record<string, (text: string) => string>> = {
  'as it is': (text) => text,
  'encoded for a URI': encodeURIComponent,
  'encoded for a URI, in small letters': (text) => encodeURIComponent(text).toLowerCase(),
  'encoded for a URI within a URI': (text) => encodeURIComponent(encodeURIComponent(text)),
  'encoded for a URI, every sign of it': (text) =>
    [...Buffer.from(text)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join(''),
  'written as JSON': (text) => JSON.stringify(text),
  'written as JSON in JSON': (text) => JSON.stringify(JSON.stringify(text)),
  'written as JSON with escaped slashes': (text) => JSON.stringify(text).replaceAll('/', '\\/'),
  'written as JSON, every sign of it': (text) =>
    text.replaceAll(/./g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`),
  'written for a page': (text) => text.replaceAll(/./g, (sign) => `&#${sign.charCodeAt(0)};`),
  'in base64': (text) => Buffer.from(text).toString('base64'),
  'in base64 for a URI': (text) => Buffer.from(text).toString('base64url'),
  'in base64, encoded for a URI': (text) => encodeURIComponent(Buffer.from(text).toString('base64')),
  'in base64 with a word before it': (text) => Buffer.from(`Bearer ${text}`).toString('base64'),
  'in base64 with a user before it': (text) => Buffer.from(`ada:${text}@x`).toString('base64'),
  'in base64 with two signs before it': (text) => Buffer.from(`k=${text}&more`).toString('base64'),
  'in hexadecimal digits': (text) => Buffer.from(text).toString('hex').toUpperCase(),
  'as the name of a host': (text) => text.toLowerCase(),
};

/** Whether no part of a key is left in a text. */
function isHidden(text: string, form: string): boolean {
  for (let at = 0; at + 6 <= form.length; at++) if (text.includes(form.slice(at, at + 6))) return false;
  return true;
}

describe('a key', () => {
  for (const [words, codec] of Object.entries(CODECS)) {
    it(`is removed from a text ${words}`, () => {
      const form = codec(KEY);
      const text = createRedact(KEY)(`https://x.test/?a=${form}&b=1 "${form}"`);
      assert.match(text, /^https:\/\/x\.test\/\?a=.*\[API key\].*&b=1 ".*\[API key\].*"$/);
      // In base64 the ends of the key share characters with their neighbors.
      const own = words.includes('base64') ? form.slice(12, -12) : form;
      assert.ok(isHidden(text, own), text);
    });
  }

  it('is removed from any text, whatever its characters', () => {
    const signs = fc.string({ unit: 'grapheme-ascii', minLength: 8, maxLength: 60 });
    fc.assert(
      fc.property(signs, fc.string(), fc.string(), (key, before, after) => {
        if (key.trim().length < 8) return;
        const text = createRedact(key)(`${before}${key}${after}`);
        assert.ok(!text.includes(key.trim()), text);
      }),
      { numRuns: 30 },
    );
  });

  it('that is too short is not removed', () => {
    assert.equal(createRedact('sailing')('a sailing boat'), 'a sailing boat');
    assert.equal(createRedact('')('a boat'), 'a boat');
  });

  it('does not change any other text', () => {
    const hide = createRedact(KEY);
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => assert.equal(hide(text), text)));
  });

  it('is searched for in linear time', () => {
    const hide = createRedact(KEY);
    for (const part of ['\\', '%25', '25', '&#0', 'r', 'rw-k3y', 'cnct', '%', '\\u00']) {
      const start = performance.now();
      hide(part.repeat(64 * 1024));
      assert.ok(performance.now() - start < 1000, part);
    }
  });
});

describe('the fingerprint of a key', () => {
  it('is the same for the same key, differs for each key and salt, and does not contain the key', async () => {
    const key = 'aBcDeFgHiJkLmNoPqRsTuVwXyZ012345';
    const own = await fingerprintOf(key, 'salt');
    assert.equal(await fingerprintOf(key, 'salt'), own);
    assert.notEqual(await fingerprintOf(`${key}6`, 'salt'), own);
    assert.notEqual(await fingerprintOf(key, 'other salt'), own);
    assert.ok(own.length >= 32);
    for (let at = 0; at + 5 <= key.length; at++) assert.ok(!own.includes(key.slice(at, at + 5)));
  });
});
