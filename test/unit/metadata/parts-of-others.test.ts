import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type ImageFacts, readFacts } from '../../../src/image/walk';
import { embedOrigin, extractOrigin } from '../../../src/metadata/embed';
import { pngChunk, riff, riffChunk, segment, withInserted } from '../image/files';
import { lastingParts } from './parts';
import { FOREIGN_XMP, type Format, originOf, pixelsOf, PLAIN } from './pictures';

/** What other programs put into a file: some of it is metadata, some is arbitrary. */
const CONTENT = fc.oneof(
  fc.uint8Array({ maxLength: 60 }).map((bytes) => Buffer.from(bytes)),
  fc
    .array(
      fc.constantFrom(
        FOREIGN_XMP,
        '<rdf:RDF>',
        '</x:xmpmeta>',
        '\0',
        '&',
        '<',
        'words',
        '<!--',
        ']]>',
        '\xe9',
      ),
      { maxLength: 4 },
    )
    .map((words) => Buffer.from(words.join(''), 'latin1')),
);

const HEADS: Readonly<Record<Format, readonly string[]>> = {
  png: [
    'iTXtXML:com.adobe.xmp\0\0\0\0\0',
    'tEXtRaw profile type xmp\0',
    'zTXtXML:com.adobe.xmp\0\0',
    'tEXt',
    'abCd',
  ],
  jpeg: ['\xe1http://ns.adobe.com/xap/1.0/\0', '\xe1http://ns.adobe.com/xmp/extension/\0', '\xe2', '\xfe'],
  webp: ['XMP ', 'EXIF', 'abcd'],
};

function partOf(format: Format, head: string, content: Buffer): Buffer {
  const length = format === 'jpeg' ? 1 : 4;
  const data = Buffer.concat([Buffer.from(head.slice(length), 'latin1'), content]);
  if (format === 'jpeg') return segment(head.charCodeAt(0), data);
  return (format === 'png' ? pngChunk : riffChunk)(head.slice(0, length), data);
}

function withParts(image: Buffer, format: Format, parts: readonly Buffer[]): Buffer {
  if (format === 'webp') return riff([image.subarray(12), ...parts]);
  return withInserted(image, format === 'png' ? 33 : 2, ...parts);
}

describe('an image with parts of other programs in it', () => {
  for (const { format, bytes } of PLAIN) {
    it(`is complete, takes an origin, returns it and is otherwise unchanged: ${format}`, async () => {
      const image = await bytes();
      const facts: ImageFacts | undefined = readFacts(image);
      const pixels = await pixelsOf(image);
      const part = fc.tuple(fc.constantFrom(...HEADS[format]), CONTENT);
      const input = [fc.array(part, { maxLength: 5 }), fc.uint8Array({ maxLength: 20 })] as const;
      await fc.assert(
        fc.asyncProperty(...input, async (parts, tail) => {
          const made = parts.map(([head, content]) => partOf(format, head, content));
          const file = withParts(image, format, made);
          assert.deepEqual(readFacts(Buffer.concat([file, tail])), facts);
          const saved = await embedOrigin(Buffer.concat([file, tail]), originOf());
          assert.ok(saved);
          assert.deepEqual(readFacts(saved), facts);
          assert.deepEqual(await extractOrigin(saved), originOf());
          assert.deepEqual(await embedOrigin(saved, originOf()), saved);
          assert.ok(
            Buffer.from(saved)
              .subarray(saved.length - tail.length)
              .equals(tail),
            'bytes behind the end',
          );
          const whole = Buffer.from(saved).subarray(0, saved.length - tail.length);
          assert.ok((await pixelsOf(whole)).equals(pixels));
          assert.deepEqual(lastingParts(whole, format), lastingParts(file, format));
        }),
        { seed: 13, numRuns: 60 },
      );
    });
  }
});
