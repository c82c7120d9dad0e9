// npm run reliability [-- --short]: lets everything go wrong that is known to, and writes what came of it into
// docs/reliability.md. The short form plays the first scenarios of each section, and writes nothing.
import { writeFile } from 'node:fs/promises';
import { isDeepStrictEqual } from 'node:util';
import { DOCUMENT, documentOf, type Shown } from '../test/reliability/document';
import { playAll, SCENARIOS } from '../test/reliability/scenarios';
import { SHORT } from './lib/short';

const OF_SECTION = 2;
const scenarios = SHORT ? SCENARIOS.filter(isAmongFirst) : SCENARIOS;

const played = await playAll(scenarios);
const shown: Shown[] = [];
let surprises = 0;
for (const { section, title, expected } of scenarios) {
  const observation = await played.get(title);
  if (!observation) throw new Error(`${title} was not played.`);
  shown.push({ section, title, observation });
  if (isDeepStrictEqual(observation, expected)) continue;
  surprises++;
  console.error(`${title}: ${JSON.stringify(observation)}, not ${JSON.stringify(expected)}`);
}

if (surprises === 0 && SHORT) {
  for (const { section, title, observation } of shown) {
    console.log(`${section}: ${title}: ${observation.first.outcome}`);
  }
  console.log(
    `${shown.length} scenarios came to what was expected of them. Short form: nothing was written.`,
  );
} else if (surprises === 0) {
  await writeFile(DOCUMENT, await documentOf(shown));
  console.log(`${shown.length} scenarios came to what was expected of them: see docs/reliability.md.`);
} else {
  console.error(`${surprises} scenarios came to something else. The document stays as it was.`);
  process.exitCode = 1;
}

function isAmongFirst(scenario: (typeof SCENARIOS)[number]): boolean {
  const { section } = scenario;
  return SCENARIOS.filter((other) => other.section === section).indexOf(scenario) < OF_SECTION;
}
