// Measures the complete analysis of a text (parsing, every rule, lines and columns of the problems), compared with
// the unavoidable part: jsonc-parser's parseTree of the same text, in the same run.
//   npm run bench:lint [-- --short]
import { parseTree } from 'jsonc-parser';
import { sayShort, SHORT } from '../scripts/lib/short';
import { lintDocument } from '../src/lint/lint';
import { readChoices } from '../src/lint/severities';
import { positionMapper } from '../src/prompt/position';
import { measureMany } from './many-problems';

const LIMIT = 2.5;

/** Three kinds of text: without problems, with a problem in every element, and with every rule enabled. */
const CASES = ['clean', 'faulty', 'with wording'] as const;
type Case = (typeof CASES)[number];

const DESCRIPTIONS = [
  'Bold condensed sans-serif capitals, cream, centered, with wide tracking and a crisp printed edge',
  'A streamlined night train of seven dark blue carriages curving out of a tunnel, windows small and warm',
];

function element(index: number, side: number, faulty: boolean): object {
  const step = 1000 / side;
  const y = Math.floor(Math.floor(index / side) * step);
  const x = Math.floor((index % side) * step);
  const box = [y, x, Math.floor(y + step), Math.floor(x + step)];
  const isText = index % 4 === 0;
  return {
    type: isText ? 'text' : 'obj',
    bbox: faulty ? [box[2], box[3], box[0], box[1]] : box,
    ...(isText ? { text: side > 40 ? 'I' : 'VISIT' } : {}),
    desc: `${DESCRIPTIONS[isText ? 0 : 1] ?? ''} ${index}`,
    color_palette: faulty ? ['#1b3a57', '#F4EDE4'] : ['#1B3A57', '#F4EDE4'],
  };
}

function promptText(elements: number, faulty: boolean): string {
  const side = Math.ceil(Math.sqrt(elements));
  const prompt = {
    high_level_description: 'A menu of many small things.',
    compositional_deconstruction: {
      background: 'Cream paper',
      elements: Array.from({ length: elements }, (_, index) => element(index, side, faulty)),
    },
  };
  return JSON.stringify(prompt, null, 2);
}

const WORDING = readChoices({ wording: 'hint' }).choices;

/** The analysis that the editor and the command line need. */
function analyze(text: string, kind: Case): number {
  const options = kind === 'with wording' ? { severities: WORDING } : {};
  const { parsed, problems } = lintDocument('bench.structured-prompt.json', text, options);
  const position = positionMapper(parsed.text);
  let lines = 0;
  for (const { offset, length } of problems) {
    lines += position(offset).line + position(offset + length).column;
  }
  return problems.length + (lines < 0 ? 1 : 0);
}

interface Rounds {
  readonly blocks: number;
  readonly calls: number;
}

/** The numbers of elements, and how often each text is analyzed. */
const SIZES: readonly (readonly [number, Rounds])[] = SHORT
  ? [
      [35, { blocks: 1, calls: 1 }],
      [1000, { blocks: 1, calls: 1 }],
    ]
  : [
      [35, { blocks: 21, calls: 300 }],
      [1000, { blocks: 15, calls: 20 }],
      [10_000, { blocks: 9, calls: 4 }],
    ];
/** The rounds before the measurement: then the code is compiled, as it is in an editor after the first keystrokes. */
const WARM_UP = SHORT ? 1 : 4;

interface Timing {
  readonly parse: number;
  readonly whole: number;
}

/**
 * What one call of each costs, in milliseconds: the medians of blocks of calls. Both take turns, so that what else the machine
 * does meets both alike; in blocks, so that each pays for its own garbage and none for the other's.
 */
function measure(text: string, kind: Case, { blocks, calls }: Rounds): Timing {
  const times: Record<'parse' | 'whole', number[]> = { parse: [], whole: [] };
  const call = { parse: () => parseTree(text), whole: () => analyze(text, kind) };
  for (let block = 0; block < blocks; block++) {
    for (const name of ['parse', 'whole'] as const) {
      const start = performance.now();
      for (let count = 0; count < calls; count++) call[name]();
      times[name].push((performance.now() - start) / calls);
    }
  }
  const median = (list: number[]) => list.sort((a, b) => a - b)[list.length >> 1] ?? 0;
  return { parse: median(times.parse), whole: median(times.whole) };
}

let isWithinLimit = true;
sayShort();
console.log(`ms for a call; limit: ${LIMIT} times parseTree`);
console.log('case          elements  problems  parseTree     whole  ratio  us/element');
for (const kind of CASES) {
  for (const [count, rounds] of SIZES) {
    const text = promptText(count, kind === 'faulty');
    measure(text, kind, { ...rounds, blocks: WARM_UP });
    const { parse, whole } = measure(text, kind, rounds);
    const ratio = whole / parse;
    isWithinLimit &&= kind === 'with wording' || ratio <= LIMIT;
    const columns = [
      kind.padEnd(12),
      String(count).padStart(9),
      String(analyze(text, kind)).padStart(9),
      parse.toFixed(3).padStart(10),
      whole.toFixed(3).padStart(9),
      ratio.toFixed(2).padStart(6),
      ((whole / count) * 1000).toFixed(2).padStart(11),
    ];
    console.log(columns.join(' '));
  }
}
const isLinear = measureMany();
process.exitCode = (isWithinLimit && isLinear) || SHORT ? 0 : 1;
