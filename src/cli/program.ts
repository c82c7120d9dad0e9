import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { DEFAULT_ENDPOINT } from '../backend/runware/endpoint';
import { DEFAULT_CONCURRENCY, MAX_CONCURRENCY } from '../run/drive/concurrency';
import type { ExtractOptions } from './extract';
import type { GenerateOptions } from './generate';
import type { LintArguments } from './options';
import type { ProofOptions } from './proof';
import type { ResumeOptions } from './resume';
import { UsageError } from './usage-error';

/** The version in `package.json`, inserted by the build. */
declare const VERSION: string;

/** How a command ended: with an exit code, or with a help text that was asked for. */
export type Ended = number | { readonly help: string };

/** What each command needs; printed as the error for a wrong number of arguments. */
const NEEDS: Readonly<Record<string, string>> = {
  generate: 'generate needs at least one file, folder or pattern.',
  lint: 'lint needs at least one file, folder or pattern.',
  proof: 'proof needs exactly one file.',
  extract: 'extract needs exactly one file.',
  diff: 'diff needs exactly two files or run folders.',
};

/** Rejects a value that looks like an option: most likely the actual value was forgotten. */
function value(text: string): string {
  if (!/^-./.test(text)) return text;
  throw new InvalidArgumentError('It looks like an option.');
}

function list(text: string, before: readonly string[] = []): readonly string[] {
  return [...before, value(text)];
}

function valued(flags: string, description: string): Option {
  return new Option(flags, description).argParser(value);
}

const ENDPOINT = valued('--endpoint <url>', `the service (default: ${DEFAULT_ENDPOINT})`);
const OUT_FILE = valued('-o, --out <file>', 'where it goes; - is the standard output');
const CONCURRENCY = valued(
  '--concurrency <n>',
  `tasks at work at once, 1 to ${MAX_CONCURRENCY} (default: ${DEFAULT_CONCURRENCY})`,
);

const EXAMPLES = `
Examples:
  structured-prompt generate FILE.structured-prompt.json --out images
  structured-prompt proof FILE.structured-prompt.json -o layout.svg
  structured-prompt lint prompts --fix

The key comes from the environment variable RUNWARE_API_KEY. "structured-prompt COMMAND --help" tells more of a command.

Exit codes: 0 all well; 1 errors or warnings, or results missing; 2 bad usage, unreadable input or a file that cannot be
written (nothing was sent).
`;

const GENERATE = `
FILES are files, folders (searched for prompt and task files) or patterns such as 'posters/*.image-task.json'. Each task
gets a run folder of its own. The key comes from the environment variable RUNWARE_API_KEY; the proof backend needs none.

What the service would refuse is reported and left out. One task that fails does not stop the others, but after a refused
key or an empty account nothing more is sent. Ctrl+C stops: what was not sent is withdrawn, what was sent may still be
charged and can be resumed.
`;

const RESUME = `
Collects the images of what was sent, and sends what the service does not know. A run that another window or program is
working on is left to it, which is no failure.
`;

const EXTRACT = `
The prompt comes out character by character as it was sent. Ends with 1 where the image carries none.
`;

const LINT = `
FILES are files, folders (searched for prompt and task files), patterns such as '**/*.structured-prompt.json', or - for
the standard input. With - and --fix the mended text is printed.

LIST says how much rules and groups of rules weigh: wording=hint,text-overlap=off (error, warning, information, hint or
off; may be given several times).
`;

const DIFF = `
A line for each element or part. A and B are prompt files, task files (their first structured prompt) or run folders (the
prompt as it was sent). Exit code 0 if nothing changed, 1 if something did, 2 if A or B cannot be read.
`;

/**
 * Declares all commands; `end` gets the exit code of the one that runs. Each loads its own code only when it runs: checking a
 * file needs no HTTP client.
 */
