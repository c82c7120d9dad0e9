import { DEFAULT_LIMITS, type TimeLimits } from '../../src/backend/runware/exchange';
import type { Misbehave, Place } from '../simulator/faults/fault';
import { allOf, once } from '../simulator/faults/plans';
import { TRIGGERS } from '../simulator/runner';
import { Bench, refusalOf } from './bench';
import type { Observation, Scenario } from './scenario';

/** At the first request of the task, or of each image; or at every one until the run is resumed. */
export type Often = 'once' | 'always';

export const SECTIONS: Readonly<Record<Place, string>> = {
  submit: 'Sending the task',
  poll: 'Polling for results',
  details: 'Asking the archive',
  image: 'Downloading the images',
  balance: 'Asking for the balance, twice',
};

/** The time limit of each phase, in milliseconds, for faults that never end by themselves. */
const SHORT = 700;

/** The limits are short only during the fault: the rest takes its time on a busy machine. */
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

/** The faults that end only by a time limit. An endless size ends by the limit on the size. */
const ENDLESS_WAITS = ['no-reply', 'no-reply-after-accepting', 'slow-trickle'];

/** The faults that need generations which fail. */
const FAILING = ['errors-in-data', 'unlisted-images'];

/**
 * The other faults that are needed to reach this kind of request: the archive is asked only about a task that is not
 * followed any more.
 */
function wayTo(place: Place): Misbehave[] {
  return place === 'details' ? [once('not-found', 'poll', Infinity)] : [];
}

/** The scenario of a fault at a kind of request. */
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

/** Asks for the balance, and again when the fault is over. No run is involved. */
async function askForBalance(bench: Bench, end: () => void): Promise<Observation> {
  const answer = async () => {
    const reason = await refusalOf(bench.backend.balance(new AbortController().signal));
    return bench.ending(reason === undefined ? 'reported' : `not reported (${reason})`);
  };
  const first = await answer();
  if (first.outcome === 'reported') return { first };
  end();
  return { first, resumed: await answer() };
}
