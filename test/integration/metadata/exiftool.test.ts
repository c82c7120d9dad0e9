import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { ensureExiftool } from '../../../scripts/lib/programs';
import { embedOrigin, extractOrigin } from '../../../src/metadata/embed';
import { type Origin, writeOrigin } from '../../../src/metadata/origin';
import { PROMPT } from '../../support/tasks';
import { originOf, PICTURES, pixelsOf, PLAIN } from '../../unit/metadata/pictures';

/** The limit includes the time for its installation. */
const INSTALL_TIMEOUT_MS = 240_000;

/** Large enough to need an extension in JPEG. */
const LARGE = originOf({ ...PROMPT, high_level_description: 'é < & " '.repeat(4_000) });

const WORDS = originOf({ ...PROMPT, high_level_description: 'Ein Boot 🚤 "<&>"' });

describe('ExifTool', () => {
  let exiftool: string;
  let folder: string;
  before(async function () {
    this.timeout(INSTALL_TIMEOUT_MS);
    exiftool = await ensureExiftool();
    folder = await mkdtemp(path.join(tmpdir(), 'sps-exiftool-'));
  });
  after(() => rm(folder, { recursive: true }));

  const tell = async (...args: readonly string[]) => {
    const options = { maxBuffer: 2 ** 24, cwd: folder };
    return (await promisify(execFile)(exiftool, [...args], options)).stdout;
  };
  const write = async (name: string, bytes: Uint8Array, origin: Origin) => {
    const embedded = await embedOrigin(bytes, origin);
    assert.ok(embedded);
    await writeFile(path.join(folder, name), embedded);
  };

  /** All XMP of some images, the text in PNG, and warnings about the files. */
  const look = async (names: readonly string[]) => {
    const asked = ['-XMP:all', '-PNG:StructuredPrompt', '-EXIF:Copyright', '-validate', '-warning'];
    return JSON.parse(await tell('-json', '-G1', ...asked, ...names)) as Record<string, unknown>[];
  };

  it('reads our metadata and the original metadata from every kind of image, and finds nothing wrong', async () => {
    const names = PICTURES.map(({ format }, index) => `${index}.${format}`);
    for (const [index, { bytes }] of PICTURES.entries()) {
      await writeFile(path.join(folder, names[index] ?? ''), await bytes());
    }
    const before = await look(names);
    for (const [index, { bytes }] of PICTURES.entries()) {
      await write(names[index] ?? '', await bytes(), WORDS);
    }
    const after = await look(names);
    assert.equal(after.length, PICTURES.length);
    for (const [index, { name, format }] of PICTURES.entries()) {
      const wanted = {
        ...before[index],
        'XMP-dc:Description': WORDS.prompt?.['high_level_description'],
        'XMP-xmp:CreatorTool': 'Structured Prompt Studio',
        'XMP-iptcExt:AISystemUsed': WORDS.model,
        'XMP-iptcExt:DigitalSourceType':
          'http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia',
        'XMP-sps:Origin': writeOrigin(WORDS),
        ...(format === 'png' ? { 'PNG:StructuredPrompt': writeOrigin(WORDS) } : {}),
      };
      assert.deepEqual(after[index], wanted, name);
    }
    assert.equal(after.filter((facts) => facts['XMP-xmp:Rating'] === 4).length, 3);
  });

  for (const { format, bytes } of PLAIN) {
    it(`reads a prompt of any size from a ${format}`, async () => {
      const image = await bytes();
      for (const origin of [WORDS, LARGE]) {
        await write(`large.${format}`, image, origin);
        assert.equal(await tell('-b', '-XMP-sps:Origin', `large.${format}`), writeOrigin(origin));
      }
    });

    it(`can write to the XMP of a ${format}, and both its change and the origin are kept`, async () => {
      const image = await bytes();
      const name = `titled.${format}`;
      for (const origin of [WORDS, LARGE]) {
        await write(name, image, origin);
        await tell('-overwrite_original', '-XMP-dc:Title=A <title>', '-XMP-xmp:Rating=4', name);
        const titled = await readFile(path.join(folder, name));
        assert.deepEqual(await extractOrigin(titled), origin);
        await write(name, titled, originOf());
        assert.equal(await tell('-s3', '-XMP-dc:Title', '-XMP-xmp:Rating', name), 'A <title>\n4\n');
        const again = await readFile(path.join(folder, name));
        assert.deepEqual(await extractOrigin(again), originOf());
        assert.ok((await pixelsOf(again)).equals(await pixelsOf(image)));
      }
    });
  }
});
