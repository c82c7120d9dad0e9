import assert from 'node:assert/strict';
import type { TaskResult } from '../../../../src/backend/port';
import { recognize } from '../../../../src/run/drive/recognize';
import type { RunResult } from '../../../../src/run/record/record';
import { RESULT } from '../../../support/runs';

/** `a@1#7`: the result named a, at the address of 1, with the seed 7; what is left out is not told. */
function read(words: string): { name: string; url: string | undefined; seed: number | null } {
  const [, name = '', url, seed] = /^(\w+)(?:@(\w+))?(?:#(\d+))?$/.exec(words) ?? [];
  return { name, url, seed: seed === undefined ? null : Number(seed) };
}

function listed(words: string, place: number): TaskResult {
  const { name, url, seed } = read(words);
  const content = url === undefined ? ({ kind: 'none' } as const) : ({ kind: 'url', url } as const);
  return { imageUUID: name, content, place, seed, cost: null, flagged: false };
}

function known(words: string, place: number): RunResult {
  const { name, url, seed } = read(words);
  return { ...RESULT, imageUUID: name, seed, place, ...(url !== undefined && { url }) };
}

/** `a=x +y`: the known a is listed as x, and y is new. */
function shown(before: string, reply: string, expected: number, pending = 0): string {
  const words = (text: string) => text.split(' ').filter((word) => word !== '');
  const results = words(before).map(known);
  const snapshot = { results: words(reply).map(listed), errors: [], pending };
  const found = recognize({ results, expected }, snapshot);
  return [
    ...[...found.known].map(([name, { imageUUID }]) => `${name}=${imageUUID}`).sort(),
    ...found.fresh.map(({ imageUUID }) => `+${imageUUID}`),
  ].join(' ');
}

describe('the results of a reply', () => {
  const table: readonly (readonly [
    title: string,
    known: string,
    reply: string,
    expected: number,
    result: string,
  ])[] = [
    ['are new where nothing is known', '', 'a@1#1 b@2#2', 2, '+a +b'],
    ['are known by their names, wherever they stand', 'a@1#1 b@2#2', 'b@2#2 a@1#1', 2, 'a=a b=b'],
    ['are known by their names under other addresses', 'a@1 b@2', 'a@3 b@4', 2, 'a=a b=b'],
    ['are known by their addresses under other names', 'a@1 b@2', 'x@2 y@1', 2, 'a=y b=x'],
    ['are known by their seeds under other names and addresses', 'a@1#1 b@2#2', 'x@8#2 y@9#1', 2, 'a=y b=x'],
    ['are known by their places where all are listed', 'a@1 b@2', 'x@8 y@9', 2, 'a=x b=y'],
    ['are known by place and seed where seeds are alike', 'a@1#5 b@2#5', 'x@8#5 y@9#5', 2, 'a=x b=y'],
    ['are not known by their places where not all are listed', 'b@2', 'a@1', 2, '+a'],
    ['are new beside those that are known', 'b@2#2', 'a@1#1 b@2#2', 2, 'b=b +a'],
    ['are new beside those under other names', 'b@2#2', 'x@1#1 y@9#2', 2, 'b=y +x'],
    ['believe a name more than a seed', 'a@1#1', 'x@2#1 a@3#1', 2, 'a=a +x'],
    ['are two in one reply where their seeds are alike', '', 'a@1#5 b@2#5', 2, '+a +b'],
    ['are one in one reply where their addresses are', '', 'a@1#1 x@1#1 b@2#2', 2, '+a +b'],
    [
      'are one in one reply where their seeds are, if they are too many',
      '',
      'a@1#1 x@8#1 b@2#2 y@9#2',
      2,
      '+a +b',
    ],
    ['are never more than were asked for', '', 'a@1 b@2 c@3 d@4', 3, '+a +b +c'],
    ['are never more than were asked for, whatever is known', 'a@1 b@2', 'c@3 d@4 e@5', 2, 'a=c b=d'],
    ['of early records are known by name and seed', 'a#1 b#2', 'b@2#2 x@1#1', 2, 'a=x b=b'],
  ];
  for (const [title, before, reply, expected, result] of table) {
    it(title, () => assert.equal(shown(before, reply, expected), result));
  }

  it('counts what is at work as listed', () => {
    assert.equal(shown('a@1', 'x@9', 2, 1), 'a=x');
  });

  it('are as many as were asked for after any number of replies with other names', () => {
    let names = 0;
    let before = '';
    for (const reply of [['#1'], ['#2', '#1'], ['#1', '#2', '#3'], ['#3', '#1', '#2']]) {
      const items = reply.map((seed) => `n${names}@u${names++}${seed}`);
      const fresh = shown(before, items.join(' '), 3)
        .split(' ')
        .filter((word) => word.startsWith('+'));
      const added = items.filter((item) => fresh.includes(`+${read(item).name}`));
      before = [before, ...added].join(' ').trim();
    }
    assert.deepEqual(
      before.split(' ').map((item) => read(item).seed),
      [1, 2, 3],
    );
  });
});
