import { inspect, styleText } from 'node:util';

type Style = Parameters<typeof styleText>[0];

/** A part of a line with a style, for terminals with colors. */
export interface Styled {
  readonly style: Style;
  readonly text: string;
}

/** A line to print. Line breaks and control characters in it are escaped, since they come from files or the service. */
export type Line = string | readonly (string | Styled)[];

/** What printing needs of a stream. */
export type Stream = Pick<NodeJS.WriteStream, 'isTTY' | 'hasColors' | 'write'>;

/** Characters that control a terminal, break a line or change the direction of a text. */
const CONTROLS = /[\p{Cc}\p{Bidi_Control}\u2028\u2029]/gu;

/** The same without line breaks and tabs, for a text of several lines. */
const CONTROLS_IN_TEXT = /(?!\r\n|[\n\t])[\p{Cc}\p{Bidi_Control}\u2028\u2029]/gu;

/** What a CI runner interprets as a command anywhere in a line: `##[`. */
const OLD_COMMAND = /#(?=#\[)/g;

/** The same, and `::` at the beginning of a line. */
const COMMAND = /(?<=^\s*):(?=:)|#(?=#\[)/g;

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** A text from a file, a name or the service with its control characters escaped, so that a terminal does not obey them. */
export function escapeControls(text: string): string {
  return text.replace(CONTROLS, escaped);
}

/** The same for a text of several lines, which keeps its line breaks and tabs. */
export function escapeControlsInText(text: string): string {
  return text.replace(CONTROLS_IN_TEXT, escaped);
}

/** Whether to print colors to a stream: as the environment says, or else if the terminal supports them. */
export function wantsColor(stream: Omit<Stream, 'write'>, environment: NodeJS.ProcessEnv): boolean {
  const force = environment['FORCE_COLOR'];
  if (force !== undefined) return force !== '0' && force !== 'false';
  // If NO_COLOR is set, `hasColors` returns false.
  return stream.isTTY && stream.hasColors(environment);
}

/** A line as it is written to a stream, harmless no matter what text it contains. */
export function renderLine(line: Line, color: boolean): string {
  const parts = typeof line === 'string' ? [line] : line;
  const shown = parts.map((part) => {
    const { style, text } = typeof part === 'string' ? { style: undefined, text: part } : part;
    const safe = escapeControls(text).replace(COMMAND, escaped);
    return style && color ? styleText(style, safe, { validateStream: false }) : safe;
  });
  return shown.join('');
}

function write(stream: Stream, lines: readonly string[]): void {
  if (lines.length > 0) stream.write(`${lines.join('\n')}\n`);
}

/** Prints lines to a stream. */
export function printTo(stream: Stream, lines: readonly Line[]): void {
  const color = wantsColor(stream, process.env);
  write(
    stream,
    lines.map((line) => renderLine(line, color)),
  );
}

/** Prints lines of a command's result to standard output. */
export function print(...lines: readonly Line[]): void {
  printTo(process.stdout, lines);
}

/** Prints lines about the work (progress, warnings, errors) to standard error. */
export function log(...lines: readonly Line[]): void {
  printTo(process.stderr, lines);
}

/**
 * A value as lines of JSON. Control characters that JSON does not escape can occur only in strings, where an escape means the
 * same.
 */
export function jsonLines(value: unknown): readonly string[] {
  return JSON.stringify(value, null, 2).split('\n');
}

/** Prints workflow commands for a CI runner; anything else in the lines is made harmless. */
export function printCommands(stream: Stream, commands: readonly string[]): void {
  write(
    stream,
    commands.map((command) => escapeControls(command).replace(OLD_COMMAND, escaped)),
  );
}

/**
 * Prints a document, such as a prompt. A pipe or a file gets the exact bytes; on a terminal, control characters are escaped.
 */
export function printData(text: string, stream: Stream = process.stdout): void {
  stream.write(stream.isTTY ? escapeControlsInText(text) : text);
}

/** The lines about an unexpected error: its message, its stack and its causes. */
export function faultLines(error: unknown): readonly string[] {
  if (!(error instanceof Error)) return [inspect(error)];
  const { name, message, stack = '', cause } = error;
  const at = stack.indexOf(message);
  const frames = at < 0 ? [] : stack.slice(at + message.length).split('\n');
  const shown = frames.filter((frame) => frame.trim() !== '');
  return [
    `${name}: ${message}`,
    ...shown,
    ...(cause === undefined ? [] : ['caused by', ...faultLines(cause)]),
  ];
}
