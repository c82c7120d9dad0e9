import assert from 'node:assert/strict';
import fc from 'fast-check';
import { labelOf } from '../../../../src/webview/stage/canvas/label';
import { nameOf, spokenName } from '../../../../src/webview/stage/model/names';
import type { Bbox } from '../../../../src/prompt/model';
import { legalBoxes } from '../../layout/boxes/boxes';
import { obj, text } from './elements';

const FRAME = { width: 500, height: 500 };

describe('The name of an element', () => {
  it('is its literal text on one line, or the first words of its description', () => {
    assert.equal(nameOf(text(undefined, ' VISIT THE\n  COAST ')), 'VISIT THE COAST');
    assert.equal(nameOf(obj(undefined, 'Three gulls, far away')), 'Three gulls');
    assert.equal(nameOf(text(undefined, '\n')), 'Bold sans-serif');
    assert.equal(nameOf(text(undefined, '夏の海')), '夏の海');
  });

  it('is announced after number and kind', () => {
    const words = (key: string) => (key === 'kindText' ? 'text' : 'object');
    assert.equal(spokenName(words, { ...text(undefined, 'HELLO'), index: 4 }), '5 text: HELLO');
    assert.equal(spokenName(words, obj(undefined, '')), '1 object');
  });
});

describe('The label of a box', () => {
  const kite = 'Red kite with a tail of a hundred small bows that reaches to the ground';
  const at = (bbox: Bbox) => labelOf(obj(bbox, kite), FRAME);

  it('says number, kind and name, and shortens on small boxes', () => {
    assert.deepEqual(
      [at([500, 100, 700, 500]).form, at([500, 100, 700, 500]).short.slice(0, 8)],
      ['words', '1 ○ Red '],
    );
    assert.deepEqual([at([500, 100, 700, 160]).form, at([500, 100, 700, 160]).short], ['number', '1']);
    assert.equal(at([500, 100, 510, 110]).form, 'none');
    assert.match(labelOf({ ...text([500, 100, 700, 900], 'HELLO'), index: 4 }, FRAME).short, /^5 T HELLO$/);
    assert.match(at([500, 100, 510, 110]).full, /^1 ○ Red kite/);
  });

  it('is inside at the upper edge, and at the right end at the right edge', () => {
    assert.ok(at([0, 100, 300, 500]).inside);
    assert.ok(!at([100, 100, 300, 500]).inside);
    assert.ok(at([100, 900, 300, 1000]).toRight);
    assert.ok(!at([100, 0, 300, 1000]).toRight);
  });

  it('starts with the short form in its full form', () => {
    fc.assert(
      fc.property(legalBoxes, (box) => {
        const { form, short, full } = at(box);
        assert.equal(short === '', form === 'none');
        if (form === 'number') assert.equal(short, '1');
        const most = short.replace(/…$/, '').trimEnd();
        assert.ok(
          full.startsWith(most) || most.startsWith(full.replace(/…$/, '').trimEnd()),
          `${short} | ${full}`,
        );
      }),
    );
  });
});
