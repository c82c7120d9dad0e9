import assert from 'node:assert/strict';
import { FAULTS } from '../simulator/faults/catalog';
import { SECTIONS } from './faults';
import { documentOf, readDocument } from './document';
import type { Observation } from './scenario';
import { playAll, SCENARIOS } from './scenarios';

describe('a run', () => {
  let played: ReadonlyMap<string, Promise<Observation>>;
  before(async () => {
    played = await playAll();
  });

  for (const section of new Set(SCENARIOS.map((scenario) => scenario.section))) {
    describe(section, () => {
      for (const { title, expected } of SCENARIOS.filter((scenario) => scenario.section === section)) {
        it(title, async () => {
          assert.deepEqual(await played.get(title), expected);
        });
      }
    });
  }
});

describe('the scenarios', () => {
  it('have unique titles', () => {
    assert.equal(new Set(SCENARIOS.map(({ title }) => title)).size, SCENARIOS.length);
  });

  it('contain every fault at every kind of request', () => {
    for (const { name, places } of FAULTS) {
      for (const place of places) {
        const found = SCENARIOS.some(
          ({ section, title }) => section === SECTIONS[place] && title === `${place}: ${name}, once`,
        );
        assert.ok(found, `${place}: ${name}`);
      }
    }
  });

  it('never expect a task to be accepted twice, and always expect its images in the end', () => {
    for (const { title, expected } of SCENARIOS) {
      const { first, resumed = first } = expected;
      assert.ok(first.accepted <= resumed.accepted && resumed.accepted <= 1, title);
      assert.ok(resumed.accepted === 0 || resumed.images > 0, title);
    }
  });

  it('are documented in docs/reliability.md', async () => {
    const shown = SCENARIOS.map(({ section, title, expected }) => ({
      section,
      title,
      observation: expected,
    }));
    assert.equal(await readDocument(), await documentOf(shown), 'npm run reliability writes it again');
  });
});
