import assert from 'node:assert/strict';
import { textOverlap } from '../../../../src/lint/rules/text-overlap';
import { lettering, problemsOf, promptWith, reported, thing } from '../run-rule';

describe('text-overlap', () => {
  it('reports the later of two texts in the same place, and names the other', () => {
    const text = promptWith(
      thing('a wall', [0, 0, 1000, 1000]),
      lettering('VISIT THE\nCOAST', [100, 100, 300, 900]),
      lettering('by train', [110, 120, 310, 880]),
    );
    const [problem, ...others] = problemsOf(textOverlap, text);
    assert.deepEqual(others, []);
    assert.equal(problem?.index, 2);
    assert.equal(problem.at.replace(/\s/g, ''), '[110,120,310,880]');
    assert.match(problem.message, /element 2, “VISIT THE COAST”/);
  });

  it('reports the later one whichever stands higher', () => {
    const [low, high] = [lettering('LOWER', [150, 100, 350, 900]), lettering('HIGHER', [100, 100, 300, 900])];
    assert.deepEqual(reported(textOverlap, [low, high]), [1]);
    assert.deepEqual(reported(textOverlap, [high, low]), [1]);
  });

  it('compares the lines and not the room around them', () => {
    const wide = lettering('A long and quiet line', [0, 0, 1000, 1000]);
    const corner = lettering('1999', [40, 40, 100, 300]);
    assert.deepEqual(reported(textOverlap, [wide, corner]), []);
    assert.deepEqual(reported(textOverlap, [wide, lettering('1999', [470, 400, 530, 600])]), [1]);
  });

  it('leaves neighbors alone, those that touch, and texts on objects', () => {
    const elements = [
      thing('a sign', [0, 0, 500, 1000]),
      lettering('ONE', [0, 0, 100, 500]),
      lettering('TWO', [0, 500, 100, 1000]),
      lettering('THREE', [100, 0, 200, 500]),
      lettering('FOUR', [195, 0, 300, 500]),
      thing('a hand', [0, 0, 500, 1000]),
      lettering('', [0, 0, 100, 500]),
      lettering(' \n', [0, 0, 100, 500]),
      lettering('\u200B', [0, 0, 100, 400]),
      { type: 'text', text: 'FIVE', desc: 'serif' },
    ];
    assert.deepEqual(reported(textOverlap, elements), []);
  });

  it('leaves texts alone that share a box from its two ends', () => {
    const box = [950, 50, 980, 950];
    const [left, right] = [
      lettering('Gate 7', box, 'left-aligned'),
      lettering('19:30', box, 'right-aligned'),
    ];
    assert.deepEqual(reported(textOverlap, [left, right]), []);
    assert.deepEqual(reported(textOverlap, [left, right, lettering('June', box, 'flush left')]), [2]);
  });

  it('leaves texts alone that are said to overlap', () => {
    const huge = lettering('24', [100, 100, 900, 900], 'A huge pale numeral behind the title');
    assert.deepEqual(reported(textOverlap, [huge, lettering('HOURS', [400, 200, 600, 800])]), []);
  });

  it('leaves repeated elements to the rule that reports those', () => {
    const title = lettering('OPEN', [100, 100, 300, 900]);
    assert.deepEqual(reported(textOverlap, [title, title]), []);
  });

  it('finds the pairs among thousands of texts, in time', () => {
    const boxes = Array.from({ length: 5000 }, (_, index) => {
      const [row, column] = [Math.floor(index / 50), index % 50];
      return lettering(String(index), [row * 10, column * 20, row * 10 + 10, column * 20 + 20]);
    });
    assert.deepEqual(reported(textOverlap, boxes), []);
    assert.deepEqual(reported(textOverlap, [...boxes, lettering('x', [500, 500, 510, 520])]), [5000]);
    const pile = boxes.map((_, index) => lettering(`${index}`, [0, 0, 1000, 1000]));
    assert.equal(reported(textOverlap, pile).length, 4999);
  }).timeout(20_000);

  it('leaves alone what runs along the rim of a round label', () => {
    const badge = [
      lettering('GOLDEN CRUST', [200, 200, 800, 800], 'slab serif arched along the top of the badge'),
      lettering('EST. 1987', [470, 400, 530, 600]),
      lettering('BAKERY', [200, 200, 800, 800], 'slab serif curved along the bottom of the badge'),
    ];
    assert.deepEqual(reported(textOverlap, badge), []);
  });

  it('leaves alone lines of capitals that stand close, and what is put over another on purpose', () => {
    const stacked = [
      lettering('ORGANIC', [520, 350, 580, 650], 'bold capitals'),
      lettering('COTTON', [575, 350, 640, 650], 'bold capitals'),
    ];
    assert.deepEqual(reported(textOverlap, stacked, [2240, 1792]), []);
    const tagged = [
      lettering('KRZY', [300, 100, 700, 900], 'wildstyle graffiti'),
      lettering('ONE', [400, 300, 600, 700], 'a tag sprayed right over the piece'),
    ];
    assert.deepEqual(reported(textOverlap, tagged), []);
  });
});
