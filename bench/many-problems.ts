// Lints and fixes documents in which everything is wrong: twice as many problems may take twice as long.
import { SHORT } from '../scripts/lib/short';
import { fixAll } from '../src/lint/fix-all';
import { lintDocument } from '../src/lint/lint';

/** The limit for twice as many, with some margin for garbage collection of large trees. */
const LIMIT = 3;
const ROUNDS = SHORT ? 1 : 5;

function repeated(count: number, part: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => part(index)).join(',\n');
}

function prompt(elements: string): string {
  return `{ "high_level_description": "A", "compositional_deconstruction": { "background": "b", "elements": [${elements}] } }`;
}

interface Kind {
  readonly name: string;
  readonly file: string;
  readonly count: number;
  readonly text: (count: number) => string;
}

const KINDS: readonly Kind[] = [
  {
    name: 'colors',
    file: 'bench.structured-prompt.json',
    count: 100_000,
    text: (count) =>
      prompt(
        repeated(count / 5, (index) => {
          return `{ "type": "obj", "desc": "a ${index}", "color_palette": [${repeated(5, (color) => `"#aabbc${color}"`)}] }`;
        }),
      ),
  },
  {
    name: 'unknown keys',
    file: 'bench.structured-prompt.json',
    count: 4000,
    text: (count) =>
      prompt(`{ "type": "obj", "desc": "a", ${repeated(count, (index) => `"key${index}": "b"`)} }`),
  },
  {
    name: 'bad tasks',
    file: 'bench.image-task.json',
    count: 10_000,
    text: (count) =>
      `[${repeated(count, () => '{ "positivePrompt": "a", "width": 2048, "numberResults": 21 }')}]`,
  },
];

/** The median time of linting a document and applying the certain fixes, in milliseconds. */
function timeOf(file: string, text: string): number {
  const times = Array.from({ length: ROUNDS }, () => {
    const start = performance.now();
    for (const { fixes } of lintDocument(file, text).problems) fixes();
    fixAll(file, text, {});
    return performance.now() - start;
  });
  return times.sort((a, b) => a - b)[ROUNDS >> 1] ?? 0;
}

/** Prints a row for each kind. Returns whether all are within the limit. */
export function measureMany(): boolean {
  let isWithinLimit = true;
  console.log(`\nms to lint and mend; limit: ${LIMIT} times as long for twice as many`);
  console.log('problems            n         n       2 n  ratio');
  for (const { name, file, count, text } of KINDS) {
    const few = SHORT ? count / 100 : count;
    timeOf(file, text(few / 2));
    const [once, twice] = [timeOf(file, text(few)), timeOf(file, text(2 * few))];
    isWithinLimit &&= twice / once <= LIMIT;
    const columns = [
      name.padEnd(12),
      String(few).padStart(8),
      once.toFixed(1).padStart(9),
      twice.toFixed(1).padStart(9),
      (twice / once).toFixed(2).padStart(6),
    ];
    console.log(columns.join(' '));
  }
  return isWithinLimit;
}
