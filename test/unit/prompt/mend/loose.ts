import fc from 'fast-check';

/** How a text is written that is not quite JSON. Each part may be JSON's own. */
interface Manner {
  readonly opening: string;
  readonly closing: string;
  readonly bareKeys: boolean;
  readonly python: boolean;
  readonly tuples: boolean;
  readonly space: string;
  readonly trailing: boolean;
  readonly comment: string;
  readonly around: readonly [string, string];
}

const QUOTES = [
  ['"', '"'],
  ["'", "'"],
  ['`', '`'],
  ['\u201C', '\u201D'],
  ['\u201E', '\u201C'],
  ['\u2018', '\u2019'],
  ['\u00AB', '\u00BB'],
] as const;

const AROUND: readonly (readonly [string, string])[] = [
  ['', ''],
  ['```json\n', '\n```\n'],
  ['Here you are:\n\n```\n', '\n```\n\nTell me {what} to change.'],
  ['Sure [of course]: ', '\nEnjoy!'],
  ['<think>Maybe {"a": 1}?</think>\n\n', '\n'],
  ['<think>\nA fence: ```json\n{}\n```\n</think>\n~~~json\n', '\n~~~'],
  ['prompt = ', '\n'],
  ['\uFEFF', '\u200B'],
];

const manners: fc.Arbitrary<Manner> = fc
  .record({
    quotes: fc.constantFrom(...QUOTES),
    bareKeys: fc.boolean(),
    python: fc.boolean(),
    tuples: fc.boolean(),
    space: fc.constantFrom('', ' ', '\n  ', '\u00A0', '\u200B ', ' \u3000', '\u2028'),
    trailing: fc.boolean(),
    comment: fc.constantFrom('', '', '# a, "b": 1\n', '// a, "b": 1\n', '/* } */'),
    around: fc.constantFrom(...AROUND),
  })
  .map(({ quotes: [opening, closing], ...rest }) => ({ opening, closing, ...rest }));

const PYTHON: Readonly<Record<string, string>> = { null: 'None', true: 'True', false: 'False' };

/** In a string any quote may be itself but those that open or end it: both that people end a German one with. */
function string(text: string, { opening, closing }: Manner): string {
  const own = opening === '\u201E' ? [opening, closing, '\u201D'] : [opening, closing];
  const json = JSON.stringify(text).slice(1, -1);
  if (opening === '"') return `"${json}"`;
  const within = json.replaceAll('\\"', '"');
  const escaped = Array.from(within)
    .map((character) => {
      if (!own.includes(character)) return character;
      return /['`]/.test(character)
        ? `\\${character}`
        : `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
    })
    .join('');
  return opening + escaped.replaceAll('${', '\\u0024{') + closing;
}

function written(value: unknown, manner: Manner): string {
  const { space, trailing, comment, bareKeys, python, tuples } = manner;
  if (typeof value === 'string') return string(value, manner);
  if (typeof value !== 'object' || value === null) {
    const word = JSON.stringify(value);
    return python ? (PYTHON[word] ?? word) : word;
  }
  const isList = Array.isArray(value);
  const parts = Object.entries(value).map(([name, child]) => {
    const isBare = bareKeys && /^[A-Za-z_]\w*$/.test(name) && !Object.values(PYTHON).includes(name);
    const key = isBare ? name : string(name, manner);
    const own = written(child, manner);
    return space + comment + (isList ? own : `${key}${space}:${space}${own}`);
  });
  const inside = parts.join(`${space},`) + (trailing && parts.length > 0 ? ',' : '') + space;
  const [opening, closing] = !isList ? '{}' : tuples && parts.length > 1 ? '()' : '[]';
  return `${opening}${inside}${closing}`;
}

/** Objects, written as chats and programs write them. */
export function looseTexts(values: fc.Arbitrary<unknown>): fc.Arbitrary<{ value: unknown; text: string }> {
  return fc.tuple(values, manners).map(([value, manner]) => {
    const [before, behind] = manner.around;
    return { value, text: before + written(value, manner) + behind };
  });
}
