/** Figures, the limits that they are held to, and how they are told. */
import { SHORT } from '../../scripts/lib/short';

/** One frame of a screen, in milliseconds: what differs by less cannot be told apart. */
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
  /** What it is measured by; null where there is nothing to compare. */
  readonly control: number | null;
  readonly limit: string;
  readonly holds: boolean;
}

/** A line that is only told. */
export function unjudged(row: Row): Row {
  return { ...row, limit: '', holds: true };
}

function print({ name, studio, control, limit, holds }: Row): void {
  // Nothing beside nothing is no ratio.
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

/** Tells some lines under a title. `sides` are the two pages, or whatever is compared. */
export function tell(
  title: string,
  rows: readonly Row[],
  sides: readonly [string, string] = ['studio', 'control'],
): void {
  const [one, other] = sides.map((side) => side.padStart(8));
  console.log(`\n${title.padEnd(34)} ${one} ${other}  ratio limit`);
  (SHORT ? rows.map(unjudged) : rows).forEach(print);
}

/** Says whether all limits hold; so does the exit code. The short form judges none. */
export function conclude(rows: readonly Row[]): void {
  if (SHORT) return;
  const broken = rows.filter(({ holds }) => !holds).length;
  console.log(broken === 0 ? '\nAll limits hold.' : `\n${broken} limits are NOT HELD.`);
  process.exitCode = broken === 0 ? 0 : 1;
}
