import assert from 'node:assert/strict';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import sharp from 'sharp';
import { imageTask } from '../../support/tasks';
import { getResponse, send, withSimulator } from './client';

interface Call {
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** Listens until so many requests have come, and returns them. Replies to each with the status. */
async function receive(
  count: number,
  status: number,
  use: (origin: string) => Promise<void>,
): Promise<readonly Call[]> {
  const calls: Call[] = [];
  const server = createServer();
  const complete = new Promise<void>((resolve) => {
    server.on('request', (request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const { method, url, headers } = request;
        calls.push({ method, url, headers, body: Buffer.concat(chunks) });
        response.writeHead(status).end();
        if (calls.length === count) resolve();
      });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    await complete;
  } finally {
    server.closeAllConnections();
    server.close();
  }
  return calls;
}

describe('simulator: delivery', () => {
  it('POSTs each result, and each failure, to the webhook', () =>
    withSimulator({}, async (simulator) => {
      const calls = await receive(2, 200, async (origin) => {
        const webhookURL = `${origin}/hook?token=1`;
        const prompt = { settings: undefined, positivePrompt: 'A partial-trigger' };
        await send(
          simulator,
          imageTask({ ...prompt, webhookURL, numberResults: 2, deliveryMethod: 'async' }),
        );
      });
      for (const call of calls) {
        assert.deepEqual([call.method, call.url], ['POST', '/hook?token=1']);
        assert.equal(call.headers['content-type'], 'application/json');
      }
      const bodies = calls.map((call) => JSON.parse(call.body.toString()) as Record<string, unknown[]>);
      assert.deepEqual(bodies.map((body) => Object.keys(body)).sort(), [['data'], ['errors']]);
    }));

  it('PUTs the raw image to the upload endpoint', () =>
    withSimulator({}, async (simulator) => {
      const calls = await receive(1, 200, async (origin) => {
        const uploadEndpoint = `${origin}/bucket/image.png`;
        await send(simulator, imageTask({ uploadEndpoint, outputFormat: 'PNG' }));
      });
      assert.deepEqual([calls[0]?.method, calls[0]?.url], ['PUT', '/bucket/image.png']);
      assert.equal(calls[0]?.headers['content-type'], 'image/png');
      assert.equal((await sharp(calls[0].body).metadata()).format, 'png');
    }));

  it('loses no result when the receiver fails', () =>
    withSimulator({}, async (simulator) => {
      const task = imageTask();
      await receive(1, 500, async (origin) => {
        await send(simulator, { ...task, webhookURL: origin, uploadEndpoint: 'http://127.0.0.1:1/' });
      });
      assert.equal((await getResponse(simulator, task['taskUUID'])).data.length, 1);
    }));
});
