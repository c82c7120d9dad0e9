import assert from 'node:assert/strict';
import sharp from 'sharp';
import type { JsonObject } from '../../../src/task/types';
import { imageTask, PROMPT } from '../../support/tasks';
import { only, pollUntil, send, withSimulator } from './client';

async function bytesOf(response: Response): Promise<Buffer> {
  return Buffer.from(await response.arrayBuffer());
}

/** The mean color of an image, which its seed tints. */
async function meanColor(bytes: Buffer): Promise<string> {
  const { channels } = await sharp(bytes).stats();
  return channels.map((channel) => channel.mean.toFixed(1)).join(' ');
}

describe('simulator: images', () => {
  const cases = [
    ['JPG', { width: 1440, height: 2560 }, 'jpeg', 'image/jpeg'],
    ['PNG', { width: 3328, height: 1248 }, 'png', 'image/png'],
    ['WEBP', {}, 'webp', 'image/webp'],
  ] as const;

  for (const [outputFormat, size, format, type] of cases) {
    it(`serves a real ${outputFormat} file of the requested size`, () =>
      withSimulator({}, async (simulator) => {
        const { data } = await send(simulator, imageTask({ outputFormat, ...size }));
        const response = await fetch(String(only(data)['imageURL']));
        const bytes = await bytesOf(response);
        assert.deepEqual([response.status, response.headers.get('content-type')], [200, type]);
        assert.equal(Number(response.headers.get('content-length')), bytes.length);
        const image = await sharp(bytes).metadata();
        const { width = 2048, height = 2048 }: { width?: number; height?: number } = size;
        assert.deepEqual([image.format, image.width, image.height], [format, width, height]);
      }));
  }

  it('puts the image in the reply if that is requested', () =>
    withSimulator({}, async (simulator) => {
      const size = { width: 1440, height: 2560 };
      const base64 = only((await send(simulator, imageTask({ ...size, outputType: 'base64Data' }))).data);
      assert.equal(base64['imageURL'], undefined);
      const image = await sharp(Buffer.from(String(base64['imageBase64Data']), 'base64')).metadata();
      assert.deepEqual([image.format, image.width], ['jpeg', 1440]);

      const task = imageTask({
        ...size,
        outputType: 'dataURI',
        outputFormat: 'WEBP',
        deliveryMethod: 'async',
      });
      await send(simulator, task);
      const inline = only((await pollUntil(simulator, task['taskUUID'], 1)).data);
      assert.match(String(inline['imageDataURI']), /^data:image\/webp;base64,UklGR/);
    }));

  it('gives the results of one task different pictures', () =>
    withSimulator({ seed: 1 }, async (simulator) => {
      const { data } = await send(simulator, imageTask({ numberResults: 3, width: 1440, height: 2560 }));
      const images = await Promise.all(data.map((item) => fetch(String(item['imageURL'])).then(bytesOf)));
      const colors = new Set(await Promise.all(images.map(meanColor)));
      assert.equal(colors.size, 3);
    }));

  it('draws any prompt, however odd', () =>
    withSimulator({}, async (simulator) => {
      const structuredPrompt: JsonObject = {
        ...PROMPT,
        compositional_deconstruction: {
          background: 5,
          elements: [
            { type: 'text', bbox: [0, 0, 0, 0], text: '\u0000\uD800 <&"\'> ]]>', desc: 'x' },
            { type: 'text', bbox: [0, 0, 900, 900], text: '\u0000\uD800 <&"\'> ]]>', desc: '\u0007' },
            { type: 'obj', bbox: 'none' },
            null,
          ],
        },
      };
      const { data } = await send(simulator, imageTask({ settings: { structuredPrompt } }));
      assert.equal((await fetch(String(only(data)['imageURL']))).status, 200);
    }));

  it('stops serving an image after its lifetime, or the ttl of its task', () => {
    let clock = 0;
    return withSimulator({ imageLifetime: 1000, now: () => clock }, async (simulator) => {
      const url = async (members: JsonObject): Promise<string> =>
        String(
          only((await send(simulator, imageTask({ width: 1440, height: 2560, ...members }))).data)[
            'imageURL'
          ],
        );
      const [short, long] = [await url({}), await url({ ttl: 60 })];
      const statuses = async (): Promise<number[]> => [
        (await fetch(short)).status,
        (await fetch(long)).status,
      ];
      clock = 999;
      assert.deepEqual(await statuses(), [200, 200]);
      clock = 1000;
      assert.deepEqual(await statuses(), [410, 200]);
      clock = 60_000;
      assert.deepEqual(await statuses(), [410, 410]);
      assert.equal((await fetch(`${short}x`)).status, 404);
    });
  });

  it('serves one plain picture for each size and format if that is requested', () =>
    withSimulator({ sameImages: true }, async (simulator) => {
      const size = { width: 1440, height: 2560 };
      const bytes = async (members: JsonObject): Promise<Buffer[]> => {
        const { data } = await send(simulator, imageTask({ ...size, numberResults: 2, ...members }));
        assert.notEqual(data[0]?.['seed'], data[1]?.['seed']);
        return Promise.all(data.map((item) => fetch(String(item['imageURL'])).then(bytesOf)));
      };
      const [one, other] = await bytes({});
      const [again] = await bytes({ settings: undefined, positivePrompt: 'Something else' });
      assert.ok(one && other && again && one.equals(other) && one.equals(again));
      const [png] = await bytes({ outputFormat: 'PNG' });
      const image = await sharp(png).metadata();
      assert.deepEqual([image.format, image.width, image.height], ['png', 1440, 2560]);
    }));
});
