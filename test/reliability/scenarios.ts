import { Limiter } from '../../src/run/limiter';
import { encode, plainImage } from '../simulator/images';
import { bundleClient } from '../soak/process';
import { faultScenarios } from './expectations';
import { INCIDENTS } from './incidents';
import type { Observation, Scenario } from './scenario';

/** All scenarios, in the order of the document. */
export const SCENARIOS: readonly Scenario[] = [...faultScenarios(), ...INCIDENTS];

/** How many scenarios run at once. They mostly wait. */
const AT_ONCE = 12;

/** Plays scenarios, several at once. Returns the observation of each by its title. */
export async function playAll(
  scenarios: readonly Scenario[] = SCENARIOS,
): Promise<ReadonlyMap<string, Promise<Observation>>> {
  await bundleClient();
  // Warms up the image encoder: its slow first call must not count as a slow service.
  await encode(plainImage({ width: 2048, height: 2048, format: 'JPG', quality: 95 }));
  const limiter = new Limiter(AT_ONCE);
  return new Map(
    scenarios.map((scenario) => {
      const played = limiter.run(() => scenario.play());
      // The test with its title awaits it. Until then a failure must not count as unhandled.
      played.catch(() => undefined);
      return [scenario.title, played];
    }),
  );
}
