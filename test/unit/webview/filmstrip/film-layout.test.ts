import assert from 'node:assert/strict';
import fc from 'fast-check';
import { FilmRuler, placesBetween } from '../../../../src/webview/filmstrip/film-layout';
import * as states from '../../../panel/support/states';

/** Ten pixels a character, and for each sentence its key with what is filled in. */
const ruler = () =>
  new FilmRuler(
    (key, ...args) => [key, ...args].join(' '),
    100,
    (words) => words.length * 10,
  );

const KINDS = [
  states.HALF_RUN,
  states.PAIR_RUN,
  states.FAILED_RUN,
  states.PROOF_RUN,
  states.WIDE_RUN,
  states.DETACHED_RUN,
  states.PARTIAL_RUN,
];

describe('The layout of the filmstrip', () => {
  it('is wide enough for the images and for the text above them', () => {
    const many = states.run('many', {
      results: Array.from({ length: 20 }, (_, index) => states.result(index)),
    });
    const one = states.run('one');
    const { places } = ruler().layout([many, one], 0);
    const image = (100 * 1664) / 2496;
    assert.equal(places[0]?.width, Math.ceil(20 * image + 19 * 8));
    assert.ok((places[1]?.width ?? 0) > image * 2);
  });

  it('puts everything side by side, and finds what is in sight', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...KINDS)),
        fc.nat({ max: 3 }),
        fc.integer({ min: -100, max: 4000 }),
        fc.nat({ max: 1500 }),
        (runs, unreadable, left, room) => {
          const { places, width } = ruler().layout(runs, unreadable);
          assert.equal(places.length, runs.length + unreadable);
          places.forEach((place, at) => {
            const before = places[at - 1];
            assert.equal(place.left, before ? before.left + before.width + 18 : 12);
            assert.ok(place.left + place.width <= width);
          });
          const right = left + room;
          const [from, to] = placesBetween(places, left, right);
          const isInSight = (at: number) => {
            const place = places[at];
            return place !== undefined && place.left <= right && place.left + place.width >= left;
          };
          for (let at = 0; at < places.length; at++) assert.equal(at >= from && at < to, isInSight(at));
        },
      ),
    );
  });

  it('measures everything only once', () => {
    let measured = 0;
    const counting = new FilmRuler(
      (key) => key,
      100,
      (words) => {
        measured++;
        return words.length;
      },
    );
    const runs = states.manyRuns(100);
    const first = counting.layout(runs, 0);
    const before = measured;
    assert.deepEqual(counting.layout(runs, 0), first);
    assert.equal(measured, before);
  });
});
