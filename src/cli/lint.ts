import { fixAll } from '../lint/fix-all';
import { lintDocument, type LintOptions, type Problem } from '../lint/lint';
import { readText } from './input';
import { type FileReport, githubReport, jsonReport, lineReport, terminalReport } from './lint-report';
import { type Format, type LintArguments, readFormat, readLintOptions } from './options';
import { printedProblems } from './problems';
import { rewriteFile } from './replace-file';
import { findSources, type Source } from './sources';
import { printCommands, printData, printTo, log } from './terminal';
import { UsageError } from './usage-error';

/** What to do with each source. */
interface Work {
  readonly options: Omit<LintOptions, 'assumed'>;
  readonly fix: boolean;
  /** Whether to count the problems that could be fixed, which takes time. */
  readonly countFixable: boolean;
  readonly complain: (...sentences: readonly string[]) => void;
}

/** A document of unknown kind is treated as a prompt, since the user asked to check it. */
function asPrompt(options: Work['options']): LintOptions {
  return { ...options, assumed: 'prompt' };
}

/** Runs an action for a file. If it fails, prints why instead of throwing, so that the other files are still processed. */
async function attempt<T>(complain: Work['complain'], action: () => Promise<T>): Promise<T | undefined> {
  try {
    return await action();
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    complain(...error.lines);
    return undefined;
  }
}

interface Fixed {
  /** The text afterwards. */
  readonly text: string;
  /** How many problems were fixed. */
  readonly fixed: number;
}

/** Fixes a text in its file, or prints it if it came from standard input. */
async function fixSource({ name, path }: Source, text: string, { options, complain }: Work): Promise<Fixed> {
  // A file that may not be a prompt at all is checked on request, but never written to.
  const { text: after, rules } = fixAll(name, text, path === undefined ? asPrompt(options) : options);
  const result = { text: after, fixed: rules.length };
  if (path === undefined) printData(after);
  if (path === undefined || after === text) return result;
  const written = await attempt(complain, () => rewriteFile(path, text, after).then(() => result));
  return written ?? { text, fixed: 0 };
}

function isFixable({ fixes }: Problem): boolean {
  return fixes().some((fix) => fix.certain);
}

async function check(source: Source, work: Work): Promise<FileReport> {
  const { name, path } = source;
  const read = await readText(name, path);
  const { text, fixed } = work.fix ? await fixSource(source, read, work) : { text: read, fixed: 0 };
  const document = lintDocument(name, text, asPrompt(work.options));
  const fixable = work.countFixable ? document.problems.filter(isFixable).length : 0;
  return { file: name, problems: printedProblems(document), fixed, fixable };
}

function print(reports: readonly FileReport[], format: Format, stream: NodeJS.WriteStream): void {
  if (format === 'github') printCommands(stream, githubReport(reports));
  else if (format === 'json') printTo(stream, jsonReport(reports));
  else if (stream.isTTY && reports.length > 0) printTo(stream, terminalReport(reports, stream.columns));
  else printTo(stream, lineReport(reports));
}

/** Checks files and prints what is wrong with them; with `--fix`, applies certain fixes first. Returns the exit code. */
export async function lint(files: readonly string[], args: LintArguments): Promise<number> {
  const format = readFormat(args);
  const options = readLintOptions(args);
  const { sources, complaints } = await findSources(files);
  const unread: string[] = [];
  const complain = (...sentences: readonly string[]) => {
    unread.push(...sentences);
    log(...sentences);
  };
  complain(...complaints);
  // Standard output is for the fixed text, if there is one.
  const printsText = args.fix && sources.some(({ path }) => path === undefined);
  const stream = printsText ? process.stderr : process.stdout;
  const countFixable = !args.fix && format === 'text' && stream.isTTY;
  const work = { options, fix: args.fix, countFixable, complain };
  const reports: FileReport[] = [];
  for (const source of sources) {
    const report = await attempt(complain, () => check(source, work));
    if (report) reports.push(report);
  }
  print(reports, format, stream);
  if (unread.length > 0) return 2;
  const severities = reports.flatMap(({ problems }) => problems.map(({ severity }) => severity));
  return severities.includes('error') || severities.includes('warning') ? 1 : 0;
}
