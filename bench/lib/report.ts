/** Figures, their limits, and how they are printed. */
import { SHORT } from '../../scripts/lib/short';

/** One frame of a screen, in milliseconds: smaller differences cannot be distinguished. */
export const FRAME = 1000 / 60;

export function quantile(values: readonly number[], share: number): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length * share)] ?? NaN;
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** A line of the report. */
export interface Row {
  readonly name: string;
  readonly studio: number;
  /** The value that it is compared with; null if there is none. */
  readonly control: number | null;
  readonly limit: string;
  readonly holds: boolean;
}

/** A line without a limit. */
export function unjudged(row: Row): Row {
  return { ...row, limit: '', holds: true };
}

function print({ name, studio, control, limit, holds }: Row): void {
  // Zero compared with zero has no ratio.
  const ratio = control === null || control === 0 ? '' : (studio / control).toFixed(2);
  const columns = [
    name.padEnd(34),
    studio.toFixed(1).padStart(8),
    (control === null ? '' : control.toFixed(1)).padStart(8),
    ratio.padStart(6),
    limit,
  ];
  console.log(`${columns.join(' ')}${limit === '' ? '' : holds ? '  ok' : '  NOT HELD'}`);
}

/** Prints some lines under a title. `sides` are the two pages, or whatever is compared. */
export function tell(
  title: string,
  rows: readonly Row[],
  sides: readonly [string, string] = ['studio', 'control'],
): void {
  const [one, other] = sides.map((side) => side.padStart(8));
  console.log(`\n${title.padEnd(34)} ${one} ${other}  ratio limit`);
  (SHORT ? rows.map(unjudged) : rows).forEach(print);
}

/** Prints whether all limits hold, and sets the exit code. The short form does not judge them. */
export function conclude(rows: readonly Row[]): void {
  if (SHORT) return;
  const broken = rows.filter(({ holds }) => !holds).length;
  console.log(broken === 0 ? '\nAll limits hold.' : `\n${broken} limits are NOT HELD.`);
  process.exitCode = broken === 0 ? 0 : 1;
}
