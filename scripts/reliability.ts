// npm run reliability [-- --short]: plays all failure scenarios, and writes their outcomes into docs/reliability.md.
// The short form plays the first scenarios of each section, and writes nothing.
import { writeFile } from 'node:fs/promises';
import { isDeepStrictEqual } from 'node:util';
import { DOCUMENT, documentOf, type Shown } from '../test/reliability/document';
import { playAll, SCENARIOS } from '../test/reliability/scenarios';
import { SHORT } from './lib/short';

const OF_SECTION = 2;
const scenarios = SHORT ? SCENARIOS.filter(isAmongFirst) : SCENARIOS;

const played = await playAll(scenarios);
const shown: Shown[] = [];
let unexpected = 0;
for (const { section, title, expected } of scenarios) {
  const observation = await played.get(title);
  if (!observation) throw new Error(`${title} was not played.`);
  shown.push({ section, title, observation });
  if (isDeepStrictEqual(observation, expected)) continue;
  unexpected++;
  console.error(`${title}: ${JSON.stringify(observation)}, not ${JSON.stringify(expected)}`);
}

if (unexpected === 0 && SHORT) {
  for (const { section, title, observation } of shown) {
    console.log(`${section}: ${title}: ${observation.first.outcome}`);
  }
  console.log(`${shown.length} scenarios had the expected outcome. Short form: nothing was written.`);
} else if (unexpected === 0) {
  await writeFile(DOCUMENT, await documentOf(shown));
  console.log(`${shown.length} scenarios had the expected outcome: see docs/reliability.md.`);
} else {
  console.error(`${unexpected} scenarios had another outcome. The document was not changed.`);
  process.exitCode = 1;
}

function isAmongFirst(scenario: (typeof SCENARIOS)[number]): boolean {
  const { section } = scenario;
  return SCENARIOS.filter((other) => other.section === section).indexOf(scenario) < OF_SECTION;
}
