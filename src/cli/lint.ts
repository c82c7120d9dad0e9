import { fixAll } from '../lint/fix-all';
import { lintDocument, type LintOptions, type Problem } from '../lint/lint';
import { findSources, type Source } from './files';
import { printedProblems, readText } from './input';
import { type Format, type LintArguments, readFormat, readLintOptions } from './lint-options';
import { type FileReport, githubReport, jsonReport, lineReport, terminalReport } from './lint-report';
import { rewriteFile } from './rewrite';
import { sayCommands, sayData, sayTo, tell } from './say';
import { UsageError } from './usage';

/** What is done with each source. */
interface Work {
  readonly options: Omit<LintOptions, 'assumed'>;
  readonly fix: boolean;
  /** Whether to find out how many problems could be mended, which takes its time. */
  readonly countFixable: boolean;
  readonly complain: (...sentences: readonly string[]) => void;
}

/** A document of unknown kind is taken for a prompt, since that is what was asked for. */
function asPrompt(options: Work['options']): LintOptions {
  return { ...options, assumed: 'prompt' };
}

/** Carries out something for a file. Where it fails, that is said, and the other files have their turn. */
async function attempt<T>(complain: Work['complain'], action: () => Promise<T>): Promise<T | undefined> {
  try {
    return await action();
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    complain(...error.lines);
    return undefined;
  }
}

interface Mended {
  /** What is there afterwards. */
  readonly text: string;
  /** How many problems are gone. */
  readonly fixed: number;
}

/** Mends a text where it came from. */
async function mend({ name, path }: Source, text: string, { options, complain }: Work): Promise<Mended> {
  // What may be no prompt at all is checked when someone asks for it, but never written to.
  const { text: after, rules } = fixAll(name, text, path === undefined ? asPrompt(options) : options);
  const mended = { text: after, fixed: rules.length };
  if (path === undefined) sayData(after);
  if (path === undefined || after === text) return mended;
  const written = await attempt(complain, () => rewriteFile(path, text, after).then(() => mended));
  return written ?? { text, fixed: 0 };
}

function isFixable({ fixes }: Problem): boolean {
  return fixes().some((fix) => fix.certain);
}

async function check(source: Source, work: Work): Promise<FileReport> {
  const { name, path } = source;
  const read = await readText(name, path);
  const { text, fixed } = work.fix ? await mend(source, read, work) : { text: read, fixed: 0 };
  const document = lintDocument(name, text, asPrompt(work.options));
  const fixable = work.countFixable ? document.problems.filter(isFixable).length : 0;
  return { file: name, problems: printedProblems(document), fixed, fixable };
}

function print(reports: readonly FileReport[], format: Format, stream: NodeJS.WriteStream): void {
  if (format === 'github') sayCommands(stream, githubReport(reports));
  else if (format === 'json') sayTo(stream, jsonReport(reports));
  else if (stream.isTTY && reports.length > 0) sayTo(stream, terminalReport(reports, stream.columns));
  else sayTo(stream, lineReport(reports));
}

/** Checks files and prints what is wrong with them; with `--fix`, mends what is certain first. Returns the exit code. */
export async function lint(words: readonly string[], args: LintArguments): Promise<number> {
  const format = readFormat(args);
  const options = readLintOptions(args);
  const { sources, complaints } = await findSources(words);
  const unread: string[] = [];
  const complain = (...sentences: readonly string[]) => {
    unread.push(...sentences);
    tell(...sentences);
  };
  complain(...complaints);
  // The standard output belongs to the mended text where there is one.
  const aside = args.fix && sources.some(({ path }) => path === undefined);
  const stream = aside ? process.stderr : process.stdout;
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
