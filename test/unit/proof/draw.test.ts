import assert from 'node:assert/strict';
import fc from 'fast-check';
import sharp from 'sharp';
import { drawProof } from '../../../src/proof/draw';
import type { ProofNode } from '../../../src/proof/node';
import { toSvg } from '../../../src/proof/svg';
import { readPrompt } from '../../../src/prompt/model';
import { DEFAULT_SIZE, SIZES } from '../../../src/task/sizes';

interface Source {
  readonly background?: string;
  readonly palette?: readonly string[];
  readonly elements?: readonly unknown[];
}

function draw({ background = '', palette = [], elements = [] }: Source, size = DEFAULT_SIZE): ProofNode {
  return drawProof(
    readPrompt({
      style_description: { color_palette: palette },
      compositional_deconstruction: { background, elements },
    }),
    size,
  );
}

function nodes(node: ProofNode): ProofNode[] {
  return [node, ...node.children.flatMap((child) => (typeof child === 'string' ? [] : nodes(child)))];
}

function texts(node: ProofNode): string[] {
  return nodes(node)
    .filter(({ tag }) => tag === 'text')
    .flatMap(({ children }) => children.filter((child) => typeof child === 'string'));
}

function textNode(node: ProofNode, content: string): ProofNode {
  const found = nodes(node).find(({ tag, children }) => tag === 'text' && children[0] === content);
  assert.ok(found, `no text ${JSON.stringify(content)}`);
  return found;
}

const box = (bbox: readonly number[], rest: object): object => ({ type: 'obj', bbox, ...rest });
const lettering = (text: string, desc = '', bbox = [100, 100, 400, 900]): object => ({
  type: 'text',
  bbox,
  text,
  desc,
});

describe('drawProof', () => {
  it('has the true size of the image at every supported size, and says that it is a proof', async () => {
    for (const size of SIZES) {
      const proof = draw({ elements: [lettering('Hello')] }, size);
      assert.equal(proof.attributes['width'], size.width);
      assert.equal(proof.attributes['height'], size.height);
      assert.equal(proof.attributes['viewBox'], `0 0 ${size.width} ${size.height}`);
      assert.ok(texts(proof).includes('Layout proof'));
      assert.ok(texts(proof).includes(`${size.width} × ${size.height}`));
    }
    const { width, height } = await sharp(Buffer.from(toSvg(draw({})))).metadata();
    assert.deepEqual([width, height], [2048, 2048]);
  });

  it('draws an object as an area with its number and first words', () => {
    const proof = draw({ elements: [box([250, 500, 750, 1000], { desc: 'White sailboat, heading left.' })] });
    const area = nodes(proof).find(({ attributes }) => attributes['fill-opacity'] === 0.1);
    assert.ok(area);
    assert.ok(Math.abs(Number(area.attributes['x']) - 1024) < 4);
    assert.ok(Math.abs(Number(area.attributes['y']) - 512) < 4);
    assert.ok(Math.abs(Number(area.attributes['width']) - 1024) < 8);
    assert.ok(texts(proof).includes('1'));
    assert.ok(texts(proof).includes('White sailboat'));
  });

  it('draws literal text unchanged, line by line, with fixed widths', () => {
    const proof = draw({ elements: [lettering('  Visit\nTHE coast ', 'Bold serif, left-aligned')] });
    const line = textNode(proof, '  Visit');
    assert.equal(line.attributes['xml:space'], 'preserve');
    assert.equal(line.attributes['font-weight'], 700);
    assert.match(String(line.attributes['font-family']), /serif$/);
    assert.ok(Number(line.attributes['textLength']) > 0);
    assert.ok(textNode(proof, 'THE coast '));
  });

  it('sets right-to-left text from the right, whatever its alignment', () => {
    const proof = draw({ elements: [lettering('יציאות 12\nabc', 'left-aligned')] });
    const { attributes } = textNode(proof, 'יציאות 12');
    assert.equal(attributes['direction'], 'rtl');
    assert.equal(attributes['text-anchor'], 'end');
    assert.equal(textNode(proof, 'abc').attributes['direction'], undefined);
  });

  it('lists elements without a box, lettering with its text', () => {
    const proof = draw({
      elements: [
        box([0, 0, 500, 500], { desc: 'Sun' }),
        { type: 'obj', desc: 'Three gulls, far away' },
        { type: 'text', text: 'Ship it', desc: '' },
      ],
    });
    for (const expected of ['Not placed', 'Three gulls', '“Ship it”']) {
      assert.ok(texts(proof).includes(expected));
    }
    assert.ok(!texts(draw({ elements: [lettering('x')] })).includes('Not placed'));
  });

  it('shows the background as text and the palette in colors', () => {
    const proof = draw({ background: 'Calm sea', palette: ['#F5A65B', '#27446B'] });
    assert.ok(texts(proof).includes('Calm sea'));
    for (const fill of ['#F5A65B', '#27446B']) {
      assert.ok(nodes(proof).some(({ attributes }) => attributes['fill'] === fill));
    }
  });

  it('shortens labels, and omits them on boxes that are too small', () => {
    const long = 'A very long description of one small thing without any comma in it at all';
    const proof = draw({
      elements: [box([300, 300, 450, 450], { desc: long }), box([800, 800, 803, 803], {})],
    });
    assert.ok(texts(proof).some((text) => text.startsWith('A very long') && text.endsWith('…')));
    assert.ok(!texts(proof).includes('2'));
  });

  it('keeps notes and tags off literal text when there is space', () => {
    const proof = draw({ background: 'Warm paper', elements: [lettering('BIG', '', [0, 0, 600, 1000])] });
    assert.ok(Number(textNode(proof, 'Warm paper').attributes['y']) > 0.6 * 2048);
  });

  it('moves its caption out of the way of lettering in the corner', () => {
    const left = (elements: unknown[]): number =>
      Number(textNode(draw({ elements }), 'Layout proof').attributes['x']);
    assert.ok(left([]) < 100);
    assert.ok(left([lettering('PHOTO CREDIT', 'left-aligned', [960, 0, 1000, 300])]) > 1024);
  });

  it('gives the same bytes for the same prompt', () => {
    const source = {
      background: 'b',
      elements: [lettering('Hello'), box([0, 0, 500, 500], { desc: 'Sun' })],
    };
    assert.equal(toSvg(draw(source)), toSvg(draw(source)));
  });

  it('contains nothing that is executed or loaded', () => {
    const proof = draw({
      elements: [lettering('<script>alert(1)</script>'), box([0, 0, 9, 9], { desc: '' })],
    });
    const tags = new Set(nodes(proof).map(({ tag }) => tag));
    assert.deepEqual([...tags].sort(), ['desc', 'g', 'path', 'rect', 'svg', 'text', 'title']);
  });
});

