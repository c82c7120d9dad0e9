import assert from 'node:assert/strict';
import { deflateSync } from 'node:zlib';
import { newBudget } from '../../../src/metadata/budget';
import { embedOrigin, extractOrigin } from '../../../src/metadata/embed';
import { writeOrigin } from '../../../src/metadata/origin';
import { originDescriptions } from '../../../src/metadata/origin-xmp';
import { describe as describeImage, propertyOf, readPacket, writePacket } from '../../../src/metadata/xmp';
import { PROMPT } from '../../support/tasks';
import { pngChunk, riff, riffChunk, segment, withInserted } from '../image/files';
import { FOREIGN_XMP, type Format, originOf, PLAIN } from './pictures';

const EX = { prefix: 'ex', uri: 'http://example.com/ns/' };

const ORIGIN = originOf();
const NEWER = originOf({ ...PROMPT, high_level_description: 'Another' });

/** Our property, beside one of another program. */
const OURS = packetOf('theirs');

function packetOf(value: string): string {
  const json = writeOrigin(ORIGIN);
  assert.ok(json !== undefined);
  const theirs = describeImage(EX, { kept: [value] }, []);
  return writePacket([theirs, ...originDescriptions(ORIGIN, json, [theirs])]);
}

async function plain(format: Format): Promise<Buffer> {
  const found = PLAIN.find((candidate) => candidate.format === format);
  assert.ok(found);
  return found.bytes();
}

/** Puts XMP packets into an image as other programs do. */
async function withPackets(format: Format, ...packets: readonly (string | Buffer)[]): Promise<Buffer> {
  const image = await plain(format);
  const contents = packets.map((packet) => Buffer.from(packet as string));
  if (format === 'webp') {
    return riff([image.subarray(12), ...contents.map((content) => riffChunk('XMP ', content))]);
  }
  const part = (content: Buffer) =>
    format === 'png'
      ? pngChunk('iTXt', Buffer.concat([Buffer.from('XML:com.adobe.xmp\0\0\0\0\0'), content]))
      : segment(0xe1, Buffer.concat([Buffer.from('http://ns.adobe.com/xap/1.0/\0'), content]));
  return withInserted(image, format === 'png' ? 33 : 2, ...contents.map(part));
}

/** The first text of a property in all XMP of a file, found independently of the code under test. */
async function propertyIn(bytes: Uint8Array, id: string): Promise<string | undefined> {
  const text = Buffer.from(bytes).toString('utf8');
  for (const [packet] of text.matchAll(/<x:xmpmeta.*?<\/x:xmpmeta>/gs)) {
    const value = propertyOf((await readPacket(packet, newBudget())).descriptions, id);
    if (value !== undefined) return value;
  }
  return undefined;
}

function rawProfile(content: string | Buffer, name = 'xmp'): string {
  const bytes = Buffer.from(content as string);
  const lines = bytes.toString('hex').match(/.{1,72}/g) ?? [];
  return `\n${name}\n${String(bytes.length).padStart(8)}\n${lines.join('\n')}\n`;
}

const RAW_KINDS: Readonly<Record<string, (content: string) => Buffer>> = {
  'as it is': (content) => pngChunk('tEXt', `Raw profile type xmp\0${rawProfile(content)}`),
  compressed: (content) =>
    pngChunk(
      'zTXt',
      Buffer.concat([Buffer.from('Raw profile type xmp\0\0'), deflateSync(rawProfile(content))]),
    ),
  'as a segment': (content) =>
    pngChunk(
      'tEXt',
      `Raw profile type APP1\0${rawProfile(`http://ns.adobe.com/xap/1.0/\0${content}`, 'generic')}`,
    ),
};

/** Checks that our origin is found, and that the other metadata survives when another origin is embedded. */
async function assertKept(file: Buffer, value = 'theirs'): Promise<void> {
  assert.deepEqual(await extractOrigin(file), ORIGIN);
  const saved = await embedOrigin(file, NEWER);
  assert.ok(saved);
  assert.deepEqual(await extractOrigin(saved), NEWER);
  assert.equal(await propertyIn(saved, `${EX.uri}kept`), value);
  assert.deepEqual(await embedOrigin(saved, NEWER), saved, 'saved again it is the same');
}

