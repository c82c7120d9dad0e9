import { DEFAULT_LIMITS, type TimeLimits } from '../../src/backend/runware/exchange';
import type { Misbehave, Place } from '../simulator/faults/fault';
import { allOf, once } from '../simulator/faults/plans';
import { TRIGGERS } from '../simulator/runner';
import { Bench, refusalOf } from './bench';
import type { Observation, Scenario } from './scenario';

/** At the first request of the task, or of each image; or at every one until the run is taken up again. */
export type Often = 'once' | 'always';

export const SECTIONS: Readonly<Record<Place, string>> = {
  submit: 'Sending the task',
  poll: 'Asking for results',
  details: 'Asking the archive',
  image: 'Fetching the images',
  balance: 'Asking for the balance, and asking again',
};

/** For what takes as long as one puts up with: a phase may take so many milliseconds. */
const SHORT = 700;

/** Short as long as things go wrong. What comes after that takes its time on a busy machine. */
function shortUntil(isOver: () => boolean): TimeLimits {
  const limit = (phase: keyof TimeLimits) => (isOver() ? DEFAULT_LIMITS[phase] : SHORT);
  return {
    get head() {
      return limit('head');
    },
    get silence() {
      return limit('silence');
    },
    get body() {
      return limit('body');
    },
  };
}

/** What is unbounded in size ends by its size. */
const ENDLESS_WAITS = ['no-reply', 'no-reply-after-accepting', 'slow-trickle'];

/** What is about generations that fail. */
const FAILING = ['errors-in-data', 'unlisted-images'];

/** What has to go wrong besides, so that the place is reached: the archive is asked for what is not followed any more. */
function wayTo(place: Place): Misbehave[] {
  return place === 'details' ? [once('not-found', 'poll', Infinity)] : [];
}

/** A fault of the catalog, what it happens to, and what has to come of it. */
export function faultScenario(place: Place, name: string, often: Often, expected: Observation): Scenario {
  return {
    section: SECTIONS[place],
    title: `${place}: ${name}, ${often}`,
    expected,
    play() {
      let isOver = false;
      const happening = allOf(once(name, place, often === 'once' ? 1 : Infinity), ...wayTo(place));
      const plan: Misbehave = (call) => (isOver ? undefined : happening(call));
      const limits = ENDLESS_WAITS.includes(name) ? { limits: shortUntil(() => isOver) } : {};
      const trigger = FAILING.includes(name) ? TRIGGERS.partial : '';
      return Bench.use({ plan, trigger, ...limits }, async (bench) => {
        if (place === 'balance') return askForBalance(bench, () => (isOver = true));
        await bench.start();
        isOver = true;
        return bench.observe();
      });
    },
  };
}

/** The run has nothing to do with it: a person asks, and asks again. */
async function askForBalance(bench: Bench, end: () => void): Promise<Observation> {
  const answer = async () => {
    const reason = await refusalOf(bench.backend.balance(new AbortController().signal));
    return bench.ending(reason === undefined ? 'told' : `not told (${reason})`);
  };
  const first = await answer();
  if (first.outcome === 'told') return { first };
  end();
  return { first, resumed: await answer() };
}
