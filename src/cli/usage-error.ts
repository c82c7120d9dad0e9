import { type ErrorClass, messageOf } from '../task/errors';

/** Bad usage, unreadable input, or output that cannot be written; nothing was sent. Ends the program with exit code 2. */
export class UsageError extends Error {
  /** The message; each line has one or more sentences. */
  readonly lines: readonly string[];
  /** The kind of failure for programs that read the report. */
  readonly code: string = 'usage';
  readonly class: ErrorClass = 'validation';

  constructor(...lines: readonly string[]) {
    super(lines.join('\n'));
    this.lines = lines;
  }
}

/** The error for a path given by the user that the file system does not allow us to write to. */
class NotWritable extends UsageError {
  override readonly class = 'disk';
  override readonly code: string;

  constructor(file: string, cause: unknown) {
    super(`${file}: cannot be written: ${messageOf(cause)}`);
    this.code = (cause as NodeJS.ErrnoException).code ?? 'notWritable';
  }
}

/** The error for a path given by the user that cannot be written to. */
export function notWritable(file: string, cause: unknown): UsageError {
  return new NotWritable(file, cause);
}
