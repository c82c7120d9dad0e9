import assert from 'node:assert/strict';
import { membersOf, type Node } from '../../../src/prompt/nodes';
import { parseDocument } from '../../../src/prompt/parse';
import { formatPath } from '../../../src/prompt/path';
import { schema } from './compiled';
import { hover, type Kind } from './service';

const PROMPT = {
  high_level_description: 'x',
  style_description: { aesthetics: 'x', lighting: 'x', photo: 'x', medium: 'x', color_palette: ['#AABBCC'] },
  compositional_deconstruction: {
    background: 'x',
    elements: [{ type: 'text', bbox: [1, 2, 3, 4], text: 'x', desc: 'x', color_palette: ['#AABBCC'] }],
  },
};
const TASK = {
  taskType: 'imageInference',
  taskUUID: 'x',
  model: 'ideogram:4@0',
  width: 2048,
  height: 2048,
  settings: { structuredPrompt: {}, renderingSpeed: 'TURBO', copyrightDetection: true },
  outputType: 'URL',
  outputFormat: 'PNG',
  outputQuality: 95,
  numberResults: 1,
  includeCost: true,
  deliveryMethod: 'sync',
  ttl: 60,
  webhookURL: 'https://x.y',
  uploadEndpoint: 'https://x.y',
  safety: { checkContent: true, mode: 'fast' },
};
const OTHER_STYLE = { style_description: { art_style: 'x' } };
const SENTENCE = { positivePrompt: 'A cat' };

/** The keys of a value with where they are, in the text. */
function keysOf(node: Node | undefined, path: readonly (string | number)[] = []): [string, number][] {
  if (node?.type === 'array') {
    return (node.children ?? []).flatMap((item, index) => keysOf(item, [...path, index]));
  }
  return membersOf(node).flatMap(({ name, key, value }): [string, number][] => [
    [formatPath([...path, name]), key.offset],
    ...keysOf(value, [...path, name]),
  ]);
}

describe('the documentation', () => {
  for (const [kind, value] of [
    ['structured-prompt', PROMPT],
    ['structured-prompt', OTHER_STYLE],
    ['image-task', TASK],
    ['image-task', SENTENCE],
  ] as const satisfies readonly (readonly [Kind, object])[]) {
    const text = JSON.stringify(value);
    for (const [name, offset] of keysOf(parseDocument(text).root)) {
      it(`of ${kind} ${name} says what it does, with an example and its limits`, async () => {
        const shown = await hover(kind, `${text.slice(0, offset + 1)}|${text.slice(offset + 1)}`, 'editor');
        assert.match(shown, /[^]*\.\n[^]*\n\*\*Example:\*\* `[^]*\n\*\*Limits:\*\* /, shown);
      });
    }
  }

  it('tells every enumerated value', () => {
    for (const name of ['structured-prompt', 'image-task']) {
      const text = JSON.stringify(schema(`${name}.schema.json`), (_key, part: unknown) => {
        if (typeof part !== 'object' || part === null || !('enum' in part) || !Array.isArray(part.enum)) {
          return part;
        }
        const told =
          'markdownEnumDescriptions' in part
            ? part.markdownEnumDescriptions
            : 'enumDescriptions' in part && part.enumDescriptions;
        assert.ok(Array.isArray(told) && told.length === part.enum.length, JSON.stringify(part.enum));
        return part;
      });
      assert.ok(text.includes('"enum"'));
    }
  });
});
