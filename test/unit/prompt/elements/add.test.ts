import assert from 'node:assert/strict';
import { applyEdits } from '../../../../src/prompt/edit';
import { editElements } from '../../../../src/prompt/elements/edit';
import { checkElements, edited } from './gestures';
import { located } from '../written';

const obj = { kind: 'add', type: 'obj', bbox: [1, 2, 3, 4] } as const;
const text = { kind: 'add', type: 'text', bbox: [1, 2, 3, 4] } as const;

const PRETTY = `{
  "type": "obj",
  "bbox": [1, 2, 3, 4],
  "desc": ""
}`;

/** Lines with so much more indentation, the first one without. */
const indented = (lines: string, indentation: string): string => lines.replaceAll('\n', `\n${indentation}`);

describe('adding an element', () => {
  it('writes it on one line where the last one is', () => {
    checkElements(text, [
      [
        '[{ "type": "obj" }]',
        '[{ "type": "obj" }, { "type": "text", "bbox": [1, 2, 3, 4], "text": "", "desc": "" }]',
      ],
      [
        '[\n  {"type": "obj", "id": 1},\n]',
        '[\n  {"type": "obj", "id": 1},\n  {"type": "text", "bbox": [1, 2, 3, 4], "text": "", "desc": ""},\n]',
      ],
      ['[{"desc":""}]', '[{"desc":""}, {"type":"text","bbox":[1,2,3,4],"text":"","desc":""}]'],
      [
        '[{"desc": "", "bbox": [\n1]} // last\n]',
        '[{"desc": "", "bbox": [\n1]}, // last\n{"type": "text", "bbox": [1, 2, 3, 4], "text": "", "desc": ""}\n]',
      ],
    ]);
  });

  it('writes no spaces where there are none', () => {
    const before = '{"compositional_deconstruction":{"elements":[{"type":"obj"}]}}';
    const after = before.replace(']', ',{"type":"obj","bbox":[1,2,3,4],"desc":""}]');
    assert.equal(edited(before, obj), after);
  });

  it('writes one member a line where the last one has lines', () => {
    checkElements(obj, [
      ['[\n  {\n    "desc": "a"\n  }\n]', `[\n  {\n    "desc": "a"\n  },\n  ${indented(PRETTY, '  ')}\n]`],
      [
        '[{\r\n\t"type": "obj", // kind\r\n\t/* words */ "desc": "a",\r\n}]',
        '[{\r\n\t"type": "obj", // kind\r\n\t/* words */ "desc": "a",\r\n}, {\r\n\t"type": "obj",\r\n\t"bbox": [1, 2, 3, 4],\r\n\t"desc": "",\r\n}]',
      ],
      [
        '[{ "type": "obj", "bbox": [0, 0, 0, 0],\n   "desc": "a" }]',
        '[{ "type": "obj", "bbox": [0, 0, 0, 0],\n   "desc": "a" }, { "type": "obj",\n   "bbox": [1, 2, 3, 4],\n   "desc": "" }]',
      ],
      [
        '[ { "type": "obj" // kind\n  , "desc": "a"\n  } // first\n, { "id": 1\n  }\n]',
        '[ { "type": "obj" // kind\n  , "desc": "a"\n  } // first\n, { "id": 1\n  }\n, { "type": "obj", "bbox": [1, 2, 3, 4], "desc": ""\n  }\n]',
      ],
    ]);
  });

  it('takes the last object for an example, and the lines where there is none', () => {
    checkElements(obj, [
      [
        '[{ "id": 1 }, {}, "a"]',
        '[{ "id": 1 }, {}, "a", { "type": "obj", "bbox": [1, 2, 3, 4], "desc": "" }]',
      ],
      ['[1]', '[1, {"type": "obj", "bbox": [1, 2, 3, 4], "desc": ""}]'],
      ['[\n  1\n]', `[\n  1,\n  ${indented(PRETTY, '  ')}\n]`],
    ]);
  });

  it('fills empty elements', () => {
    const written = '{"type": "obj", "bbox": [1, 2, 3, 4], "desc": ""}';
    checkElements(obj, [
      ['[]', `[${written}]`],
      ['[ ]', `[ ${written} ]`],
      ['[ /* none */ ]', `[ /* none */ ${written} ]`],
      ['[ // none\n]', `[ // none\n  ${indented(PRETTY, '  ')}\n]`],
    ]);
    const pretty =
      '{\n  "compositional_deconstruction": {\n    "background": "",\n    "elements": []\n  }\n}';
    assert.equal(edited(pretty, obj), pretty.replace('[]', `[\n      ${indented(PRETTY, '      ')}\n    ]`));
    assert.equal(
      edited('{"compositional_deconstruction":{"elements":[]}}', obj),
      '{"compositional_deconstruction":{"elements":[{"type":"obj","bbox":[1,2,3,4],"desc":""}]}}',
    );
  });

  it('adds what is missing around it, in its trained place', () => {
    const elements = `"elements": [\n      ${indented(PRETTY, '      ')}\n    ]`;
    const whole = `{\n  "compositional_deconstruction": {\n    ${elements}\n  }\n}`;
    assert.equal(edited('{}', obj), whole);
    assert.equal(edited('{\n  "compositional_deconstruction": {}\n}', obj), whole);
    assert.equal(
      edited('{\n  "compositional_deconstruction": {\n    "background": "sky", // blue\n  },\n}\n', obj),
      `{\n  "compositional_deconstruction": {\n    "background": "sky", // blue\n    ${elements},\n  },\n}\n`,
    );
    assert.equal(
      edited('{"high_level_description":"A sign","canvas":{}}', text),
      '{"high_level_description":"A sign","compositional_deconstruction":{"elements":[{"type":"text","bbox":[1,2,3,4],"text":"","desc":""}]},"canvas":{}}',
    );
    assert.equal(
      edited('{\r\n\t"high_level_description": "A sign"\r\n}', obj),
      `{\n\t"high_level_description": "A sign",\n${whole.slice(2, -2).replaceAll('  ', '\t')}\n}`.replaceAll(
        '\n',
        '\r\n',
      ),
    );
    assert.equal(
      edited('{\n  "compositional_deconstruction": { "background": "sky" }\n}', obj),
      '{\n  "compositional_deconstruction": { "background": "sky", "elements": [{ "type": "obj", "bbox": [1, 2, 3, 4], "desc": "" }] }\n}',
    );
  });

  it('works within a task', () => {
    const task = '[\n  {},\n  {\n    "settings": {\n      "structuredPrompt": {}\n    }\n  }\n]';
    const path = [1, 'settings', 'structuredPrompt'];
    const edits = editElements(located(task, 'task'), path, obj);
    assert.ok(edits);
    const added = (edited('{}', obj) ?? '').replaceAll('\n', '\n      ');
    assert.equal(applyEdits(task, edits), task.replace('": {}', `": ${added}`));
    assert.equal(editElements(located(task, 'task'), [0, 'settings', 'structuredPrompt'], obj), undefined);
  });

  it('is impossible where something else is in the way', () => {
    for (const prompt of [
      ...['', '[]', '"a"', '{"compositional_deconstruction": null}'],
      ...['{"compositional_deconstruction": []}', '{"compositional_deconstruction": {"elements": {}}}'],
      '{"compositional_deconstruction": {"elements": [}}',
    ]) {
      assert.equal(edited(prompt, obj), undefined, prompt);
    }
  });
});
