import path from 'node:path';
import { SEVERITIES, type Severity } from '../lint/rule';
import { type PrintedProblem, problemLine } from './input';
import { inert, jsonLines, type Line, type Styled } from './say';

/** What was found in a file. */
export interface FileReport {
  readonly file: string;
  readonly problems: readonly PrintedProblem[];
  /** How many of the problems `--fix` would mend, as far as that is asked for. */
  readonly fixable: number;
  /** How many further ones it has mended. */
  readonly fixed: number;
}

const STYLES: Readonly<Record<Severity, Styled['style']>> = {
  error: 'red',
  warning: 'yellow',
  information: 'blue',
  hint: 'gray',
};

function severityWord(severity: Severity, width = 0): Styled {
  return { style: STYLES[severity], text: severity.padEnd(width) };
}

/** A line each, `file:line:column: severity: message [rule]`: for programs that read it, and for files. */
export function lineReport(reports: readonly FileReport[]): Line[] {
  return reports.flatMap(({ file, problems }) =>
    problems.map((problem) => problemLine(file, problem, severityWord(problem.severity))),
  );
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

/** `1 error, 2 warnings`, the gravest first. */
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

/** Where less than this is left for messages, they are not wrapped. */
const LEAST_ROOM = 30;

/** Breaks a text at its spaces into lines of at most this many characters; a longer word has a line of its own. */
function wrap(text: string, room: number): string[] {
  const lines: string[] = [];
  let line: string | undefined;
  for (const word of text.split(' ')) {
    const longer: string = line === undefined ? word : `${line} ${word}`;
    if (line === undefined || longer.length <= room) line = longer;
    else {
      lines.push(line);
      line = word;
    }
  }
  return [...lines, line ?? ''];
}

/** A message with its rule, in lines below each other. */
function explained({ message, rule }: PrintedProblem, room: number): Line[] {
  const lines = wrap(inert(message), room < LEAST_ROOM ? Infinity : room);
  const last = lines.pop() ?? '';
  const fits = room < LEAST_ROOM || last.length + 2 + rule.length <= room;
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
    const place = `${String(line).padStart(lines)}:${String(column).padEnd(columns)}`;
    const beginning = [`  ${place}  `, severityWord(severity, severities), '  '];
    return explained(problem, width - indent).map((text, index) => [
      ...(index === 0 ? beginning : [' '.repeat(indent)]),
      ...(typeof text === 'string' ? [text] : text),
    ]);
  });
  return [[{ style: 'underline', text: file }], ...rows, ''];
}

/**
 * For people at a terminal: a section for each file with problems, and what it comes to.
 *
 * @param width of the terminal, in characters: longer messages go on below their beginning.
 */
export function terminalReport(reports: readonly FileReport[], width = Infinity): Line[] {
  const bad = reports.filter(({ problems }) => problems.length > 0);
  return [...bad.flatMap((report) => section(report, width)), [{ style: 'bold', text: summary(reports) }]];
}

/** One array with an object for each file, with problems or without. */
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

/** Workflow commands that GitHub shows as annotations beside the lines. */
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
