import assert from 'node:assert/strict';
import type { TaskResult } from '../../../../src/backend/port';
import { matchResults } from '../../../../src/run/drive/match-results';
import type { RunResult } from '../../../../src/run/record/record';
import { RESULT } from '../../../support/runs';

/** `a@1#7`: the result with the UUID a, the URL 1 and the seed 7; each part may be missing. */
function read(words: string): { name: string; url: string | undefined; seed: number | null } {
  const [, name = '', url, seed] = /^(\w+)(?:@(\w+))?(?:#(\d+))?$/.exec(words) ?? [];
  return { name, url, seed: seed === undefined ? null : Number(seed) };
}

function listed(words: string, place: number): TaskResult {
  const { name, url, seed } = read(words);
  const content = url === undefined ? ({ kind: 'none' } as const) : ({ kind: 'url', url } as const);
  return { imageUUID: name, content, position: place, seed, cost: null, flagged: false };
}

function known(words: string, place: number): RunResult {
  const { name, url, seed } = read(words);
  return { ...RESULT, imageUUID: name, seed, place, ...(url !== undefined && { url }) };
}

/** `a=x +y`: the known result a is listed as x, and y is new. */
function shown(before: string, reply: string, expected: number, pending = 0): string {
  const words = (text: string) => text.split(' ').filter((word) => word !== '');
  const results = words(before).map(known);
  const snapshot = { results: words(reply).map(listed), errors: [], pending };
  const found = matchResults({ results, expected }, snapshot);
  return [
    ...[...found.known].map(([name, { imageUUID }]) => `${name}=${imageUUID}`).sort(),
    ...found.added.map(({ imageUUID }) => `+${imageUUID}`),
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
    ['are new when none are known', '', 'a@1#1 b@2#2', 2, '+a +b'],
    ['match by UUID at any position', 'a@1#1 b@2#2', 'b@2#2 a@1#1', 2, 'a=a b=b'],
    ['match by UUID when URLs change', 'a@1 b@2', 'a@3 b@4', 2, 'a=a b=b'],
    ['match by URL when UUIDs change', 'a@1 b@2', 'x@2 y@1', 2, 'a=y b=x'],
    ['match by seed when UUIDs and URLs change', 'a@1#1 b@2#2', 'x@8#2 y@9#1', 2, 'a=y b=x'],
    ['match by position when all are listed', 'a@1 b@2', 'x@8 y@9', 2, 'a=x b=y'],
    ['match by position and seed when seeds are equal', 'a@1#5 b@2#5', 'x@8#5 y@9#5', 2, 'a=x b=y'],
    ['do not match by position when not all are listed', 'b@2', 'a@1', 2, '+a'],
    ['are new beside known ones', 'b@2#2', 'a@1#1 b@2#2', 2, 'b=b +a'],
    ['are new beside known ones with other UUIDs', 'b@2#2', 'x@1#1 y@9#2', 2, 'b=y +x'],
    ['match by UUID rather than by seed', 'a@1#1', 'x@2#1 a@3#1', 2, 'a=a +x'],
    ['are two in one reply when their seeds are equal', '', 'a@1#5 b@2#5', 2, '+a +b'],
    ['are one in one reply when their URLs are equal', '', 'a@1#1 x@1#1 b@2#2', 2, '+a +b'],
    [
      'are one in one reply when their seeds are equal and there are too many',
      '',
      'a@1#1 x@8#1 b@2#2 y@9#2',
      2,
      '+a +b',
    ],
    ['are never more than expected', '', 'a@1 b@2 c@3 d@4', 3, '+a +b +c'],
    ['are never more than expected, whatever is known', 'a@1 b@2', 'c@3 d@4 e@5', 2, 'a=c b=d'],
    ['match by UUID and seed in records of the first version', 'a#1 b#2', 'b@2#2 x@1#1', 2, 'a=x b=b'],
  ];
  for (const [title, before, reply, expected, result] of table) {
    it(title, () => assert.equal(shown(before, reply, expected), result));
  }

  it('counts pending images as listed', () => {
    assert.equal(shown('a@1', 'x@9', 2, 1), 'a=x');
  });

  it('never exceed the number that was asked for, however often their UUIDs change', () => {
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
