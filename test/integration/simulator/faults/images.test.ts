import assert from 'node:assert/strict';
import sharp from 'sharp';
import { once } from '../../../simulator/faults/plans';
import { makeImage, visit, withFaults, type Seen } from './wire';

/** Downloads an image under a fault, and again without. */
async function fetchTwice(fault: string, outputFormat = 'JPG', enough = Infinity): Promise<[Seen, Seen]> {
  const seen: Seen[] = [];
  await withFaults(once(fault, 'image'), async (simulator) => {
    const url = await makeImage(simulator, { outputFormat });
    seen.push(await visit(url, { enough }), await visit(url));
  });
  const [faulty, sound] = seen;
  assert.ok(faulty && sound);
  assert.deepEqual([sound.status, sound.end], [200, 'whole']);
  return [faulty, sound];
}

describe('simulator: faults of images', () => {
  for (const [fault, length] of [
    ['image-cut', 'announced'],
    ['image-cut-chunked', 'chunked'],
    ['image-cut-until-close', 'by the end of the connection'],
  ] as const) {
    it(`sends half of an image that looks complete, its length ${length}`, async () => {
      const [{ status, end, body, headers }, sound] = await fetchTwice(fault);
      assert.deepEqual([status, end, headers['content-type']], [200, 'whole', 'image/jpeg']);
      assert.deepEqual(body, sound.body.subarray(0, Math.floor(sound.body.length / 2)));
      const announced = length === 'announced' ? String(body.length) : undefined;
      assert.equal(headers['content-length'], announced);
      assert.equal(headers['transfer-encoding'], length === 'chunked' ? 'chunked' : undefined);
    });
  }

  it('sends nothing', async () => {
    const [{ status, end, body }] = await fetchTwice('image-empty');
    assert.deepEqual([status, end, body.length], [200, 'whole', 0]);
  });

  for (const [outputFormat, sent, type] of [
    ['JPG', 'png', 'image/jpeg'],
    ['WEBP', 'png', 'image/webp'],
    ['PNG', 'jpeg', 'image/png'],
  ] as const) {
    it(`sends another format as ${outputFormat}`, async () => {
      const [{ body, headers }] = await fetchTwice('image-other-format', outputFormat);
      const { format, width, height } = await sharp(body).metadata();
      assert.deepEqual([format, width, height, headers['content-type']], [sent, 1440, 2560, type]);
    });
  }

  it('sends other dimensions', async () => {
    const [{ body }] = await fetchTwice('image-other-size');
    const { format, width, height } = await sharp(body).metadata();
    assert.deepEqual([format, width, height], ['jpeg', 720, 1280]);
  });

  it('sends complete images with a late size, or with bytes after their end', async () => {
    for (const [fault, added] of [
      ['image-late-size', 16 * 0x10001],
      ['image-tail', 6],
    ] as const) {
      const [{ body }, sound] = await fetchTwice(fault);
      assert.equal(body.length, sound.body.length + added);
      const { width, height } = await sharp(body).metadata();
      assert.deepEqual([width, height], [1440, 2560]);
    }
  });

  it('sends a page', async () => {
    const [{ status, body, headers }] = await fetchTwice('html-page');
    assert.deepEqual([status, headers['content-type']], [200, 'text/html; charset=utf-8']);
    assert.match(body.toString(), /^<!doctype html>/);
  });

  it('never ends', async () => {
    const enough = 32 * 1024 * 1024;
    const [{ end, body, headers }, sound] = await fetchTwice('endless-image', 'JPG', enough);
    assert.deepEqual([end, headers['content-length']], ['left', undefined]);
    assert.ok(body.length >= enough && body.subarray(0, sound.body.length).equals(sound.body));
  });

  it('sends an image slowly', async () => {
    const [{ end, body, headers }, sound] = await fetchTwice('slow-trickle', 'JPG', 20);
    assert.deepEqual([end, Number(headers['content-length'])], ['left', sound.body.length]);
    assert.deepEqual(body, sound.body.subarray(0, body.length));
  });

  for (const status of [403, 404, 410]) {
    it(`is gone with ${status}`, async () => {
      const [seen] = await fetchTwice(`expired-${status}`);
      assert.equal(seen.status, status);
    });
  }

  it('redirects in a circle, whatever the fault', () =>
    withFaults(once('redirect-loop', 'image'), async (simulator) => {
      let url = await makeImage(simulator);
      for (let hop = 0; hop < 4; hop++) {
        const { status, headers } = await visit(url);
        assert.equal(status, 307);
        url = new URL(headers.location ?? '', url).href;
      }
    }));

  it('redirects to forbidden locations, for tasks, too', async () => {
    for (const [fault, target] of [
      ['redirect-to-http', /^http:\/\/192\.0\.2\.1\//],
      ['redirect-to-file', /^file:\/\/\//],
    ] as const) {
      const [{ status, headers }] = await fetchTwice(fault);
      assert.equal(status, 307);
      assert.match(headers.location ?? '', target);
    }
  });

  it('counts the requests of each image separately', () =>
    withFaults(once('image-empty', 'image'), async (simulator) => {
      const [one, other] = [await makeImage(simulator), await makeImage(simulator)];
      assert.equal((await visit(one)).body.length, 0);
      assert.ok((await visit(one)).body.length > 0);
      assert.equal((await visit(other)).body.length, 0);
    }));
});
