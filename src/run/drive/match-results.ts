import type { TaskResult, TaskSnapshot } from '../../backend/port';
import type { RunRecord } from '../record/record';

/** The results of a reply, matched with those of the run. */
export interface MatchedResults {
  /** The results that the run knows, by the `imageUUID` in its record. */
  readonly known: ReadonlyMap<string, TaskResult>;
  /** The new results. */
  readonly added: readonly TaskResult[];
}

/** What results are matched by. Records of the first version lack URL and position. */
interface MatchKeys extends Pick<TaskResult, 'imageUUID' | 'seed'> {
  readonly url: string | undefined;
  readonly position: number | undefined;
}

type Sameness = (one: MatchKeys, other: MatchKeys) => boolean;

function matchKeysOf(result: TaskResult): MatchKeys {
  const { imageUUID, seed, position, content } = result;
  return { imageUUID, seed, position, url: content.kind === 'url' ? content.url : undefined };
}

const hasSameUUID: Sameness = (one, other) => one.imageUUID === other.imageUUID;
const hasSameURL: Sameness = (one, other) => one.url !== undefined && one.url === other.url;
const hasSameSeed: Sameness = (one, other) => one.seed !== null && one.seed === other.seed;
const hasSamePositionAndSeed: Sameness = (one, other) =>
  one.position === other.position && one.seed === other.seed;

/** Removes duplicates, keeping the first of each. */
function distinct(results: readonly TaskResult[], isSame: Sameness): TaskResult[] {
  const kept: TaskResult[] = [];
  for (const result of results) {
    if (!kept.some((other) => isSame(matchKeysOf(other), matchKeysOf(result)))) kept.push(result);
  }
  return kept;
}

/**
 * The results of a reply without duplicates. When there are more than expected, equal seeds count as duplicates, too.
 */
function withoutDuplicates(results: readonly TaskResult[], expected: number): TaskResult[] {
  const found = distinct(results, (one, other) => hasSameUUID(one, other) || hasSameURL(one, other));
  return found.length > expected ? distinct(found, hasSameSeed) : found;
}

/** The only item that satisfies the test; undefined when there are several, or none. */
function onlyOne<T>(items: readonly T[], test: (item: T) => boolean): T | undefined {
  const [found, another] = items.filter(test);
  return another === undefined ? found : undefined;
}

/**
 * Matches the results of a reply with the known ones, one by one: by UUID, else by URL, else by seed, if no other has
 * the same, else by position, if the reply lists everything the task makes. A result that matches none is new, unless
 * there are already as many as expected. Matches are not recorded: a later reply that says more counts.
 */
export function matchResults(
  { results, expected }: Pick<RunRecord, 'results' | 'expected'>,
  snapshot: Pick<TaskSnapshot, 'results' | 'errors' | 'pending'>,
): MatchedResults {
  const known = new Map<string, TaskResult>();
  let left: readonly TaskResult[] = withoutDuplicates(snapshot.results, expected);
  let missing: readonly MatchKeys[] = results.map(({ imageUUID, seed, url, place }) => ({
    imageUUID,
    seed,
    url,
    position: place,
  }));
  const match = (isSame: Sameness): void => {
    for (const one of missing) {
      const found = onlyOne(left, (result) => isSame(one, matchKeysOf(result)));
      const isOnly = found && onlyOne(missing, (other) => isSame(other, matchKeysOf(found))) === one;
      if (!isOnly) continue;
      known.set(one.imageUUID, found);
      left = left.filter((result) => result !== found);
      missing = missing.filter((other) => other !== one);
    }
  };
  const listed = snapshot.results.length + snapshot.errors.length + snapshot.pending;
  for (const isSame of [hasSameUUID, hasSameURL, hasSameSeed]) match(isSame);
  if (listed >= expected) match(hasSamePositionAndSeed);
  return { known, added: left.slice(0, Math.max(0, expected - results.length)) };
}
