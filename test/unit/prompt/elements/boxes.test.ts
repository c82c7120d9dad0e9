import assert from 'node:assert/strict';
import { editElements } from '../../../../src/prompt/elements/edit';
import { checkElements, withElements } from './gestures';
import { located } from '../written';

const BBOX = [10, 20, 300, 400] as const;
const place = { kind: 'place', boxes: [{ index: 0, bbox: BBOX }] } as const;
const unplace = { kind: 'unplace', indices: [0] } as const;

describe('placing an element', () => {
  it('changes the numbers that differ, where they stand', () => {
    checkElements(place, [
      ['[{"bbox": [0, 20, 300, 999]}]', '[{"bbox": [10, 20, 300, 400]}]'],
      ['[{"bbox": [10.0, 2e1,\t0.5 , -0 /* right */,]}]', '[{"bbox": [10.0, 2e1,\t300 , 400 /* right */,]}]'],
      [
        '[{\r\n  "bbox": [\r\n    1, // top\r\n    2,\r\n    3,\r\n    4\r\n  ]\r\n}]',
        '[{\r\n  "bbox": [\r\n    10, // top\r\n    20,\r\n    300,\r\n    400\r\n  ]\r\n}]',
      ],
      [
        '[{"bbox": [0,0,0,0], "b\\u0062ox": [1,2,3,4]}]',
        '[{"bbox": [0,0,0,0], "b\\u0062ox": [10,20,300,400]}]',
      ],
    ]);
  });

  it('makes the smallest edits', () => {
    const document = located(withElements('[{"bbox": [10, 21, 350, 400]}]'));
    const edits = editElements(document, [], place);
    assert.deepEqual(
      edits?.map(({ offset, length, text }) => [document.parsed.text.slice(offset, offset + length), text]),
      [
        ['1', '0'],
        ['5', '0'],
      ],
    );
    assert.deepEqual(editElements(located(withElements('[{"bbox": [10.0, 20, 300, 400]}]')), [], place), []);
  });

  it('replaces what is no box, and keeps the comments in it', () => {
    checkElements(place, [
      ['[{"bbox": ["1", "2", "3", "4"]}]', '[{"bbox": [10, 20, 300, 400]}]'],
      ['[{"bbox": "1 2 3 4", "desc": ""}]', '[{"bbox": [10, 20, 300, 400], "desc": ""}]'],
      ['[{"bbox": [1, 2, 3]}]', '[{"bbox": [10, 20, 300, 400]}]'],
      ['[{"bbox":null}]', '[{"bbox":[10,20,300,400]}]'],
      [
        '[{\n  "bbox": { /* in pixels */ "x": 1 }, // box\n}]',
        '[{\n  "bbox": [10, 20, 300, 400] /* in pixels */, // box\n}]',
      ],
      [
        '[{\n  "bbox": [ // none\n  ],\n  "desc": ""\n}]',
        '[{\n  "bbox": [10, 20, 300, 400] // none\n  ,\n  "desc": ""\n}]',
      ],
    ]);
  });

  it('gives a box to an element without one, in its trained place and the layout of its neighbors', () => {
    checkElements(place, [
      ['[{"type": "obj", "desc": ""}]', '[{"type": "obj", "bbox": [10, 20, 300, 400], "desc": ""}]'],
      ['[{"type":"obj","desc":""}]', '[{"type":"obj","bbox":[10,20,300,400],"desc":""}]'],
      ['[{"id": 1, "desc": ""}]', '[{"bbox": [10, 20, 300, 400], "id": 1, "desc": ""}]'],
      ['[{}]', '[{"bbox": [10, 20, 300, 400]}]'],
      [
        '[\r\n\t{\r\n\t\t"type": "text", // lettering\r\n\t\t"text": "Hi"\r\n\t}\r\n]',
        '[\r\n\t{\r\n\t\t"type": "text", // lettering\r\n\t\t"bbox": [10, 20, 300, 400],\r\n\t\t"text": "Hi"\r\n\t}\r\n]',
      ],
      [
        '[ { "type": "obj"\n  , "desc": ""\n  }\n]',
        '[ { "type": "obj"\n  , "bbox": [10, 20, 300, 400]\n  , "desc": ""\n  }\n]',
      ],
    ]);
  });

  it('does several at once, of a repeated index the last one', () => {
    const boxes = [
      { index: 2, bbox: [1, 2, 3, 4] },
      { index: 0, bbox: [0, 0, 9, 9] },
      { index: 0, bbox: BBOX },
    ] as const;
    checkElements({ kind: 'place', boxes }, [
      [
        '[{"bbox": [0, 0, 0, 0]}, 5, {"desc": ""}]',
        '[{"bbox": [10, 20, 300, 400]}, 5, {"bbox": [1, 2, 3, 4], "desc": ""}]',
      ],
    ]);
  });

  it('is impossible for what is no object or not there', () => {
    checkElements(place, [
      ['["a"]', undefined],
      ['[[1]]', undefined],
      ['[]', undefined],
      ['{"0": {}}', undefined],
      ['[{"bbox": [1, 2, 3 4]}]', undefined],
    ]);
    for (const index of [-1, 0.5, NaN, 2]) {
      checkElements({ kind: 'place', boxes: [{ index, bbox: BBOX }] }, [['[{}, {}]', undefined]]);
    }
  });
});

describe('taking a box away', () => {
  it('removes its line and leaves the element', () => {
    checkElements(unplace, [
      [
        '[\n  {\n    "type": "obj",\n    "bbox": [\n      1, 2, 3, 4\n    ],\n    "desc": ""\n  }\n]',
        '[\n  {\n    "type": "obj",\n    "desc": ""\n  }\n]',
      ],
      ['[{"type": "obj", "bbox": [1, 2, 3, 4]}]', '[{"type": "obj"}]'],
      ['[{"bbox": "none"}]', '[{}]'],
      ['[{"desc": ""}]', '[{"desc": ""}]'],
      ['[{ // moon\n  "bbox": [1, 2, 3, 4],\n}]', '[{ // moon\n}]'],
    ]);
  });

  it('removes every box of a repeated name', () => {
    checkElements(unplace, [
      ['[{"bbox": 1, "type": "obj", "bbox": 2, "bbox": 3}]', '[{"type": "obj"}]'],
      ['[{\n  "type": "obj",\n  "bbox": 1,\n  "bbox": 2\n}]', '[{\n  "type": "obj"\n}]'],
      ['[{"bbox": 1,\n  "bbox": 2,\n  "desc": ""}]', '[{\n  "desc": ""}]'],
    ]);
  });

  it('is impossible for what is no object or not there', () => {
    checkElements({ kind: 'unplace', indices: [0, 1] }, [
      ['[{"bbox": 1}, "a"]', undefined],
      ['[{"bbox": 1}]', undefined],
    ]);
    checkElements({ kind: 'unplace', indices: [0, 0] }, [['[{"bbox": 1}]', '[{}]']]);
  });
});