for (const format of ['png', 'jpeg', 'webp'] as const) {
  describe(`XMP of other programs in a ${format}`, () => {
    const damages: Readonly<Record<string, (packet: string) => string | Buffer>> = {
      'a zero after its end': (packet) => `${packet}\0`,
      'a zero before its root': (packet) => packet.replace('<x:xmpmeta', '\0<x:xmpmeta'),
      'junk in its padding': (packet) => packet.replace('<?xpacket end', ' & < \0\x01 <junk \n<?xpacket end'),
      'no marks around its root': (packet) => packet.replace(/<\?xpacket.*?\?>/g, ''),
    };
    for (const [name, damage] of Object.entries(damages)) {
      it(`is read with ${name}, and nothing is lost`, async () => {
        await assertKept(await withPackets(format, damage(OURS)));
      });
    }

    const strays: Readonly<Record<string, readonly [written: string | Buffer, meant: string]>> = {
      'an unknown reference': ['a&nbsp;b', 'a&nbsp;b'],
      'a bare ampersand': ['a & b', 'a & b'],
      'a bare angle': ['a < b', 'a < b'],
      'a control character': ['a\x0bb', 'a\ufffdb'],
      'a byte of Latin-1': [Buffer.from('caf\xe9', 'latin1'), 'café'],
    };
    for (const [name, [written, meant]] of Object.entries(strays)) {
      it(`is read with ${name} in a property of another program, which is kept`, async () => {
        const [before = '', after = ''] = packetOf('HERE').split('HERE');
        const parts = [before, written, after].map((part) => Buffer.from(part as string));
        await assertKept(await withPackets(format, Buffer.concat(parts)), meant);
      });
    }

    it('is found after packets of other programs, all of which are kept', async () => {
      const file = await withPackets(format, FOREIGN_XMP, writePacket([]), OURS);
      await assertKept(file);
      const saved = await embedOrigin(file, NEWER);
      assert.ok(saved);
      assert.equal(await propertyIn(saved, 'http://ns.adobe.com/xap/1.0/Rating'), '4');
      assert.equal(Buffer.from(saved).toString('latin1').split('<x:xmpmeta').length, 2, 'as one packet');
    });

    it('is kept byte for byte when it cannot be parsed, and its origin is found all the same', async () => {
      const damaged = OURS.replace('</ex:kept>', '</ex:kept></open>');
      const file = await withPackets(format, damaged);
      assert.deepEqual(await extractOrigin(file), ORIGIN);
      const saved = await embedOrigin(file, NEWER);
      assert.ok(saved);
      assert.deepEqual(await extractOrigin(saved), NEWER);
      assert.ok(Buffer.from(saved).includes(damaged));
      assert.deepEqual(await embedOrigin(saved, NEWER), saved);
    });
  });
}

describe('XMP in a raw profile of a PNG', () => {
  for (const [name, chunk] of Object.entries(RAW_KINDS)) {
    it(`is read ${name}, and nothing is lost`, async () => {
      await assertKept(withInserted(await plain('png'), 33, chunk(OURS)));
    });
  }

  it('is distinguished from Exif, which is kept as it is', async () => {
    const exif = pngChunk('tEXt', `Raw profile type APP1\0${rawProfile('Exif\0\0MM')}`);
    const saved = await embedOrigin(withInserted(await plain('png'), 33, exif), ORIGIN);
    assert.ok(saved && Buffer.from(saved).includes(exif));
  });
});

describe('the extension of XMP in a JPEG', () => {
  it('is read even if another program has overwritten its packet', async () => {
    const large = originOf({ ...PROMPT, high_level_description: 'é'.repeat(40_000) });
    const saved = Buffer.from((await embedOrigin(await plain('jpeg'), large)) ?? []);
    const start = saved.indexOf(Buffer.from('ffe1', 'hex'));
    const end = start + 2 + saved.readUInt16BE(start + 2);
    const sign = 'http://ns.adobe.com/xap/1.0/\0';
    const file = Buffer.concat([
      saved.subarray(0, start),
      segment(0xe1, sign + FOREIGN_XMP.replace('\ufeff', '')),
      saved.subarray(end),
    ]);
    assert.deepEqual(await extractOrigin(file), large);
    const again = await embedOrigin(file, ORIGIN);
    assert.ok(again);
    assert.deepEqual(await extractOrigin(again), ORIGIN);
    assert.equal(await propertyIn(again, `${EX.uri}a`), '1 < 2\n3');
  });
});
