import type { TaskResult, TaskSnapshot } from '../../backend/port';
import type { RunRecord, RunResult } from '../record/record';

/** What a reply lists, sorted by what a run knows. */
export interface Recognized {
  /** What it lists of the results that are known, by the name that the run knows them by. */
  readonly known: ReadonlyMap<string, TaskResult>;
  /** What is new. */
  readonly fresh: readonly TaskResult[];
}

/** What a result can be recognized by. */
type Traits = Pick<RunResult, 'imageUUID' | 'seed' | 'place'> & { readonly url: string | undefined };

type Sameness = (one: Traits, other: Traits) => boolean;

function traitsOf(result: TaskResult): Traits {
  const { imageUUID, seed, place, content } = result;
  return { imageUUID, seed, place, url: content.kind === 'url' ? content.url : undefined };
}

const hasSameName: Sameness = (one, other) => one.imageUUID === other.imageUUID;
const hasSameAddress: Sameness = (one, other) => one.url !== undefined && one.url === other.url;
const hasSameSeed: Sameness = (one, other) => one.seed !== null && one.seed === other.seed;
const hasSamePlaceAndSeed: Sameness = (one, other) => one.place === other.place && one.seed === other.seed;

/** Removes duplicates and keeps the first of each. */
function distinct(results: readonly TaskResult[], isSame: Sameness): TaskResult[] {
  const kept: TaskResult[] = [];
  for (const result of results) {
    if (!kept.some((other) => isSame(traitsOf(other), traitsOf(result)))) kept.push(result);
  }
  return kept;
}

/** The results of a reply that are different ones; where that would be too many, seeds tell which are the same. */
function differentOnes(results: readonly TaskResult[], expected: number): TaskResult[] {
  const found = distinct(results, (one, other) => hasSameName(one, other) || hasSameAddress(one, other));
  return found.length > expected ? distinct(found, hasSameSeed) : found;
}

/** The only one of some that a test holds for. */
function onlyOne<T>(items: readonly T[], test: (item: T) => boolean): T | undefined {
  const [found, another] = items.filter(test);
  return another === undefined ? found : undefined;
}

/**
 * Recognizes the results of a reply, one by one: by their names, else by their addresses, else by their seeds, where no
 * other has the same, else by their places, where the reply lists all that its task makes. What is not recognized is new as
 * long as the task can bring it. Nothing is remembered of names that changed: a later reply that tells more counts.
 */
export function recognize(
  { results, expected }: Pick<RunRecord, 'results' | 'expected'>,
  snapshot: Pick<TaskSnapshot, 'results' | 'errors' | 'pending'>,
): Recognized {
  const known = new Map<string, TaskResult>();
  let left: readonly TaskResult[] = differentOnes(snapshot.results, expected);
  let missing: readonly Traits[] = results.map((result) => ({ ...result, url: result.url }));
  const match = (isSame: Sameness): void => {
    for (const one of missing) {
      const found = onlyOne(left, (result) => isSame(one, traitsOf(result)));
      const isOnly = found && onlyOne(missing, (other) => isSame(other, traitsOf(found))) === one;
      if (!isOnly) continue;
      known.set(one.imageUUID, found);
      left = left.filter((result) => result !== found);
      missing = missing.filter((other) => other !== one);
    }
  };
  const listed = snapshot.results.length + snapshot.errors.length + snapshot.pending;
  for (const isSame of [hasSameName, hasSameAddress, hasSameSeed]) match(isSame);
  if (listed >= expected) match(hasSamePlaceAndSeed);
  return { known, fresh: left.slice(0, Math.max(0, expected - results.length)) };
}
