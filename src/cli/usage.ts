/** Bad usage, unreadable input or a place that cannot be written to: nothing was sent. Ends the program with exit code 2. */
export class UsageError extends Error {}

/** A place given by the user that cannot be written to. */
export function notWritable(place: string, cause: unknown): UsageError {
  return new UsageError(
    `${place}: cannot be written: ${cause instanceof Error ? cause.message : String(cause)}`,
  );
}

export const USAGE = `structured-prompt: structured prompts for Ideogram 4.0 from the command line

  structured-prompt generate FILE [--backend runware|proof] [--endpoint URL] [--out DIR] [--json]
      Sends the prompt or task file and downloads its images into a run folder.
      The key comes from the environment variable RUNWARE_API_KEY; the proof backend needs none.
      --out DIR      where run folders are made (default: .structured-prompt/runs/<file>)

  structured-prompt proof FILE [-o OUT.svg] [--size WIDTHxHEIGHT]
      Draws the layout of a prompt as SVG, offline (to the standard output without -o).

  structured-prompt lint FILES... [--fix] [--rules NAME=SEVERITY,...] [--size WIDTHxHEIGHT] [--format text|json|github] [--json]
      Reports every problem of prompt and task files. FILES are files, folders (searched for prompt and task files),
      patterns such as '**/*.structured-prompt.json', or - for the standard input.
      --fix          mends what is certain in the files first (with -, prints the mended text)
      --rules LIST   how much rules and groups of rules weigh: wording=hint,text-overlap=off
                     (error, warning, information, hint or off; may be given several times)
      --size WxH     the size that prompt files are meant for (default: 2048x2048); tasks say it themselves
      --format github prints annotations for GitHub Actions; --json is short for --format json

Exit codes: 0 all well; 1 errors or warnings, or results missing; 2 bad usage or unreadable input (nothing was sent).
`;
