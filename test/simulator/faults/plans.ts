import { fraction } from '../random';
import { FAULTS, faultNamed } from './catalog';
import type { Call, Fault, Misbehave, Place } from './fault';

/** The fault of a name. Throws a `RangeError` if it cannot happen at the place. */
function faultAt(name: string, place: Place): Fault {
  const fault = faultNamed(name);
  if (!fault.places.includes(place)) throw new RangeError(`'${name}' cannot happen at '${place}'.`);
  return fault;
}

/** A fault at the first request, or the first `times`, of every task (and of every image) at a place. */
export function once(name: string, place: Place, times = 1): Misbehave {
  const fault = faultAt(name, place);
  return (call) => (call.place === place && call.ordinal < times ? fault : undefined);
}

/** A fault at one request, counted from 0, of every task (and of every image) at a place. */
export function nth(name: string, place: Place, ordinal: number): Misbehave {
  const fault = faultAt(name, place);
  return (call) => (call.place === place && call.ordinal === ordinal ? fault : undefined);
}

/** Combines plans: the first one with a fault for a call decides. */
export function allOf(...plans: readonly Misbehave[]): Misbehave {
  return (call) => {
    for (const plan of plans) {
      const fault = plan(call);
      if (fault) return fault;
    }
    return undefined;
  };
}

/** How many requests in a row may fail at random. */
export const LONGEST_ROW = 3;

export interface RandomFaults {
  readonly seed: number;
  /** The share of the calls that fail, from 0 to 1; of four in a row, at least one succeeds. */
  readonly rate: number;
  /** The faults to choose from. Default: all passing ones. */
  readonly faults?: readonly Fault[];
}

/**
 * Random faults, always the same for the same seed and tasks: what happens to a call depends on its place, its task
 * and image and its ordinal among those, and on nothing that concurrency changes. After `LONGEST_ROW` calls that may
 * fail one succeeds, so that a persistent client comes to an end.
 */
export function randomFaults({ seed, rate, faults = PASSING }: RandomFaults): Misbehave {
  return (call) => {
    const { place, ordinal } = call;
    const spared = ordinal % (LONGEST_ROW + 1) === LONGEST_ROW;
    if (spared || chance('whether', seed, call) >= rate) return undefined;
    const possible = faults.filter((fault) => fault.places.includes(place));
    return possible[Math.floor(chance('which', seed, call) * possible.length)];
  };
}

const PASSING = FAULTS.filter((fault) => fault.nature === 'passing');

function chance(about: string, seed: number, { place, taskUUID, image, ordinal }: Call): number {
  return fraction([about, seed, place, taskUUID, image, ordinal].join(' '));
}
