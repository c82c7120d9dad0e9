import { carryOut } from './program';
import { failureReport } from './report';
import { faultLines, jsonLines, say, tell } from './say';
import { UsageError } from './usage';

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

const words = process.argv.slice(2);

/** Commands whose `--json` is one object, whatever happens. */
const REPORTING = ['generate', 'resume', 'balance'];

/** Reports an error that ended a command before the command could report it. Returns the exit code. */
function fail(error: unknown): number {
  const [command = ''] = words;
  const usage = error instanceof UsageError ? error : undefined;
  // A stack trace only for what is a fault of ours.
  tell(...(usage?.lines ?? faultLines(error)));
  if (REPORTING.includes(command) && words.includes('--json')) {
    say(...jsonLines(failureReport(command, error)));
  }
  return usage ? 2 : 1;
}

async function main(): Promise<number> {
  try {
    const ended = await carryOut(words, interruption);
    if (typeof ended === 'number') return ended;
    say(...ended.help.trimEnd().split('\n'));
    return 0;
  } catch (error) {
    return fail(error);
  }
}

/** It may come when the command has ended well, or long before its end. */
let isUnheard = false;

function end(code: number): void {
  process.exitCode = code === 0 && isUnheard ? 1 : code;
}

// Who reads along may go away at any time. That must not end the work on what is paid for; results unread are results missing.
process.stderr.on('error', () => undefined);
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  isUnheard = true;
  if (process.exitCode !== undefined) end(Number(process.exitCode));
  if (error.code !== 'EPIPE') tell(`The output could not be written: ${error.message}`);
});
process.on('uncaughtException', (error) => process.exit(fail(error)));

void main().then(end);
