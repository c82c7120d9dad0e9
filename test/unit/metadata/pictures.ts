import fc from 'fast-check';
import sharp, { type Sharp } from 'sharp';
import type { Origin } from '../../../src/metadata/origin';
import type { JsonObject } from '../../../src/task/types';
import { imageTask, PROMPT } from '../../support/tasks';

export type Format = 'png' | 'jpeg' | 'webp';

export interface Picture {
  readonly name: string;
  readonly format: Format;
  readonly bytes: () => Promise<Buffer>;
}

/** Odd sizes, so that rows and chunks need padding. */
const WIDTH = 37;
const HEIGHT = 29;

/** Two pictures, one above the other, with all kinds of colors and transparency. */
const RAW = Buffer.from(
  Uint8Array.from({ length: WIDTH * HEIGHT * 4 * 2 }, (_, index) => index * 37 + (index >> 5)),
);

/** XMP of another program: in short form, with a prefix declared far above its use. */
export const FOREIGN_XMP = `<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/" xmlns:ex="http://example.com/ns/">
  <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
    <rdf:Description rdf:about="uuid:1" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmp:Rating="4" ex:a="1 &lt; 2&#xA;3">
      <ex:list><rdf:Bag><rdf:li>one</rdf:li><rdf:li ex:b="x">two &amp; three</rdf:li></rdf:Bag></ex:list>
    </rdf:Description>
  </rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>`;

function draw(): Sharp {
  const raw = { width: WIDTH, height: HEIGHT, channels: 4 } as const;
  return sharp(RAW.subarray(0, WIDTH * HEIGHT * 4), { raw });
}

const opaque = () => draw().removeAlpha();

function animated(): Sharp {
  return sharp(RAW, { raw: { width: WIDTH, height: HEIGHT * 2, channels: 4, pageHeight: HEIGHT } });
}

/** With many kinds of metadata that are not ours. */
function described(image: Sharp): Sharp {
  return image
    .withExif({ IFD0: { Copyright: 'Somebody', ImageDescription: 'x'.repeat(301) } })
    .withIccProfile('p3')
    .withXmp(FOREIGN_XMP);
}

const KINDS: Readonly<Record<Format, Readonly<Record<string, () => Sharp>>>> = {
  png: {
    'with transparency': () => draw().png(),
    'of a palette': () => draw().png({ palette: true, colours: 13 }),
    'of 16 bits': () => draw().toColourspace('rgb16').png(),
    'in shades of gray': () => opaque().toColourspace('b-w').png(),
    interlaced: () => draw().png({ progressive: true }),
    'with other metadata': () => described(draw()).png(),
  },
  jpeg: {
    baseline: () => opaque().jpeg(),
    progressive: () => opaque().jpeg({ progressive: true, quality: 97 }),
    'of full color': () => opaque().jpeg({ chromaSubsampling: '4:4:4', mozjpeg: true }),
    'in shades of gray': () => opaque().toColourspace('b-w').jpeg(),
    'for print': () => opaque().toColourspace('cmyk').jpeg(),
    'with other metadata': () => described(opaque()).jpeg(),
  },
  webp: {
    lossy: () => opaque().webp(),
    lossless: () => opaque().webp({ lossless: true }),
    'lossy with transparency': () => draw().webp(),
    'lossless with transparency': () => draw().webp({ lossless: true }),
    animated: () => animated().webp({ delay: [70, 90] }),
    'with other metadata': () => described(draw()).webp(),
  },
};

/** Real images of every kind. */
export const PICTURES: readonly Picture[] = Object.entries(KINDS).flatMap(([format, kinds]) =>
  Object.entries(kinds).map(([name, image]) => ({
    name: `${format} ${name}`,
    format: format as Format,
    bytes: () => image().toBuffer(),
  })),
);

/** One image of each format, as the service makes them. */
export const PLAIN = (['png', 'jpeg', 'webp'] as const).map((format) => ({
  format,
  bytes: () => opaque().toFormat(format).toBuffer(),
}));

const TASK_UUID = '6e0dc3e3-5d86-45a3-a9c0-303c1e63bddd';

/** The origin of an image made from a prompt. */
export function originOf(prompt: JsonObject = PROMPT): Origin {
  return {
    model: 'ideogram:4@0',
    prompt,
    promptText: `// As it was\n${JSON.stringify(prompt, null, 3)}\n`,
    task: imageTask({ taskUUID: TASK_UUID, settings: { renderingSpeed: 'TURBO', structuredPrompt: prompt } }),
    seed: 812_345_678,
    createdAt: '2026-03-01T09:30:00.000Z',
  };
}

/** All pixels of all pages, decoded. */
export async function pixelsOf(bytes: Uint8Array): Promise<Buffer> {
  return sharp(bytes, { animated: true }).raw({ depth: 'ushort' }).toBuffer();
}

/** Texts of any characters, including lone surrogates and unassigned ones. */
export const ANY_TEXT = fc
  .array(fc.oneof(fc.integer({ min: 0, max: 0xff }), fc.integer({ min: 0, max: 0x10ffff })), {
    maxLength: 20,
  })
  .map((codes) => String.fromCodePoint(...codes));
