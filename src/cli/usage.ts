import { type ErrorClass, messageOf } from '../task/errors';

/** Bad usage, unreadable input or a place that cannot be written to: nothing was sent. Ends the program with exit code 2. */
export class UsageError extends Error {
  /** What is said of it, a sentence or more each. */
  readonly lines: readonly string[];
  /** What kind of failure it is to a program that reads the report. */
  readonly code: string = 'usage';
  readonly class: ErrorClass = 'validation';

  constructor(...lines: readonly string[]) {
    super(lines.join('\n'));
    this.lines = lines;
  }
}

/** A place given by the user that the file system does not let us write to. */
class NotWritable extends UsageError {
  override readonly class = 'disk';
  override readonly code: string;

  constructor(place: string, cause: unknown) {
    super(`${place}: cannot be written: ${messageOf(cause)}`);
    this.code = (cause as NodeJS.ErrnoException).code ?? 'notWritable';
  }
}

/** A place given by the user that cannot be written to. */
export function notWritable(place: string, cause: unknown): UsageError {
  return new NotWritable(place, cause);
}