const coordinate = fc.oneof(fc.integer({ min: 0, max: 1000 }), fc.constantFrom(0, 500, 1000), fc.double());
const anyString = fc.string({ unit: 'binary', maxLength: 60 });
const anyElement = fc.record(
  {
    type: fc.constantFrom('obj', 'text', 'other'),
    bbox: fc.oneof(fc.array(coordinate, { minLength: 4, maxLength: 4 }), fc.constant([500, 0, 500, 1000])),
    text: fc.oneof(anyString, fc.constantFrom('', '\n\n', '\u0301', 'x'.repeat(10_000), 'a b '.repeat(2500))),
    desc: fc.oneof(anyString, fc.constantFrom('Bold condensed script', 'flush right serif')),
    color_palette: fc.array(fc.constantFrom('#FFFFFF', '#000000', '#3B82F6', 'red')),
  },
  { requiredKeys: [] },
);

describe('drawProof, whatever it is given', () => {
  it('draws finite numbers, and XML that an SVG reader accepts', async function () {
    this.timeout(60_000);
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyElement, { maxLength: 12 }),
        anyString,
        fc.constantFrom(...SIZES),
        async (elements, background, size) => {
          const svg = toSvg(draw({ background, elements }, size));
          assert.doesNotMatch(svg, /="(NaN|-?Infinity|undefined)"/);
          assert.doesNotMatch(svg, /\p{Surrogate}/u);
          await sharp(Buffer.from(svg)).metadata();
        },
      ),
      { numRuns: 60 },
    );
  });

  it('accepts 300 elements, no elements, and invalid frames', () => {
    const many = Array.from({ length: 300 }, (_, index) =>
      index % 3 === 0
        ? { type: 'obj', desc: `Unplaced ${index}` }
        : box(
            [(index * 37) % 900, (index * 61) % 900, ((index * 37) % 900) + 80, ((index * 61) % 900) + 90],
            {
              desc: 'Thing',
            },
          ),
    );
    assert.ok(texts(draw({ elements: many })).some((text) => /^and \d+ more$/.test(text)));
    for (const side of [0, -1, Number.NaN, Number.POSITIVE_INFINITY, 1]) {
      assert.doesNotMatch(
        toSvg(draw({ elements: many }, { width: side, height: side, ratio: '' })),
        /NaN|Infinity/,
      );
    }
  });
});
