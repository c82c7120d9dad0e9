import { parseArgs } from 'node:util';
import { balance } from './balance';
import { diff } from './diff';
import { extract } from './extract';
import { generate } from './generate';
import { lint } from './lint';
import { proof } from './proof';
import { resume } from './resume';
import { faultLines, say, tell } from './say';
import { USAGE, UsageError } from './usage';

const OPTIONS = {
  generate: {
    backend: { type: 'string' },
    endpoint: { type: 'string' },
    out: { type: 'string' },
    concurrency: { type: 'string' },
    json: { type: 'boolean' },
  },
  resume: { endpoint: { type: 'string' }, concurrency: { type: 'string' }, json: { type: 'boolean' } },
  balance: { endpoint: { type: 'string' }, json: { type: 'boolean' } },
  proof: { out: { type: 'string', short: 'o' }, size: { type: 'string' } },
  extract: { out: { type: 'string', short: 'o' }, task: { type: 'boolean' }, force: { type: 'boolean' } },
  lint: {
    json: { type: 'boolean' },
    fix: { type: 'boolean' },
    format: { type: 'string' },
    rules: { type: 'string', multiple: true },
    size: { type: 'string' },
  },
} as const;

function single(command: string, files: readonly string[]): string {
  const [file, ...rest] = files;
  if (file === undefined || rest.length > 0) throw new UsageError(`${command} needs exactly one file.`);
  return file;
}

/** Ends the wait on Ctrl+C; a second one ends the program as usual. */
function interruption(): AbortSignal {
  const controller = new AbortController();
  const stop = () => {
    process.off('SIGINT', stop).off('SIGTERM', stop);
    tell('Stopping: nothing more is sent. Ctrl+C again ends the program at once.');
    controller.abort();
  };
  process.on('SIGINT', stop).on('SIGTERM', stop);
  return controller.signal;
}

async function run(command: string | undefined, args: string[]): Promise<number> {
  switch (command) {
    case 'generate': {
      const { values, positionals } = parseArgs({ args, options: OPTIONS.generate, allowPositionals: true });
      const { backend, endpoint, out, concurrency, json = false } = values;
      if (positionals.length === 0) {
        throw new UsageError('generate needs at least one file, folder or pattern.');
      }
      return generate(positionals, { backend, endpoint, out, concurrency, json }, interruption());
    }
    case 'resume': {
      const { values, positionals } = parseArgs({ args, options: OPTIONS.resume, allowPositionals: true });
      const { endpoint, concurrency, json = false } = values;
      return resume(positionals, { endpoint, concurrency, json }, interruption());
    }
    case 'balance': {
      const { endpoint, json = false } = parseArgs({ args, options: OPTIONS.balance }).values;
      return balance({ endpoint, json });
    }
    case 'proof': {
      const { values, positionals } = parseArgs({ args, options: OPTIONS.proof, allowPositionals: true });
      return proof(single(command, positionals), { out: values.out, size: values.size });
    }
    case 'extract': {
      const { values, positionals } = parseArgs({ args, options: OPTIONS.extract, allowPositionals: true });
      const { out, task = false, force = false } = values;
      return extract(single(command, positionals), { out, task, force });
    }
    case 'lint': {
      const { values, positionals } = parseArgs({ args, options: OPTIONS.lint, allowPositionals: true });
      const { json = false, fix = false, rules = [], format, size } = values;
      return lint(positionals, { json, fix, rules, format, size });
    }
    case 'diff': {
      const { positionals } = parseArgs({ args, options: {}, allowPositionals: true });
      const [a, b, ...more] = positionals;
      if (a === undefined || b === undefined || more.length > 0) {
        throw new UsageError('diff needs exactly two files or run folders.');
      }
      return diff(a, b);
    }
    case 'help':
    case '--help':
    case '-h':
      say(...USAGE.split('\n'));
      return 0;
    default:
      throw new UsageError(
        ...(command === undefined ? [] : [`"${command}" is no command.`, '']),
        ...USAGE.split('\n'),
      );
  }
}

function isUsageProblem(error: unknown): error is Error {
  if (error instanceof UsageError) return true;
  return error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
}

/** What is said of a failure: a stack trace only of what is a fault of ours. */
function linesOf(error: unknown): readonly string[] {
  if (error instanceof UsageError) return error.lines;
  return isUsageProblem(error) ? [error.message] : faultLines(error);
}

// Who reads along may go away at any time. That must not end the work on what is paid for; results unread are results missing.
process.stderr.on('error', () => undefined);
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // It may come when the command has ended well.
  if (process.exitCode === undefined || process.exitCode === 0) process.exitCode = 1;
  if (error.code !== 'EPIPE') tell(`The output could not be written: ${error.message}`);
});

const [command, ...args] = process.argv.slice(2);
run(command, args).then(
  (code) => {
    process.exitCode ??= code;
  },
  (error: unknown) => {
    tell(...linesOf(error));
    process.exitCode = isUsageProblem(error) ? 2 : 1;
  },
);
