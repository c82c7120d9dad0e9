import type { StageProblem } from '../../../protocol/stage';

/** The problems of each element. */
export function problemsByElement(
  problems: readonly StageProblem[],
): ReadonlyMap<number, readonly [StageProblem, ...StageProblem[]]> {
  const found = new Map<number, [StageProblem, ...StageProblem[]]>();
  for (const problem of problems) {
    const known = found.get(problem.element);
    if (known) known.push(problem);
    else found.set(problem.element, [problem]);
  }
  return found;
}
