import { DEFAULT_CONCURRENCY, MAX_CONCURRENCY } from '../run/queue';

/** Bad usage, unreadable input or a place that cannot be written to: nothing was sent. Ends the program with exit code 2. */
export class UsageError extends Error {
  /** What is said of it, a sentence or more each. */
  readonly lines: readonly string[];

  constructor(...lines: readonly string[]) {
    super(lines.join('\n'));
    this.lines = lines;
  }
}

/** A place given by the user that cannot be written to. */
export function notWritable(place: string, cause: unknown): UsageError {
  return new UsageError(
    `${place}: cannot be written: ${cause instanceof Error ? cause.message : String(cause)}`,
  );
}

export const USAGE = `structured-prompt: structured prompts for Ideogram 4.0 from the command line

  structured-prompt generate FILES... [--backend runware|proof] [--endpoint URL] [--out DIR] [--concurrency N] [--json]
      Sends prompt and task files and downloads their images, each task into a run folder of its own.
      FILES are files, folders (searched for prompt and task files) or patterns such as 'posters/*.image-task.json'.
      The key comes from the environment variable RUNWARE_API_KEY; the proof backend needs none.
      What the service would refuse is reported and left out. One task that fails does not stop the others, but after
      a refused key or an empty account nothing more is sent. Ctrl+C stops: what was not sent is withdrawn, what was
      sent may still be charged and can be resumed.
      --out DIR        where run folders are made (default: .structured-prompt/runs/<file>)
      --concurrency N  tasks at work at once, 1 to ${MAX_CONCURRENCY} (default: ${DEFAULT_CONCURRENCY})

  structured-prompt resume [FOLDERS...] [--endpoint URL] [--concurrency N] [--json]
      Takes up the unfinished runs in and below the folders (default: .structured-prompt/runs): collects the images of
      what was sent, and sends what the service does not know. A run that another window or program is working on is
      left to it, which is no failure.

  structured-prompt balance [--endpoint URL] [--json]
      Prints what is left in the account, in US dollars.

  structured-prompt proof FILE [-o OUT.svg] [--size WIDTHxHEIGHT]
      Draws the layout of a prompt as SVG, offline (to the standard output without -o).

  structured-prompt extract IMAGE [-o FILE] [--task] [--force]
      Prints the structured prompt that a saved PNG, JPEG or WEBP image carries, character by character as it was sent
      (to a file with -o, which must not be there unless --force is given). Ends with 1 where the image carries none.
      --task  prints the whole task instead

  structured-prompt lint FILES... [--fix] [--rules NAME=SEVERITY,...] [--size WIDTHxHEIGHT] [--format text|json|github] [--json]
      Reports every problem of prompt and task files. FILES are files, folders (searched for prompt and task files),
      patterns such as '**/*.structured-prompt.json', or - for the standard input.
      --fix          mends what is certain in the files first (with -, prints the mended text)
      --rules LIST   how much rules and groups of rules weigh: wording=hint,text-overlap=off
                     (error, warning, information, hint or off; may be given several times)
      --size WxH     the size that prompt files are meant for (default: 2048x2048); tasks say it themselves
      --format github prints annotations for GitHub Actions; --json is short for --format json

  structured-prompt diff A B
      Prints what changed from prompt A to prompt B, a line for each element or part. A and B are prompt files, task files
      (their first structured prompt) or run folders (the prompt as it was sent). Exit code 0 if nothing changed, 1 if
      something did, 2 if A or B cannot be read.

Exit codes: 0 all well; 1 errors or warnings, or results missing; 2 bad usage or unreadable input (nothing was sent).
`;
