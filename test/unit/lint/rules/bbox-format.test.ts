import assert from 'node:assert/strict';
import { bboxFormat } from '../../../../src/lint/rules/bbox-format';
import { problemsOf, withBox, withElements } from '../run-rule';

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

  it('writes numbers for numbers in quotes, each at its place', () => {
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

  it('is certain of a rounding only where the box can be of no other scale and stays what it is', () => {
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

  it('says what a box is where it cannot be read', () => {
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

  it('is certain of removing an empty box only where nothing else goes or comes back with it', () => {
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
