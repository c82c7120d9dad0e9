import { format } from '../protocol/strings';
import { BUSY, NOT_SENT } from '../task/errors';
import { explain, type Translate } from '../task/explain';
import { formatMoney } from '../task/prices';
import { type RunReport, type SourceReport, wholeReport } from './report';
import { print, log } from './terminal';

/** Fills in texts without translating them: the command line speaks English. */
export const english: Translate = (text, ...args) => format(text, ...args);

/** `2 image(s), 1 sent to the upload address, $0.18`. */
function resultText({ images, uploaded, cost }: Pick<RunReport, 'images' | 'uploaded' | 'cost'>): string {
  return [
    `${images.length} image(s)`,
    ...(uploaded > 0 ? [`${uploaded} sent to the upload address`] : []),
    ...(cost === null ? [] : [`$${formatMoney(cost)}`]),
  ].join(', ');
}

/** How a run ended, in a few words. */
function endText(report: RunReport): string {
  const [error] = report.errors;
  if (error?.code === NOT_SENT) return 'not sent';
  if (error?.code === BUSY) return 'left to another window or program';
  const reason = error ? ` (${explain(error, english).title})` : '';
  return `${report.state}, ${resultText(report)}${reason}`;
}

/** Prints a line to standard error for each of several runs when it has ended, but none for a single run. */
export function progressPrinter(total: number): (report: SourceReport) => void {
  let ended = 0;
  return (report) => {
    ended++;
    if (total > 1) log(`[${ended}/${total}] ${report.source}: ${endText(report)}`);
  };
}

/** Lists each failure once, with its tasks and its explanation. */
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

/** Prints reports for people: runs and files to standard output, failures to standard error. */
export function printReports(reports: readonly SourceReport[]): void {
  for (const report of reports) {
    const { state, runDirectory, images } = report;
    // It left no folder, and its failure was printed when it ended.
    if (runDirectory === null && reports.length > 1) continue;
    print(
      `${state}: ${resultText(report)}${runDirectory === null ? '' : ` in ${runDirectory}`}`,
      ...images.map(({ file }) => `  ${file}`),
    );
  }
  log(...explanations(reports));
}

/** Prints the sum of several runs to standard error. */
export function printSummary(reports: readonly SourceReport[]): void {
  if (reports.length < 2) return;
  const succeeded = reports.filter(({ state }) => state === 'succeeded').length;
  const whole = wholeReport(reports);
  const charged = whole.cost === null ? '' : ' charged';
  log(`${succeeded} of ${reports.length} task(s) succeeded: ${resultText(whole)}${charged}.`);
}

/** Prints to standard error that runs are unfinished, and how to resume them. */
export function printUnfinished(count: number, command: string): void {
  if (count === 0) return;
  log(
    `${count} run(s) are unfinished; what was sent may still be charged. To collect what is missing: ${command}`,
  );
}
