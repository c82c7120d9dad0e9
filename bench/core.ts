// Measures the work after each keystroke, compared with the unavoidable part: parsing the same text with JSON.parse.
//   npm run bench [-- --short]
import { sayShort, SHORT } from '../scripts/lib/short';
import { lintDocument } from '../src/lint/lint';
import { readPrompt } from '../src/prompt/model';
import { drawProof } from '../src/proof/draw';
import { toSvg } from '../src/proof/svg';

const ROUNDS = SHORT ? 2 : 200;
const FRAME = { width: 1664, height: 2496 };

function prompt(elements: number): string {
  const side = Math.ceil(Math.sqrt(elements));
  const step = Math.floor(1000 / side);
  const element = (_: unknown, index: number) => {
    const [y, x] = [Math.floor(index / side) * step, (index % side) * step];
    const bbox = [y, x, y + step - 4, x + step - 4];
    return index % 2 === 0
      ? {
          type: 'text',
          bbox,
          text: `Item ${index}`,
          desc: 'Bold sans-serif capitals, left',
          color_palette: ['#1B3A57'],
        }
      : { type: 'obj', bbox, desc: 'A small ceramic bowl with a blue glaze, seen from above' };
  };
  const composition = { background: 'Cream paper', elements: Array.from({ length: elements }, element) };
  return JSON.stringify(
    { high_level_description: 'A menu', compositional_deconstruction: composition },
    null,
    2,
  );
}

/** The median time of a call, in milliseconds. */
function median(call: () => unknown): number {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const start = performance.now();
    call();
    times.push(performance.now() - start);
  }
  return times.sort((a, b) => a - b)[ROUNDS / 2] ?? 0;
}

sayShort();
console.log('elements  JSON.parse  check  ratio  proof  ratio   (medians in ms)');
for (const count of [5, 35, 300]) {
  const text = prompt(count);
  const model = readPrompt(JSON.parse(text));
  const parse = median(() => JSON.parse(text) as unknown);
  const check = median(() => lintDocument('bench.structured-prompt.json', text));
  const proof = median(() => toSvg(drawProof(model, FRAME)));
  const columns = [parse, check, check / parse, proof, proof / parse].map((value) => value.toPrecision(3));
  console.log([count, ...columns].join('\t'));
}
