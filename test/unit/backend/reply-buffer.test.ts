import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type ReplyLimits, ReplyBuffer } from '../../../src/backend/runware/reply-buffer';

const MB = 2 ** 20;
const LIMITS: ReplyLimits = { text: 4 * MB, images: 4 * MB };

/** What is kept of a text that arrives in pieces; undefined when it is too large. */
function kept(text: string, pieces = [1 << 16], limits = LIMITS): string | undefined {
  const bytes = Buffer.from(text);
  const reply = new ReplyBuffer(limits);
  for (let at = 0, turn = 0; at < bytes.length; turn++) {
    const size = pieces[turn % pieces.length] ?? 1;
    if (!reply.push(bytes.subarray(at, at + size))) return undefined;
    at += size;
  }
  return reply.toString();
}

describe('the text of a reply', () => {
  it('is unchanged when no string is long, for any division into pieces', () => {
    fc.assert(
      fc.property(fc.json(), fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 }), (json, pieces) => {
        assert.equal(kept(json, pieces), json);
      }),
    );
  });

  it('keeps the beginning of a long string, and everything around it', () => {
    const text = JSON.stringify({ errors: [{ message: 'm'.repeat(8 * MB), code: 'x' }], data: [{ a: 1 }] });
    const read = JSON.parse(kept(text) ?? '') as {
      errors: { message: string; code: string }[];
      data: unknown;
    };
    assert.ok(read.errors[0]?.message === 'm'.repeat(64 * 1024));
    assert.deepEqual([read.errors[0].code, read.data], ['x', [{ a: 1 }]]);
  });

  it('is cut between two characters, and never within an escape', () => {
    for (const sign of ['\\"', '\\\\', '\\u0041', '\\uD83D\\uDE00', 'é', '😀', '\\\\\\"']) {
      for (let shift = 0; shift < 6; shift++) {
        const text = `{"m":"${'x'.repeat(shift)}${sign.repeat(70_000 / sign.length)}","z":1}`;
        const read = JSON.parse(kept(text, [4096, 7]) ?? '') as { m: string; z: number };
        const whole = (JSON.parse(text) as { m: string }).m;
        assert.ok(whole.startsWith(read.m) && !read.m.includes('\ufffd') && read.z === 1);
        assert.ok(sign === '\\"' || read.m.length > 10_000);
      }
    }
  });

  it('keeps complete images, as many as are allowed, and nothing else that is as long', () => {
    const image = 'A'.repeat(3 * MB);
    for (const name of ['imageBase64Data', 'imageDataURI']) {
      const one = `{"${name}" : "${image}"}`;
      assert.ok(kept(one) === one);
      assert.ok(kept(`[${one},${one}]`) === undefined);
      assert.ok((kept(`["${name}","${image}"]`)?.length ?? 0) < 70_000);
      assert.ok((kept(`{"other${name}":"${image}"}`)?.length ?? 0) < 70_000);
    }
  });

  it('is too large when there is too much of anything, or no end', () => {
    const few = { text: 1000, images: 1000 };
    for (const text of ['[{}]'.repeat(300), ' '.repeat(1001), `{"imageDataURI":"${'x'.repeat(1001)}`]) {
      assert.equal(kept(text, [64], few), undefined);
    }
    const reply = new ReplyBuffer(LIMITS);
    reply.push(Buffer.from('["'));
    const piece = Buffer.alloc(MB, 'x');
    let taken = 0;
    while (reply.push(piece)) taken++;
    assert.ok(taken > 60 && taken < 70, `${taken} MB were taken`);
  });
});
