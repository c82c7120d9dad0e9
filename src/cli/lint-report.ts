import path from 'node:path';
import { SEVERITIES, type Severity } from '../lint/rule';
import { type PrintedProblem, problemLine } from './problems';
import { escapeControls, jsonLines, type Line, type Styled } from './terminal';

/** What was found in a file. */
export interface FileReport {
  readonly file: string;
  readonly problems: readonly PrintedProblem[];
  /** How many of the problems `--fix` would fix, if that was counted. */
  readonly fixable: number;
  /** How many further problems it has fixed. */
  readonly fixed: number;
}

const STYLES: Readonly<Record<Severity, Styled['style']>> = {
  error: 'red',
  warning: 'yellow',
  information: 'blue',
  hint: 'gray',
};

function severityLabel(severity: Severity, width = 0): Styled {
  return { style: STYLES[severity], text: severity.padEnd(width) };
}

/** One line per problem, `file:line:column: severity: message [rule]`, for files and for programs that read it. */
export function lineReport(reports: readonly FileReport[]): Line[] {
  return reports.flatMap(({ file, problems }) =>
    problems.map((problem) => problemLine(file, problem, severityLabel(problem.severity))),
  );
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

/** `1 error, 2 warnings`, the most severe first. */
function breakdown(problems: readonly PrintedProblem[]): string {
  const parts = SEVERITIES.flatMap((severity) => {
    const number = problems.filter((problem) => problem.severity === severity).length;
    if (number === 0) return [];
    return [severity === 'information' ? `${number} information` : count(number, severity)];
  });
  return parts.join(', ');
}

/** `3 problems (1 error, 2 warnings) in 2 files; 2 can be fixed with --fix` */
function summary(reports: readonly FileReport[]): string {
  const bad = reports.filter(({ problems }) => problems.length > 0);
  const problems = bad.flatMap((report) => report.problems);
  const total = (part: 'fixable' | 'fixed') => reports.reduce((sum, report) => sum + report[part], 0);
  const fixable = total('fixable') > 0 ? `; ${total('fixable')} can be fixed with --fix` : '';
  const fixed = total('fixed') > 0 ? `; ${total('fixed')} fixed` : '';
  const found =
    bad.length > 0
      ? `${count(problems.length, 'problem')} (${breakdown(problems)}) in ${count(bad.length, 'file')}`
      : `No problems in ${count(reports.length, 'file')}`;
  return `${found}${fixable}${fixed}`;
}

/** If there are fewer columns than this, messages are not wrapped. */
const MIN_WIDTH = 30;

/** Breaks a text at spaces into lines of at most `width` characters. A longer word gets a line of its own. */
function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line: string | undefined;
  for (const word of text.split(' ')) {
    const longer: string = line === undefined ? word : `${line} ${word}`;
    if (line === undefined || longer.length <= width) line = longer;
    else {
      lines.push(line);
      line = word;
    }
  }
  return [...lines, line ?? ''];
}

/** The lines of a message, with its rule at the end. */
function messageLines({ message, rule }: PrintedProblem, width: number): Line[] {
  const lines = wrap(escapeControls(message), width < MIN_WIDTH ? Infinity : width);
  const last = lines.pop() ?? '';
  const fits = width < MIN_WIDTH || last.length + 2 + rule.length <= width;
  const name: Styled = { style: 'dim', text: rule };
  return fits ? [...lines, [`${last}  `, name]] : [...lines, last, [name]];
}

function section({ file, problems }: FileReport, width: number): Line[] {
  const widest = (texts: readonly string[]) => texts.reduce((most, text) => Math.max(most, text.length), 0);
  const lines = widest(problems.map(({ line }) => String(line)));
  const columns = widest(problems.map(({ column }) => String(column)));
  const severities = widest(problems.map(({ severity }) => severity));
  const indent = '  '.length + lines + ':'.length + columns + '  '.length + severities + '  '.length;
  const rows = problems.flatMap((problem) => {
    const { line, column, severity } = problem;
    const position = `${String(line).padStart(lines)}:${String(column).padEnd(columns)}`;
    const beginning = [`  ${position}  `, severityLabel(severity, severities), '  '];
    return messageLines(problem, width - indent).map((text, index) => [
      ...(index === 0 ? beginning : [' '.repeat(indent)]),
      ...(typeof text === 'string' ? [text] : text),
    ]);
  });
  return [[{ style: 'underline', text: file }], ...rows, ''];
}

/**
 * For people at a terminal: a section for each file with problems, and a summary.
 *
 * @param width of the terminal, in characters: longer messages are wrapped.
 */
export function terminalReport(reports: readonly FileReport[], width = Infinity): Line[] {
  const bad = reports.filter(({ problems }) => problems.length > 0);
  return [...bad.flatMap((report) => section(report, width)), [{ style: 'bold', text: summary(reports) }]];
}

/** One array with an object for each file, with or without problems. */
export function jsonReport(reports: readonly FileReport[]): readonly string[] {
  return jsonLines(reports.map(({ file, problems }) => ({ file, problems })));
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}

const COMMANDS: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  information: 'notice',
  hint: 'notice',
};

/** Workflow commands that GitHub shows as annotations next to the lines. */
export function githubReport(reports: readonly FileReport[]): string[] {
  return reports.flatMap(({ file, problems }) =>
    problems.map(({ line, column, endLine, endColumn, severity, rule, message }) => {
      const properties = {
        file: file.replaceAll(path.sep, '/'),
        line,
        col: column,
        endLine,
        endColumn,
        title: rule,
      };
      const written = Object.entries(properties).map(
        ([name, value]) => `${name}=${escapeProperty(String(value))}`,
      );
      return `::${COMMANDS[severity]} ${written.join(',')}::${escapeData(message)}`;
    }),
  );
}