function commands(interruption: () => AbortSignal, end: (code: number) => void): Command {
  const program = new Command('structured-prompt');
  program
    .description('Structured prompts for Ideogram 4.0 from the command line.')
    .version(VERSION, '-v, --version', 'print the version')
    .addHelpText('after', EXAMPLES);

  program
    .command('generate')
    .summary('send prompt and task files and download their images')
    .description('Sends prompt and task files and downloads their images.')
    .argument('<files...>', 'files, folders or patterns')
    .addOption(valued('--backend <name>', 'runware or proof (default: runware)'))
    .addOption(ENDPOINT)
    .addOption(valued('--out <dir>', 'where run folders are made (default: .structured-prompt/runs/<file>)'))
    .addOption(CONCURRENCY)
    .option('--json', 'print one object that tells of everything')
    .addHelpText('after', GENERATE)
    .action(async (files: readonly string[], options: Partial<GenerateOptions>) => {
      const { backend, endpoint, out, concurrency, json = false } = options;
      const { generate } = await import('./generate');
      end(await generate(files, { backend, endpoint, out, concurrency, json }, interruption()));
    });

  program
    .command('resume')
    .summary('collect what unfinished runs are still owed')
    .description('Takes up the unfinished runs in and below folders.')
    .argument('[folders...]', 'where to look (default: .structured-prompt/runs)')
    .addOption(ENDPOINT)
    .addOption(CONCURRENCY)
    .option('--json', 'print one object that tells of everything')
    .addHelpText('after', RESUME)
    .action(async (folders: readonly string[], options: Partial<ResumeOptions>) => {
      const { endpoint, concurrency, json = false } = options;
      const { resume } = await import('./resume');
      end(await resume(folders, { endpoint, concurrency, json }, interruption()));
    });

  program
    .command('balance')
    .summary('print what is left in the account')
    .description('Prints what is left in the account, in US dollars.')
    .addOption(ENDPOINT)
    .option('--json', 'print it as an object')
    .action(async ({ endpoint, json = false }: { endpoint?: string; json?: boolean }) => {
      const { balance } = await import('./balance');
      end(await balance({ endpoint, json }));
    });

  program
    .command('proof')
    .summary('draw the layout of a prompt as SVG, offline')
    .description('Draws the layout of a prompt as SVG, offline.')
    .argument('<file>', 'a prompt file, or a task file with a structured prompt')
    .addOption(OUT_FILE)
    .addOption(valued('--size <WIDTHxHEIGHT>', 'the size to draw it for'))
    .action(async (file: string, { out, size }: Partial<ProofOptions>) => {
      const { proof } = await import('./proof');
      end(await proof(file, { out, size }));
    });

  program
    .command('extract')
    .summary('print the prompt that a saved image carries')
    .description('Prints the structured prompt that a saved PNG, JPEG or WEBP image carries.')
    .argument('<image>', 'a saved image')
    .addOption(OUT_FILE)
    .option('--task', 'print the whole task instead')
    .option('--force', 'write over a file that is there')
    .addHelpText('after', EXTRACT)
    .action(async (image: string, { out, task = false, force = false }: Partial<ExtractOptions>) => {
      const { extract } = await import('./extract');
      end(await extract(image, { out, task, force }));
    });

  program
    .command('lint')
    .summary('report every problem of prompt and task files')
    .description('Reports every problem of prompt and task files.')
    .argument('<files...>', 'files, folders, patterns, or - for the standard input')
    .option('--fix', 'mend what is certain in the files first')
    .option('--rules <list>', 'how much rules weigh: NAME=SEVERITY,...', list)
    .addOption(
      valued('--size <WIDTHxHEIGHT>', 'the size that prompt files are meant for (default: 2048x2048)'),
    )
    .addOption(valued('--format <name>', 'text, json, or github for annotations in GitHub Actions'))
    .option('--json', 'short for --format json')
    .addHelpText('after', LINT)
    .action(async (files: readonly string[], options: Partial<LintArguments>) => {
      const { json = false, fix = false, rules = [], format, size } = options;
      const { lint } = await import('./lint');
      end(await lint(files, { json, fix, rules, format, size }));
    });

  program
    .command('diff')
    .summary('print what changed between two prompts or runs')
    .description('Prints what changed from prompt A to prompt B.')
    .argument('<a>', 'a prompt file, a task file or a run folder')
    .argument('<b>', 'the same')
    .addHelpText('after', DIFF)
    .action(async (a: string, b: string) => {
      const { diff } = await import('./diff');
      end(await diff(a, b));
    });

  return program;
}

/** The error for arguments that cannot be parsed. It has several lines, since the parser puts its suggestion on a new line. */
function misuse({ code, message }: CommanderError, command: string): UsageError {
  const needs = NEEDS[command];
  const isCount = code === 'commander.missingArgument' || code === 'commander.excessArguments';
  if (isCount && needs !== undefined) return new UsageError(needs);
  const [sentence = '', suggestion] = message.replace(/^error: /, '').split(/\n(?=\(Did you mean)/);
  const more = code === 'commander.unknownCommand' ? 'structured-prompt' : `structured-prompt ${command}`;
  const help = `See ${more} --help.`;
  return new UsageError(sentence, ...(suggestion === undefined ? [] : [suggestion]), help);
}

/**
 * Runs the command that the arguments name. Rejects with a `UsageError` if they name no command or are wrong for it.
 *
 * @param interruption called by a command that can be interrupted; returns the signal for that
 */
export async function runCommand(args: readonly string[], interruption: () => AbortSignal): Promise<Ended> {
  let ended: Ended = 0;
  let help = '';
  const program = commands(interruption, (code) => (ended = code));
  for (const command of [program, ...program.commands]) {
    command.exitOverride().configureOutput({
      writeOut: (text) => (help += text),
      writeErr: (text) => (help += text),
      outputError: () => undefined,
    });
  }
  try {
    await program.parseAsync(args, { from: 'user' });
    return ended;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return { help };
    if (help !== '') throw new UsageError(...help.trimEnd().split('\n'));
    throw misuse(error, args[0] ?? '');
  }
}
