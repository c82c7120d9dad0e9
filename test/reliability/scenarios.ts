import { Limiter } from '../../src/run/limiter';
import { encode, plainImage } from '../simulator/images';
import { bundleClient } from '../soak/process';
import { faultScenarios } from './expectations';
import { INCIDENTS } from './incidents';
import type { Observation, Scenario } from './scenario';

/** Everything that is tried, in the order of the document. */
export const SCENARIOS: readonly Scenario[] = [...faultScenarios(), ...INCIDENTS];

/** Most of a scenario's time is waiting. */
const AT_ONCE = 12;

/** Plays scenarios, some at once; what each has shown, by its title. */
export async function playAll(
  scenarios: readonly Scenario[] = SCENARIOS,
): Promise<ReadonlyMap<string, Promise<Observation>>> {
  await bundleClient();
  // What takes long at the first time is not to count as slowness of the service.
  await encode(plainImage({ width: 2048, height: 2048, format: 'JPG', quality: 95 }));
  const limiter = new Limiter(AT_ONCE);
  return new Map(
    scenarios.map((scenario) => {
      const played = limiter.run(() => scenario.play());
      // Awaited by the test of its title: until then a failure must not count as unhandled.
      played.catch(() => undefined);
      return [scenario.title, played];
    }),
  );
}
