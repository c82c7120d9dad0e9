import assert from 'node:assert/strict';
import {
  BUSY,
  classify,
  ERROR_CLASSES,
  type ErrorClass,
  messageOf,
  NOT_SENT,
  readError,
} from '../../../src/task/errors';
import { explain } from '../../../src/task/explain';

describe('classify', () => {
  const byStatus: [number | undefined, ErrorClass][] = [
    [400, 'validation'],
    [401, 'auth'],
    [402, 'quota'],
    [403, 'auth'],
    [404, 'notFound'],
    [429, 'rateLimit'],
    [500, 'serverError'],
    [502, 'serverError'],
    [503, 'serverError'],
    [504, 'timeout'],
    [418, 'unknown'],
    [undefined, 'unknown'],
  ];
  for (const [status, expected] of byStatus) {
    it(`takes the status ${String(status)} with a code that says nothing for ${expected}`, () => {
      assert.equal(classify('somethingNew', status), expected);
    });
  }

  const byCode: [string, ErrorClass][] = [
    ['invalidApiKey', 'auth'],
    ['missingApiKey', 'auth'],
    ['unauthorized', 'auth'],
    ['insufficientPermissions', 'auth'],
    ['insufficientCredits', 'quota'],
    ['insufficientFunds', 'quota'],
    ['quotaExceeded', 'quota'],
    ['rateLimitExceeded', 'rateLimit'],
    ['too_many_requests', 'rateLimit'],
    ['queueFull', 'rateLimit'],
    ['concurrencyLimitReached', 'rateLimit'],
    ['invalidProviderContent', 'safety'],
    ['contentPolicyViolation', 'safety'],
    ['nsfwContentDetected', 'safety'],
    ['safetyCheckFailed', 'safety'],
    ['invalidSafety', 'validation'],
    ['invalidSafetyMode', 'validation'],
    ['conflictTaskUUID', 'validation'],
    ['invalidTaskUUID', 'validation'],
    ['missingPositivePrompt', 'validation'],
    ['conflictPositivePrompt', 'validation'],
    ['unsupportedDimensions', 'validation'],
    ['unknownParameter', 'validation'],
    ['invalidOutputQuality', 'validation'],
    ['taskNotFound', 'notFound'],
    ['providerError', 'provider'],
    ['imageInferenceFailed', 'provider'],
    ['providerTimeout', 'timeout'],
    ['timeout', 'timeout'],
    ['providerRateLimitExceeded', 'rateLimit'],
    ['internalServerError', 'serverError'],
    ['serviceUnavailable', 'serverError'],
    ['unknownError', 'unknown'],
  ];
  for (const [code, expected] of byCode) {
    it(`takes the code ${code} for ${expected}`, () => assert.equal(classify(code, undefined), expected));
  }

  it('trusts a code more than a status with several meanings', () => {
    assert.equal(classify('insufficientCredits', 400), 'quota');
    assert.equal(classify('invalidProviderContent', 400), 'safety');
    assert.equal(classify('contentPolicyViolation', 403), 'safety');
  });

  it('trusts no code more than a status that shows how far the request may have come', () => {
    for (const [code] of byCode) {
      for (const status of [500, 502, 503, 599]) assert.equal(classify(code, status), 'serverError', code);
      for (const status of [408, 504]) assert.equal(classify(code, status), 'timeout', code);
      assert.equal(classify(code, 401), 'auth', code);
      assert.equal(classify(code, 402), 'quota', code);
      assert.equal(classify(code, 429), 'rateLimit', code);
    }
  });
});

describe('readError', () => {
  it('keeps the message of the service, and one or several fields', () => {
    const item = {
      code: 'unsupportedDimensions',
      message: 'No.',
      parameter: ['width', 'height'],
      taskUUID: 'x',
    };
    assert.deepEqual(readError(item, 400), {
      code: 'unsupportedDimensions',
      class: 'validation',
      message: 'No.',
      parameters: ['width', 'height'],
    });
    assert.deepEqual(readError({ ...item, parameter: 'settings' }).parameters, ['settings']);
  });

  it('handles an error without a message', () => {
    for (const item of [undefined, null, 'x', [], {}, { code: 5, message: null, parameter: [1, null] }]) {
      assert.deepEqual(readError(item, 503), {
        code: 'http503',
        class: 'serverError',
        message: 'HTTP status 503',
        parameters: [],
      });
      assert.notEqual(readError(item).message, '');
    }
  });
});

describe('explain', () => {
  for (const errorClass of ERROR_CLASSES) {
    it(`says what happened and what to do about ${errorClass}, through the translator`, () => {
      const { title, advice } = explain({ class: errorClass, code: 'x' }, (text) => `<${text}>`);
      assert.match(title, /^<.{5,}[^.]>$/);
      assert.match(advice, /^<.{10,}\.>$/);
    });
  }

  it('has a text of its own for each class', () => {
    const titles = ERROR_CLASSES.map(
      (errorClass) => explain({ class: errorClass, code: 'x' }, (text) => text).title,
    );
    assert.equal(new Set(titles).size, ERROR_CLASSES.length);
  });

  it('never leads a person to pay again for what the service may still have', () => {
    for (const errorClass of ERROR_CLASSES) {
      const { advice } = explain({ class: errorClass, code: 'x' }, (text) => text, true);
      assert.match(advice, /ollect (them|the images)/, errorClass);
      assert.doesNotMatch(advice, /(and|then|in|,) generate again|^Generate again/i, errorClass);
    }
  });

  it('says that nothing was sent if the disk was full before', () => {
    const { advice } = explain({ class: 'disk', code: 'EROFS' }, (text) => text);
    assert.match(advice, /Where there is none, nothing was sent/);
  });

  it('does not warn of charges if nothing was sent, or if another program continues', () => {
    const advice = (code: string) => explain({ class: 'aborted', code }, (text) => text).advice;
    assert.match(advice('aborted'), /may still finish and charge/);
    for (const code of [NOT_SENT, BUSY]) assert.doesNotMatch(advice(code), /may still/);
  });
});

describe('messageOf', () => {
  it('returns the message of an error, and anything else as text', () => {
    assert.equal(messageOf(new RangeError('too far')), 'too far');
    assert.equal(messageOf('stopped'), 'stopped');
    assert.equal(messageOf(undefined), 'undefined');
  });
});
