import assert from 'node:assert/strict';
import { bboxFormat } from '../../../../src/lint/rules/bbox-format';
import { lintDocument } from '../../../../src/lint/lint';
import { elementsOf, problemsOf, withBox, withElements } from '../run-rule';

/** What is underlined, and the best fix's box. */
function seen(bbox: string): (readonly [string, string | undefined, boolean | undefined])[] {
  return problemsOf(bboxFormat, withBox(bbox)).map(({ at, fixes: [fix] }) => [
    at,
    fix && /"bbox": (.*), "desc"/s.exec(fix.result)?.[1],
    fix?.certain,
  ]);
}

describe('bbox-format', () => {
  it('accepts four whole numbers, and an element without a box', () => {
    assert.deepEqual(seen('[0, 0, 1000, 1000]'), []);
    assert.deepEqual(seen('[0, 1e2, 500.0, 1000]'), []);
    assert.deepEqual(problemsOf(bboxFormat, withElements('{ "type": "obj" }')), []);
  });

  it('replaces numbers in quotes by numbers, each in its position', () => {
    assert.deepEqual(seen('[0, "100", 500, "12.0"]'), [
      ['"100"', '[0, 100, 500, "12.0"]', true],
      ['"12.0"', '[0, "100", 500, 12]', true],
    ]);
  });

  it('rounds fractions of a unit', () => {
    assert.deepEqual(seen('[0, 12.5, 500, 999.4]'), [
      ['12.5', '[0, 13, 500, 999.4]', true],
      ['999.4', '[0, 12.5, 500, 999]', true],
    ]);
  });

  it('is certain of rounding only if the box can have no other scale and stays the same', () => {
    assert.deepEqual(seen('[0, 12.5, 50, 90]'), [['12.5', '[0, 13, 50, 90]', false]]);
    assert.deepEqual(
      seen('[100.6, 0, 101.4, 500]').map(([, , certain]) => certain),
      [false, false],
    );
    assert.deepEqual(seen('["12345678", 0, 100, 500]'), [['"12345678"', '[12345678, 0, 100, 500]', false]]);
  });

  it('is silent about boxes in another scale and never rounds them', () => {
    assert.deepEqual(seen('[0.1, 0.2, 0.8, 0.9]'), []);
    assert.deepEqual(seen('[0.1, "0.2", 0.8, 0.9]'), [['"0.2"', '[0.1, 0.2, 0.8, 0.9]', true]]);
  });

  it('converts a box in fractions among boxes of the grid', () => {
    const mixed = (bbox: string) => withElements('{ "bbox": [100, 100, 900, 900] }', `{ "bbox": ${bbox} }`);
    const [problem, ...more] = problemsOf(bboxFormat, mixed('[0, 0.25, 0.8, 1.0]'));
    assert.equal(problem?.at, '[0, 0.25, 0.8, 1.0]');
    assert.deepEqual(more, []);
    assert.equal(problem.fixes[0]?.certain, true);
    assert.equal(problem.fixes[0].result, mixed('[0, 250, 800, 1000]'));
    const beyond = problemsOf(bboxFormat, mixed('[0, 0.25, 0.8, 1.04]'))[0]?.fixes[0];
    assert.equal(beyond?.certain, false);
  });

  it('leaves fractions beyond the frame to the rule that clamps them', () => {
    assert.deepEqual(seen('[0, 0, 500, 1200.5]'), []);
  });

  it('reads the objects and strings that tools write, as a choice', () => {
    const boxes = [
      '{ "x_min": 2, "y_min": 1, "x_max": 4, "y_max": 3 }',
      '{ "xMin": 2, "yMin": 1, "xMax": 4, "yMax": 3 }',
      '{ "top": 1, "left": 2, "bottom": 3, "right": 4 }',
      '{ "x1": 2, "y1": 1, "x2": 4, "y2": 3 }',
      '{ "x": 2, "y": 1, "width": 2, "height": 2 }',
      '"[1, 2, 3, 4]"',
      '"1 2 3 4"',
    ];
    for (const box of boxes) assert.deepEqual(seen(box), [[box, '[1, 2, 3, 4]', false]], box);
  });

  it('reads a box under other keys of the element, as one problem', () => {
    const cases: readonly (readonly [string, string])[] = [
      ['"x": 200, "y": 100, "w": 400, "h": 300', '[100, 200, 400, 600]'],
      ['"left": 200, "top": 100, "width": 400, "height": 300', '[100, 200, 400, 600]'],
      ['"x_min": 200, "y_min": 100, "x_max": 600, "y_max": 400', '[100, 200, 400, 600]'],
      ['"xMax": 600, "yMax": 400, "xMin": 200, "yMin": 100', '[100, 200, 400, 600]'],
      ['"x1": 200, "y1": 100, "x2": 600, "y2": 400', '[100, 200, 400, 600]'],
      ['"x": "200", "y": "100", "w": "400", "h": "300"', '[100, 200, 400, 600]'],
      ['"cx": 400, "cy": 250, "width": 400, "height": 300', '[100, 200, 400, 600]'],
      ['"position": { "x": 200, "y": 100, "width": 400, "height": 300 }', '[100, 200, 400, 600]'],
      ['"bounding_box": { "left": 200, "top": 100, "right": 600, "bottom": 400 }', '[100, 200, 400, 600]'],
      ['"position": { "x": 200, "y": 100 }, "size": { "width": 400, "height": 300 }', '[100, 200, 400, 600]'],
      ['"coordinates": [100, 200, 400, 600]', '[100, 200, 400, 600]'],
      ['"coordinates": [[200, 100], [600, 400]]', '[100, 200, 400, 600]'],
      ['"region": "100, 200, 400, 600"', '[100, 200, 400, 600]'],
      ['"x": 0.2, "y": 0.1, "w": 0.4, "h": 0.3', '[100, 200, 400, 600]'],
    ];
    for (const [members, array] of cases) {
      const text = withElements(`{ "type": "obj", ${members}, "desc": "a cup" }`);
      const [problem, ...more] = problemsOf(bboxFormat, text);
      assert.deepEqual(more, [], members);
      assert.ok(problem, members);
      assert.ok(problem.message.includes(`Write "bbox": ${array} instead of`), members);
      assert.deepEqual([problem.fixes[0]?.result, problem.fixes[0]?.certain], [withBox(array), false]);
      const rules = lintDocument('a.structured-prompt.json', text).problems.map(({ rule }) => rule);
      assert.deepEqual(rules, ['bbox-format'], members);
    }
  });

  it('puts such a box under its own key, and keeps all else of the element', () => {
    const text = withElements(
      '{\n  "type": "obj",\n  "desc": "a cup", // blue\n  "x": 1,\n  "y": 2,\n  "w": 3,\n  "h": 4\n}',
    );
    assert.equal(
      problemsOf(bboxFormat, text)[0]?.fixes[0]?.result,
      withElements('{\n  "type": "obj",\n  "bbox": [2, 1, 6, 4],\n  "desc": "a cup" // blue\n}'),
    );
  });

  it('treats such boxes as pixels if all of them together show that', () => {
    const boxes = ['"x": 1024, "y": 0, "w": 1024, "h": 512', '"x": 0, "y": 0, "w": 512, "h": 512'];
    const text = withElements(...boxes.map((box) => `{ "type": "obj", ${box}, "desc": "a cup" }`));
    const found = problemsOf(bboxFormat, text);
    assert.deepEqual(
      found.map(({ fixes: [fix] }) => fix?.title),
      [
        'Write the box as "bbox": [0, 500, 250, 1000], from pixels of 2048x2048',
        'Write the box as "bbox": [0, 0, 250, 250], from pixels of 2048x2048',
      ],
    );
    const all = found[0]?.fixes.at(-1);
    assert.equal(all?.title, 'Write all such boxes as "bbox", from pixels of 2048x2048');
    assert.deepEqual(
      elementsOf(all.result).map(({ bbox }) => bbox),
      [
        [0, 500, 250, 1000],
        [0, 0, 250, 250],
      ],
    );
  });

  it('asks to remove such keys beside a box, and is silent about half a box and about words', () => {
    const [both] = problemsOf(
      bboxFormat,
      withElements('{ "bbox": [1, 2, 3, 4], "x": 1, "y": 2, "w": 3, "h": 4 }'),
    );
    assert.match(both?.message ?? '', /^"bbox" is there already: remove "x", "y", "w" and "h"\.$/);
    assert.deepEqual(both?.fixes[0]?.result, withElements('{ "bbox": [1, 2, 3, 4] }'));
    for (const members of [
      '"x": 1, "y": 2',
      '"position": "top left"',
      '"position": [1, 2]',
      '"ids": [1, 2, 3, 4]',
    ]) {
      assert.deepEqual(problemsOf(bboxFormat, withElements(`{ "type": "obj", ${members} }`)), [], members);
    }
  });

  it('puts the fractions of an object on the grid, too', () => {
    assert.deepEqual(
      seen('{ "x_min": 0.2, "y_min": 0.1, "x_max": 0.4, "y_max": 0.3 }')[0]?.[1],
      '[100, 200, 300, 400]',
    );
  });

  it('explains the form of a box that cannot be read', () => {
    for (const box of ['[100, 100]', '[1, 2, 3, 4, 5]', '"top left"', '{ "x": 1 }', 'true', '12']) {
      assert.deepEqual(seen(box), [[box, undefined, undefined]], box);
    }
    assert.match(problemsOf(bboxFormat, withBox('[100, 100]'))[0]?.message ?? '', /This one has 2 values/);
    assert.deepEqual(seen('[1, null, 3, 4]'), [['null', undefined, undefined]]);
  });

  it('removes a box that says that there is none', () => {
    for (const box of ['null', 'false', '[]', '{}', '""']) {
      const [problem] = problemsOf(bboxFormat, withBox(box));
      assert.equal(problem?.at, box);
      assert.equal(problem.fixes[0]?.certain, true);
      assert.equal(problem.fixes[0].result, withElements('{ "type": "obj", "desc": "a cup" }'));
    }
  });

  it('is not slow at a long string', () => {
    assert.equal(seen(`"1${' '.repeat(100_000)}x"`).length, 1);
  });

  it('is certain of removing an empty box only if nothing else goes or comes back with it', () => {
    const certain = (members: string) =>
      problemsOf(bboxFormat, withElements(`{ "type": "obj",\n${members}\n"desc": "x" }`))[0]?.fixes[0]
        ?.certain;
    assert.equal(certain('"bbox": null,'), true);
    assert.equal(certain('// above\n"bbox": [],'), true);
    assert.equal(certain('"bbox": null, // to be measured'), false);
    assert.equal(certain('"bbox": [ /* to be measured */ ],'), false);
    assert.equal(certain('"bbox": [0, 0, 9, 9], "bbox": null,'), false);
  });
});
