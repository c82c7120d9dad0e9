import type { Outcome } from './stage';

export interface Summary {
  /** A table of the stages and, alone on its last line, `N passed, N failed`. */
  readonly text: string;
  /** Whether something passed and nothing failed. */
  readonly good: boolean;
}

/** Adds up what the stages came to. */
export function summarize(outcomes: readonly Outcome[]): Summary {
  const passed = sum(outcomes.map((outcome) => outcome.passed));
  const failed = sum(outcomes.map((outcome) => outcome.failed));
  const width = Math.max(...outcomes.map(({ name }) => name.length));
  const lines = outcomes.map((outcome) => `${outcome.name.padEnd(width)}  ${describe(outcome)}`);
  return {
    text: [...lines, '', `${passed} passed, ${failed} failed`].join('\n'),
    good: passed > 0 && failed === 0,
  };
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
