// npm run reliability: lets everything go wrong that is known to, and writes what came of it into docs/reliability.md.
import { writeFile } from 'node:fs/promises';
import { isDeepStrictEqual } from 'node:util';
import { DOCUMENT, documentOf, type Shown } from '../test/reliability/document';
import { playAll, SCENARIOS } from '../test/reliability/scenarios';

const played = await playAll();
const shown: Shown[] = [];
let surprises = 0;
for (const { section, title, expected } of SCENARIOS) {
  const observation = await played.get(title);
  if (!observation) throw new Error(`${title} was not played.`);
  shown.push({ section, title, observation });
  if (isDeepStrictEqual(observation, expected)) continue;
  surprises++;
  console.error(`${title}: ${JSON.stringify(observation)}, not ${JSON.stringify(expected)}`);
}

if (surprises === 0) {
  await writeFile(DOCUMENT, await documentOf(shown));
  console.log(`${shown.length} scenarios came to what was expected of them: see docs/reliability.md.`);
} else {
  console.error(`${surprises} scenarios came to something else. The document stays as it was.`);
  process.exitCode = 1;
}
