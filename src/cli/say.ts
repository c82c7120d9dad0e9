import { inspect, styleText } from 'node:util';

type Style = Parameters<typeof styleText>[0];

/** A part of a line that a terminal with colors shows in a style of its own. */
export interface Styled {
  readonly style: Style;
  readonly text: string;
}

/** A line as it is printed. What would break it in two is never ours: it is shown, not obeyed. */
export type Line = string | readonly (string | Styled)[];

/** What is needed of a stream that is printed to. */
export type Stream = Pick<NodeJS.WriteStream, 'isTTY' | 'hasColors' | 'write'>;

/** What steers a terminal, breaks a line or turns a text around. */
const STEERING = /[\p{Cc}\p{Bidi_Control}\u2028\u2029]/gu;

/** The same, but for what lays out a text of several lines. */
const STEERING_TEXT = /(?!\r\n|[\n\t])[\p{Cc}\p{Bidi_Control}\u2028\u2029]/gu;

/** What a runner of workflows takes for a command anywhere in a line: `##[`. */
const OLD_COMMAND = /#(?=#\[)/g;

/** The same, and where the line begins: `::`. */
const COMMAND = /(?<=^\s*):(?=:)|#(?=#\[)/g;

function escaped(sign: string): string {
  return `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** Words of files, names and the service: what would steer a terminal or turn the text around is shown, not obeyed. */
export function inert(text: string): string {
  return text.replace(STEERING, escaped);
}

/** A text of several lines as a terminal may show it. */
export function inertDocument(text: string): string {
  return text.replace(STEERING_TEXT, escaped);
}

/** Whether a stream is to get colors: the wish of the environment, else what the terminal can do. */
export function wantsColor(stream: Omit<Stream, 'write'>, environment: NodeJS.ProcessEnv): boolean {
  const force = environment['FORCE_COLOR'];
  if (force !== undefined) return force !== '0' && force !== 'false';
  // With NO_COLOR the terminal says that it has no colors.
  return stream.isTTY && stream.hasColors(environment);
}

/** A line as it goes to a stream, harmless whatever words are in it. */
export function rendered(line: Line, color: boolean): string {
  const parts = typeof line === 'string' ? [line] : line;
  const shown = parts.map((part) => {
    const { style, text } = typeof part === 'string' ? { style: undefined, text: part } : part;
    const words = inert(text).replace(COMMAND, escaped);
    return style && color ? styleText(style, words, { validateStream: false }) : words;
  });
  return shown.join('');
}

function write(stream: Stream, lines: readonly string[]): void {
  if (lines.length > 0) stream.write(`${lines.join('\n')}\n`);
}

/** Prints lines to a stream. */
export function sayTo(stream: Stream, lines: readonly Line[]): void {
  const color = wantsColor(stream, process.env);
  write(
    stream,
    lines.map((line) => rendered(line, color)),
  );
}

/** Prints lines of the result to the standard output. */
export function say(...lines: readonly Line[]): void {
  sayTo(process.stdout, lines);
}

/** Prints lines about the work to the error output. */
export function tell(...lines: readonly Line[]): void {
  sayTo(process.stderr, lines);
}

/**
 * A value as the lines of its JSON. What JSON itself leaves as it is and steers a terminal can only be in its strings, where
 * an escape means the same.
 */
export function jsonLines(value: unknown): readonly string[] {
  return JSON.stringify(value, null, 2).split('\n');
}

/** Prints commands to a runner of workflows: lines that may be such, and are harmless otherwise. */
export function sayCommands(stream: Stream, commands: readonly string[]): void {
  write(
    stream,
    commands.map((command) => inert(command).replace(OLD_COMMAND, escaped)),
  );
}

/**
 * Hands over a document, such as a prompt. A pipe or a file gets it to the byte, as data; on a terminal it is only looked at.
 */
export function sayData(text: string, stream: Stream = process.stdout): void {
  stream.write(stream.isTTY ? inertDocument(text) : text);
}

/** The lines that tell of a fault of ours: its words, and where it arose. */
export function faultLines(error: unknown): readonly string[] {
  if (!(error instanceof Error)) return [inspect(error)];
  const { name, message, stack = '', cause } = error;
  const at = stack.indexOf(message);
  const frames = at < 0 ? [] : stack.slice(at + message.length).split('\n');
  const places = frames.filter((frame) => frame.trim() !== '');
  return [
    `${name}: ${message}`,
    ...places,
    ...(cause === undefined ? [] : ['caused by', ...faultLines(cause)]),
  ];
}
