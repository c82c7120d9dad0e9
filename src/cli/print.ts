import { format } from '../protocol/strings';
import { BUSY, NOT_SENT } from '../task/errors';
import { explain, type Translate } from '../task/explain';
import { formatMoney } from '../task/prices';
import { type RunReport, type SourceReport, wholeReport } from './report';
import { say, tell } from './say';

/** Fills sentences in, untranslated: the command line speaks English. */
export const english: Translate = (text, ...args) => format(text, ...args);

/** `2 image(s), 1 sent to the upload address, $0.18`. */
function brought({ images, uploaded, cost }: Pick<RunReport, 'images' | 'uploaded' | 'cost'>): string {
  return [
    `${images.length} image(s)`,
    ...(uploaded > 0 ? [`${uploaded} sent to the upload address`] : []),
    ...(cost === null ? [] : [`$${formatMoney(cost)}`]),
  ].join(', ');
}

/** What became of a run, in a few words. */
function inShort(report: RunReport): string {
  const [error] = report.errors;
  if (error?.code === NOT_SENT) return 'not sent';
  if (error?.code === BUSY) return 'left to another window or program';
  const reason = error ? ` (${explain(error, english).title})` : '';
  return `${report.state}, ${brought(report)}${reason}`;
}

/** Prints a line to the error output for each of several runs when it has ended; the only one is not worth it. */
export function progressOf(total: number): (report: SourceReport) => void {
  let ended = 0;
  return (report) => {
    ended++;
    if (total > 1) tell(`[${ended}/${total}] ${report.source}: ${inShort(report)}`);
  };
}

/** Each failure once, with the tasks that it befell, in words for people. */
function explanations(reports: readonly RunReport[]): string[] {
  const failures = new Map<
    string,
    { error: RunReport['errors'][number]; isOpen: boolean; tasks: (string | null)[] }
  >();
  for (const { errors, taskUUID, state } of reports) {
    const isOpen = state === 'detached';
    for (const error of errors) {
      const key = JSON.stringify([error, isOpen]);
      const failure = failures.get(key) ?? { error, isOpen, tasks: [] };
      failures.set(key, failure);
      if (!failure.tasks.includes(taskUUID)) failure.tasks.push(taskUUID);
    }
  }
  return [...failures.values()].flatMap(({ error, isOpen, tasks }) => {
    const { title, advice } = explain(error, english, isOpen);
    const whose = tasks.length === 1 ? `task ${String(tasks[0])}` : `${tasks.length} tasks`;
    return [`${title}: ${error.message} [${error.code}, ${whose}]`, `  ${advice}`];
  });
}

/** Prints reports for people: runs and files to the standard output, failures to the error output. */
export function printReports(reports: readonly SourceReport[]): void {
  for (const report of reports) {
    const { state, runDirectory, images } = report;
    // Nothing is left of it, and that was said when it ended.
    if (runDirectory === null && reports.length > 1) continue;
    say(
      `${state}: ${brought(report)}${runDirectory === null ? '' : ` in ${runDirectory}`}`,
      ...images.map(({ file }) => `  ${file}`),
    );
  }
  tell(...explanations(reports));
}

/** Prints to the error output what several runs came to. */
export function printSummary(reports: readonly SourceReport[]): void {
  if (reports.length < 2) return;
  const succeeded = reports.filter(({ state }) => state === 'succeeded').length;
  const whole = wholeReport(reports);
  const charged = whole.cost === null ? '' : ' charged';
  tell(`${succeeded} of ${reports.length} task(s) succeeded: ${brought(whole)}${charged}.`);
}

/** Prints to the error output that runs were left unfinished, and what to do about it. */
export function printUnfinished(count: number, command: string): void {
  if (count === 0) return;
  tell(
    `${count} run(s) are unfinished; what was sent may still be charged. To collect what is missing: ${command}`,
  );
}
