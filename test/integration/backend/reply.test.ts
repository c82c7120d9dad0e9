import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readReply, readSnapshot } from '../../../src/backend/runware/reply';
import { TASK_UUID } from './server';

const IDENTITY = { taskType: 'imageInference', taskUUID: TASK_UUID };
const FOREIGN = { ...IDENTITY, taskUUID: '00000000-0000-4000-8000-000000000000' };

function snapshot(body: unknown, isSentOn = false) {
  return readSnapshot(readReply(body, 200, TASK_UUID), isSentOn);
}

function done(members: object = {}) {
  return { ...IDENTITY, status: 'success', imageUUID: 'a', imageURL: 'https://x.test/a.jpg', ...members };
}

describe('reading a reply', () => {
  it('reads finished, pending and failed images from one reply', () => {
    const { results, pending, errors } = snapshot({
      data: [done({ seed: 5, cost: 0.06 }), { ...IDENTITY, status: 'processing' }],
      errors: [{ ...IDENTITY, code: 'providerError', message: 'No image.', status: 'error' }],
    });
    assert.equal(pending, 1);
    assert.deepEqual(results, [
      {
        imageUUID: 'a',
        content: { kind: 'url', url: 'https://x.test/a.jpg' },
        position: 0,
        seed: 5,
        cost: 0.06,
        flagged: false,
      },
    ]);
    assert.deepEqual(errors, [
      { code: 'providerError', class: 'provider', message: 'No image.', parameters: [] },
    ]);
  });

  it('reads a single error, and classifies it by status when its code is unknown', () => {
    const { errors } = readReply(
      { error: { code: 'x1', message: 'No.' }, taskUUID: TASK_UUID },
      401,
      TASK_UUID,
    );
    assert.deepEqual(errors, [{ code: 'x1', class: 'auth', message: 'No.', parameters: [] }]);
  });

  it('recognizes an error within the data', () => {
    const error = { code: 'invalidProviderContent', message: 'Refused.' };
    const { results, errors, pending } = snapshot({
      data: [
        { ...IDENTITY, status: 'error', error },
        { ...IDENTITY, error: 'It broke.' },
        { ...IDENTITY, status: 'error', code: 'providerError', message: 'Gone.' },
      ],
    });
    assert.deepEqual([results.length, pending], [0, 0]);
    assert.deepEqual(
      errors.map((one) => `${one.class}: ${one.message}`),
      ['safety: Refused.', 'unknown: It broke.', 'provider: Gone.'],
    );
  });

  it('counts an item with an image as finished, whatever else it says', () => {
    for (const words of [
      { status: 'processing' },
      { status: 'queued' },
      { status: 'error' },
      { status: 5 },
      { error: { code: 'providerError', message: 'It broke.' } },
    ]) {
      const inline = { ...IDENTITY, imageUUID: 'b', imageBase64Data: 'AAAA', ...words };
      const { results, errors, pending } = snapshot({ data: [done(words), inline] });
      assert.deepEqual([results.length, errors.length, pending], [2, 0, 0], JSON.stringify(words));
    }
  });

  it('ignores an error that is null', () => {
    const { results, errors } = snapshot({ data: [done({ error: null })], errors: null, error: null });
    assert.deepEqual([results.length, errors.length], [1, 0]);
  });

  it('ignores items about other tasks', () => {
    const { results, pending, errors, items } = snapshot({
      data: [done(), { ...done(), ...FOREIGN }, { ...FOREIGN, status: 'processing' }],
      errors: [{ ...FOREIGN, code: 'providerError', message: 'Another one.' }],
    });
    assert.deepEqual([results.length, pending, errors.length, items.length], [1, 0, 0, 1]);
  });

  it('recognizes its task by the UUID in any case, or without one', () => {
    const { taskUUID, ...nameless } = done({ imageUUID: 'b' });
    const data = [done({ taskUUID: taskUUID.toUpperCase() }), nameless];
    assert.equal(snapshot({ data }).results.length, 2);
  });

  it('fills in missing members of a result', () => {
    const odd = {
      imageURL: 'https://x.test/b.jpg',
      imageUUID: '',
      seed: '7',
      cost: null,
      NSFWContent: 'true',
    };
    const { results } = snapshot({
      data: [{ imageURL: 'https://x.test/a.jpg' }, odd, done({ NSFWContent: true })],
    });
    assert.equal(new Set(results.map(({ imageUUID }) => imageUUID)).size, 3);
    assert.deepEqual(
      results.map(({ seed, cost, flagged }) => [seed, cost, flagged]),
      [
        [null, null, false],
        [7, null, false],
        [null, null, true],
      ],
    );
  });

  it('merges a result that is listed twice, whichever entry has the image', () => {
    const { imageURL, ...bare } = done();
    for (const data of [
      [done(), done()],
      [bare, done()],
      [done(), bare],
    ]) {
      const { results } = snapshot({ data });
      assert.deepEqual(
        results.map(({ content }) => content),
        [{ kind: 'url', url: imageURL }],
      );
    }
  });

  it('recognizes a result without a UUID at any position of the next reply', () => {
    const nameless = [
      { imageURL: 'https://x.test/a.jpg' },
      { imageURL: 'https://x.test/b.jpg', seed: 1 },
      { imageBase64Data: 'AAEC' },
      { imageDataURI: 'data:image/png;base64,AwQF' },
      { status: 'success', seed: 5 },
      { status: 'success', seed: 6 },
    ];
    const namesOf = (data: object[]) => snapshot({ data }, true).results.map(({ imageUUID }) => imageUUID);
    const names = namesOf(nameless);
    assert.equal(new Set(names).size, nameless.length);
    assert.deepEqual(namesOf(nameless.toReversed()), names.toReversed());
  });

  it('ignores items that are not states of images', () => {
    const strangers = [
      { ...IDENTITY, taskType: 'accountManagement', balance: 5 },
      done({ taskType: 'upscale', imageUUID: 'u' }),
      done({ taskType: 7, imageUUID: 'v' }),
      { taskType: 'ping', pong: true },
    ];
    const { results, pending, errors, items } = snapshot({ data: [...strangers, done()] });
    assert.deepEqual([results.length, pending, errors.length, items.length], [1, 0, 0, 1]);
  });

  it('reads at most a hundred of each', () => {
    const data = Array.from({ length: 5000 }, (_, index) => done({ imageUUID: `${index}` }));
    const errors = Array.from({ length: 5000 }, () => ({ ...IDENTITY, code: 'providerError' }));
    const state = snapshot({ data, errors });
    assert.deepEqual([state.results.length, state.items.length, state.errors.length], [100, 100, 100]);
  });

  it("limits the length of the service's messages", () => {
    const error = {
      ...IDENTITY,
      code: 'c'.repeat(1e6),
      message: 'm'.repeat(1e6),
      parameter: Array(1e4).fill('p'.repeat(1e3)),
    };
    const [read] = snapshot({ errors: [error] }).errors;
    assert.deepEqual([read?.code.length, read?.message.length, read?.parameters.length], [100, 2000, 100]);
    assert.equal(read?.parameters[0]?.length, 100);
  });

  it('waits for images that are reported as done but not available, unless they are uploaded elsewhere', () => {
    const { imageURL, ...bare } = done();
    const { status, ...silent } = bare;
    for (const item of [bare, silent]) {
      const waiting = snapshot({ data: [item] });
      assert.deepEqual([waiting.results, waiting.pending], [[], 1]);
      const sentOn = snapshot({ data: [item] }, true);
      assert.deepEqual([sentOn.results[0]?.content, sentOn.pending], [{ kind: 'none' }, 0]);
    }
    assert.ok(imageURL !== '' && status === 'success');
  });

  it('limits the recorded items, but still reads their results', () => {
    const data = Array.from({ length: 20 }, (_, index) =>
      done({ imageUUID: `${index}`, unknown: 'x'.repeat(100_000) }),
    );
    const { results, items } = snapshot({ data });
    assert.deepEqual([results.length, items.length], [20, 10]);
  });

  it('identifies a result with a very long UUID by a short one', () => {
    const [a, b] = ['a', 'b'].map((end) => done({ imageUUID: `${'x'.repeat(1e5)}${end}` }));
    const names = snapshot({ data: [a, b] }).results.map(({ imageUUID }) => imageUUID);
    assert.ok(names.length === 2 && names.every(({ length }) => length < 100));
    assert.equal(snapshot({ data: [b] }).results[0]?.imageUUID, names[1]);
  });

  it('ignores an empty URL', () => {
    const [item] = snapshot({ data: [done({ imageURL: '' })] }, true).results;
    assert.deepEqual(item?.content, { kind: 'none' });
    assert.equal(snapshot({ data: [{ ...IDENTITY, imageURL: '', imageUUID: '' }] }).pending, 1);
    const both = snapshot({ data: [done({ imageURL: '', imageBase64Data: 'AAEC' })] }).results[0];
    assert.equal(both?.content.kind, 'bytes');
  });

  it('reads images within the reply, and keeps them out of the record', () => {
    const bytes = Buffer.from([0, 1, 2, 250, 251]);
    const base64 = bytes.toString('base64');
    const { imageURL, ...result } = done();
    const data = [
      { ...result, imageUUID: '1', imageBase64Data: base64 },
      { ...result, imageUUID: '2', imageDataURI: `data:image/png;base64,${base64}` },
      { ...result, imageUUID: '3' },
    ];
    const { results, items } = snapshot({ data }, true);
    assert.deepEqual(
      results.map(({ content }) => (content.kind === 'bytes' ? Buffer.from(content.bytes) : content.kind)),
      [bytes, bytes, 'none'],
    );
    assert.ok(!JSON.stringify(items).includes(base64));
    assert.ok(imageURL !== '');
  });

  it('never throws, whatever the reply', () => {
    const item = fc.record(
      {
        taskUUID: fc.oneof(fc.constant(TASK_UUID), fc.jsonValue()),
        status: fc.oneof(fc.constantFrom('success', 'error', 'processing'), fc.jsonValue()),
        error: fc.jsonValue(),
        imageUUID: fc.jsonValue(),
        imageURL: fc.jsonValue(),
        imageBase64Data: fc.jsonValue(),
      },
      { requiredKeys: [] },
    );
    const list = fc.oneof(fc.array(fc.oneof(item, fc.jsonValue())), fc.jsonValue());
    const body = fc.oneof(
      fc.jsonValue(),
      fc.record({ data: list, errors: list, error: fc.jsonValue() }, { requiredKeys: [] }),
    );
    fc.assert(
      fc.property(body, (value) => {
        const { results, pending, items } = snapshot(value);
        assert.ok(results.length + pending <= items.length);
        assert.equal(new Set(results.map(({ imageUUID }) => imageUUID)).size, results.length);
      }),
    );
  });
});
