import type { Outcome, Stage } from './stage';

/**
 * Runs stages in parallel: a limited number at once, in order, each after those that it needs.
 *
 * @param run runs one stage; it does not reject.
 * @returns their results, in order. A stage that needs a failed one is not run.
 */
export async function runSideBySide(
  stages: readonly Stage[],
  atOnce: number,
  run: (stage: Stage) => Promise<Outcome>,
): Promise<readonly Outcome[]> {
  const outcomes = new Map<string, Outcome>();
  const waiting = [...stages];
  const running = new Set<Promise<void>>();
  while (waiting.length > 0 || running.size > 0) {
    const next = waiting.findIndex(({ needs }) => needs.every((name) => outcomes.has(name)));
    if (next >= 0 && running.size < atOnce) {
      const [stage] = waiting.splice(next, 1);
      if (!stage) continue;
      const ended = runOrExplain(stage, outcomes, run).then((outcome) => {
        outcomes.set(stage.name, outcome);
        running.delete(ended);
      });
      running.add(ended);
    } else if (running.size > 0) {
      await Promise.race(running);
    } else {
      throw new Error(`Stages wait for each other: ${waiting.map(({ name }) => name).join(', ')}.`);
    }
  }
  return stages.flatMap(({ name }) => outcomes.get(name) ?? []);
}

async function runOrExplain(
  stage: Stage,
  outcomes: ReadonlyMap<string, Outcome>,
  run: (stage: Stage) => Promise<Outcome>,
): Promise<Outcome> {
  const failed = stage.needs.find((name) => outcomes.get(name)?.passed === 0);
  const notRun = stage.impossible ?? (failed === undefined ? undefined : `the ${failed} failed`);
  if (notRun === undefined) return run(stage);
  return { name: stage.name, passed: 0, failed: 0, seconds: 0, times: [], failures: [], notRun };
}
