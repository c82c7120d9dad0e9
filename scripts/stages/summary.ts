import type { Outcome, Stage } from './stage';

export interface Summary {
  /** The failures, a table of the stages and, alone on the last line, `N passed, N failed`. */
  readonly text: string;
  /** Whether something passed and nothing failed; where tests were asked for, some of them were run. */
  readonly good: boolean;
}

/** Adds up the results of the stages. */
export function summarize(stages: readonly Stage[], outcomes: readonly Outcome[], seconds: number): Summary {
  const passed = sum(outcomes.map((outcome) => outcome.passed));
  const failed = sum(outcomes.map((outcome) => outcome.failed));
  const width = Math.max(...outcomes.map(({ name }) => name.length));
  const table = outcomes.map((outcome) => `${outcome.name.padEnd(width)}  ${describe(outcome)}`);
  const failures = outcomes.flatMap(({ name, failures: titles }) =>
    titles.map((title) => `Failed in ${name}: ${title}`),
  );
  const complaint = isEmpty(stages, outcomes) ? ['No test has these words in its title.'] : [];
  const total = `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s in all`;
  return {
    text: [...failures, ...table, total, ...complaint, '', `${passed} passed, ${failed} failed`].join('\n'),
    good: passed > 0 && failed === 0 && complaint.length === 0,
  };
}

/** Whether stages of tests were run and not one test was: a word of `--grep` that no title holds. */
function isEmpty(stages: readonly Stage[], outcomes: readonly Outcome[]): boolean {
  const names = stages.filter(({ kind }) => kind === 'tests').map(({ name }) => name);
  const tests = outcomes.filter(({ name, notRun }) => names.includes(name) && notRun === undefined);
  return tests.length > 0 && tests.every(({ passed, failed }) => passed + failed === 0);
}

function describe({ passed, failed, seconds, notRun }: Outcome): string {
  if (notRun) return `NOT RUN: ${notRun}`;
  const counts = [`${passed} passed`, `${failed} failed`, `${seconds.toFixed(1)} s`].map((text) =>
    text.padStart(12),
  );
  return `${failed > 0 ? 'FAILED' : 'ok    '}${counts.join('')}`;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
