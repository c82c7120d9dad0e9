import assert from 'node:assert/strict';
import { boxScale } from '../../../../src/lint/boxes/box-scale';
import { subjectOf } from '../../../../src/lint/subject';
import { DEFAULT_OPTIONS } from '../../../../src/task/types';
import { lettering, promptWith, thing, type Written } from '../run-rule';
import { located } from '../../prompt/written';

function isPercent(...elements: readonly Written[]): boolean {
  const [prompt] = subjectOf(located(promptWith(...elements)), DEFAULT_OPTIONS).prompts;
  assert.ok(prompt);
  return boxScale(prompt) === 'percent';
}

describe('boxes in percent', () => {
  it('are told by the places that descriptions name', () => {
    assert.ok(
      isPercent(
        thing('A cup on the right', [30, 60, 80, 95]),
        thing('Grass at the bottom of the frame', [85, 0, 100, 100]),
      ),
    );
    assert.ok(isPercent(thing('A small logo in the bottom right corner', [88, 85, 96, 97])));
    assert.ok(isPercent(thing('A large moon in the center', [20.5, 25, 80, 75])));
  });

  it('are told by what they make together, with a word or a text beside', () => {
    const boxes = [
      [5, 5, 30, 95],
      [35, 5, 95, 45],
      [35, 55, 95, 95],
    ];
    assert.ok(!isPercent(...boxes.map((box) => thing('a cup', box))));
    assert.ok(isPercent(...boxes.map((box) => thing('a large cup', box))));
    const words = lettering('ALL YOU CAN EAT ON EVERY SUNDAY', [92, 30, 98, 70]);
    assert.ok(isPercent(...boxes.map((box) => thing('a cup', box)), words));
  });

  it('are not a logo, a watermark or an icon in the upper left corner', () => {
    for (const desc of ['A small logo in the top left corner', 'A logo', 'A tiny badge at the top']) {
      assert.ok(!isPercent(thing(desc, [10, 10, 90, 90])), desc);
    }
    assert.ok(
      !isPercent(thing('A small logo', [20, 20, 60, 60]), lettering('ACME', [20, 65, 60, 99], 'Small caps')),
    );
    assert.ok(
      !isPercent(
        thing('A small icon at the top left', [10, 10, 90, 30]),
        thing('A small icon at the top left', [10, 40, 90, 60]),
        thing('A small icon at the top left', [10, 70, 90, 90]),
      ),
    );
  });

  it('are not where any box leaves the hundred', () => {
    const right = thing('A cup on the right', [30, 60, 80, 95]);
    assert.ok(isPercent(right, right));
    assert.ok(!isPercent(right, right, thing('A plate', [300, 300, 600, 600])));
  });
});
