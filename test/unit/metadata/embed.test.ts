import assert from 'node:assert/strict';
import fc from 'fast-check';
import sharp from 'sharp';
import { embedOrigin, extractOrigin, isImage } from '../../../src/metadata/embed';
import type { Origin } from '../../../src/metadata/origin';
import { PROMPT } from '../../support/tasks';
import { lastingParts } from './parts';
import { ANY_TEXT, originOf, PICTURES, pixelsOf, PLAIN } from './pictures';

async function embed(bytes: Uint8Array, origin: Origin): Promise<Buffer> {
  const embedded = await embedOrigin(bytes, origin);
  assert.ok(embedded, 'the image takes the origin');
  return Buffer.from(embedded);
}

/** What an independent reader finds in an image, without what we embedded. */
async function factsOf(bytes: Buffer): Promise<object> {
  const { size, xmp, xmpAsString, comments, ...facts } = await sharp(bytes).metadata();
  return facts;
}

describe('an origin in an image', () => {
  for (const { name, format, bytes } of PICTURES) {
    it(`is read back from a ${name}, whose pixels and other parts are unchanged`, async () => {
      const before = await bytes();
      assert.equal(await extractOrigin(before), undefined);
      const after = await embed(before, originOf());
      assert.deepEqual(await extractOrigin(after), originOf());
      assert.deepEqual(lastingParts(after, format), lastingParts(before, format));
      assert.ok((await pixelsOf(after)).equals(await pixelsOf(before)));
      assert.deepEqual(await factsOf(after), await factsOf(before));
    });
  }

  for (const { name, bytes } of PICTURES) {
    it(`is in a ${name} only once, however often it is embedded, and the last one counts`, async () => {
      const once = await embed(await bytes(), originOf());
      assert.ok((await embed(once, originOf())).equals(once));
      const other = { ...originOf({ ...PROMPT, high_level_description: 'Another' }), seed: null };
      const changed = await embed(once, other);
      assert.deepEqual(await extractOrigin(changed), other);
      assert.ok((await embed(changed, originOf())).equals(once));
    });
  }

  for (const { format, bytes } of PLAIN) {
    it(`is read back from a ${format} for any prompt`, async () => {
      const image = await bytes();
      const odd = fc.constantFrom(
        ']]>',
        '<?xpacket end="w"?>',
        '&amp;',
        '\0',
        '\ud800',
        '\ufffe',
        '\r\n',
        '🚤',
      );
      const text = fc.array(fc.oneof(odd, ANY_TEXT), { maxLength: 5 });
      const prompt = fc.dictionary(
        text.map((parts) => parts.join('')).filter((key) => !['__proto__', '$schema'].includes(key)),
        fc.oneof(
          text.map((parts) => parts.join('')),
          fc.jsonValue(),
        ),
      );
      await fc.assert(
        fc.asyncProperty(prompt, async (value) => {
          const origin = originOf(JSON.parse(JSON.stringify(value)) as Record<string, unknown>);
          assert.deepEqual(await extractOrigin(await embed(image, origin)), origin);
        }),
      );
    });

    it(`may be far larger than the ${format} itself`, async () => {
      const image = await bytes();
      for (const length of [30_000, 32_000, 200_000]) {
        const origin = originOf({ ...PROMPT, high_level_description: 'é "<&>" '.repeat(length / 8) });
        const after = await embed(image, origin);
        assert.deepEqual(await extractOrigin(after), origin);
        assert.deepEqual(lastingParts(after, format), lastingParts(image, format));
        assert.ok((await pixelsOf(after)).equals(await pixelsOf(image)));
        const small = await embed(after, originOf());
        assert.ok(small.equals(await embed(image, originOf())), 'nothing of it is left behind');
      }
    });

    it(`is not embedded into a ${format} when it is too large or too deep for any prompt`, async () => {
      const image = await bytes();
      let deep: Record<string, unknown> = {};
      for (let depth = 0; depth < 10_000; depth++) deep = { deep };
      const long = { ...PROMPT, high_level_description: 'x'.repeat(5_000_000) };
      for (const prompt of [deep, long]) {
        const origin = {
          ...originOf(),
          promptText: '{}',
          prompt,
          task: { settings: { structuredPrompt: prompt } },
        };
        assert.equal(await embedOrigin(image, origin), undefined);
      }
    });
  }

  it('is read back after another program has converted the image with its metadata', async () => {
    for (const { bytes } of PLAIN) {
      const image = await embed(await bytes(), originOf());
      for (const format of ['png', 'jpeg', 'webp'] as const) {
        const converted = await sharp(image).keepMetadata().resize(11).toFormat(format).toBuffer();
        assert.deepEqual(await extractOrigin(converted), originOf());
        assert.deepEqual(await extractOrigin(await embed(converted, originOf({}))), originOf({}));
      }
    }
  });

  it('does not change what follows the image, such as padding', async () => {
    for (const { bytes } of PLAIN) {
      const image = await bytes();
      const padded = Buffer.concat([image, Buffer.from('\0\0')]);
      const after = await embed(padded, originOf());
      assert.ok(after.equals(Buffer.concat([await embed(image, originOf()), Buffer.from('\0\0')])));
    }
  });

  it('is before the pixels of a PNG, and is read from its text when the XMP is lost', async () => {
    const after = await embed(await sharp({ create: CANVAS }).png().toBuffer(), originOf());
    const kinds = [
      ...after.toString('latin1').matchAll(/iTXt(?:XML:com\.adobe\.xmp|Structured Prompt)\0|IDAT/g),
    ];
    assert.deepEqual(
      kinds.map(([kind]) => kind.slice(4, -1)),
      ['XML:com.adobe.xmp', 'Structured Prompt', ''],
    );
    const start = after.indexOf('iTXtXML:com.adobe.xmp') - 4;
    const end = start + 12 + after.readUInt32BE(start);
    const stripped = Buffer.concat([after.subarray(0, start), after.subarray(end)]);
    assert.deepEqual(await extractOrigin(stripped), originOf());
  });

  it('is not embedded into a JPEG with several pictures, which are located by their distances', async () => {
    const image = await sharp({ create: CANVAS }).jpeg().toBuffer();
    const directory = Buffer.from('\xff\xe2\0\x08MPF\0MM', 'latin1');
    const several = Buffer.concat([image.subarray(0, 2), directory, image.subarray(2)]);
    assert.equal(await embedOrigin(several, originOf()), undefined);
  });

  it('is not embedded into a file of another kind', async () => {
    const gif = await sharp({ create: CANVAS }).gif().toBuffer();
    const others = [
      gif,
      ...['', '<svg xmlns="http://www.w3.org/2000/svg"/>', 'RIFF\x04\0\0\0WAVE', '\xff\xd8'].map((text) =>
        Buffer.from(text, 'latin1'),
      ),
    ];
    for (const other of others) {
      assert.equal(isImage(other), false);
      assert.equal(await embedOrigin(other, originOf()), undefined);
      assert.equal(await extractOrigin(other), undefined);
    }
  });
});

const CANVAS = { width: 5, height: 3, channels: 3, background: 'teal' } as const;
