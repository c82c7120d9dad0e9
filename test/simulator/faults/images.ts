import sharp from 'sharp';
import { sendReply } from '../http';
import type { Fault } from './fault';
import { endlessly, firstHalf, pour } from './wire';

const PLACES = ['image'] as const;

/** A fault that sends another file instead of the image, under the image's headers. */
function replacing(
  name: string,
  description: string,
  replace: (image: Buffer) => Buffer | Promise<Buffer>,
): Fault {
  return {
    name,
    description,
    places: PLACES,
    nature: 'passing',
    async inflict({ response, handle }) {
      const reply = await handle();
      sendReply(response, { ...reply, body: await replace(reply.body) });
    },
  };
}

async function inOtherFormat(image: Buffer): Promise<Buffer> {
  const { format } = await sharp(image).metadata();
  return format === 'png'
    ? sharp(image).jpeg().toBuffer()
    : sharp(image).png({ compressionLevel: 1 }).toBuffer();
}

async function inHalfSize(image: Buffer): Promise<Buffer> {
  const { width } = await sharp(image).metadata();
  return sharp(image)
    .resize(Math.floor(width / 2))
    .toBuffer();
}

const SIGNATURE_OF_JPEG = Buffer.from('ffd8', 'hex');

/** Puts a megabyte of comments before the frame that contains the size, as editors and cameras do. */
function withLateSize(image: Buffer): Buffer {
  if (!image.subarray(0, 2).equals(SIGNATURE_OF_JPEG)) return image;
  const comment = Buffer.concat([Buffer.from('fffeffff', 'hex'), Buffer.alloc(0xfffd)]);
  return Buffer.concat([SIGNATURE_OF_JPEG, ...Array.from({ length: 16 }, () => comment), image.subarray(2)]);
}

function expired(status: number): Fault {
  return {
    name: `expired-${status}`,
    description: `replies with ${status}, as for an image that has expired`,
    places: PLACES,
    nature: 'passing',
    inflict({ response }) {
      const headers = { 'content-type': 'text/plain' };
      sendReply(response, { status, headers, body: Buffer.from('This image has expired.') });
    },
  };
}

/** Faults of the image files. */
export const IMAGE_FAULTS: readonly Fault[] = [
  replacing('image-cut', 'sends the first half of the image, announced as complete', firstHalf),
  {
    name: 'image-cut-chunked',
    description: 'sends the first half of the image in chunks without a total length, properly ended',
    places: PLACES,
    nature: 'passing',
    async inflict({ response, handle }) {
      const { status, headers, body } = await handle();
      response.writeHead(status, headers);
      await pour(response, [firstHalf(body)]);
    },
  },
  {
    name: 'image-cut-until-close',
    description: 'sends the first half of the image, ended only by closing the connection',
    places: PLACES,
    nature: 'passing',
    async inflict({ response, handle }) {
      const { status, headers, body } = await handle();
      response.useChunkedEncodingByDefault = false;
      response.writeHead(status, { ...headers, connection: 'close' });
      response.end(firstHalf(body));
    },
  },
  replacing('image-empty', 'sends no bytes at all', () => Buffer.alloc(0)),
  replacing('image-other-format', 'sends the image in another format than declared', inOtherFormat),
  replacing('image-other-size', 'sends the image at half its width and height', inHalfSize),
  replacing('image-late-size', 'sends a JPEG whose size comes after a megabyte', withLateSize),
  replacing('image-tail', 'sends the image with bytes after its end', (image) =>
    Buffer.concat([image, Buffer.from('camera')]),
  ),
  {
    name: 'endless-image',
    description: 'sends the image, and then endless bytes',
    places: PLACES,
    nature: 'unbounded',
    async inflict({ response, handle }) {
      const { status, headers, body } = await handle();
      response.writeHead(status, headers);
      await pour(response, endlessly(body, Buffer.alloc(65_536)));
    },
  },
  ...[403, 404, 410].map(expired),
];
