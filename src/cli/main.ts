#!/usr/bin/env node
import { runCommand } from './program';
import { failureReport } from './report';
import { faultLines, jsonLines, print, log } from './terminal';
import { UsageError } from './usage-error';

/** A signal that Ctrl+C ends. A second Ctrl+C ends the program as usual. */
function interruption(): AbortSignal {
  const controller = new AbortController();
  const stop = () => {
    process.off('SIGINT', stop).off('SIGTERM', stop);
    log('Stopping: nothing more is sent. Ctrl+C again ends the program at once.');
    controller.abort();
  };
  process.on('SIGINT', stop).on('SIGTERM', stop);
  return controller.signal;
}

const args = process.argv.slice(2);

/** Commands that print one object with `--json`, whatever happens. */
const REPORTING = ['generate', 'resume', 'balance'];

/** Reports an error that ended a command before the command could report it. Returns the exit code. */
function fail(error: unknown): number {
  const [command = ''] = args;
  const usage = error instanceof UsageError ? error : undefined;
  // A stack trace only for unexpected errors.
  log(...(usage?.lines ?? faultLines(error)));
  if (REPORTING.includes(command) && args.includes('--json')) {
    print(...jsonLines(failureReport(command, error)));
  }
  return usage ? 2 : 1;
}

async function main(): Promise<number> {
  try {
    const ended = await runCommand(args, interruption);
    if (typeof ended === 'number') return ended;
    print(...ended.help.trimEnd().split('\n'));
    return 0;
  } catch (error) {
    return fail(error);
  }
}

/** Whether standard output could not be written to, which may show after the command has ended or long before. */
let isOutputLost = false;

function end(code: number): void {
  process.exitCode = code === 0 && isOutputLost ? 1 : code;
}

// A reader of the output may stop at any time. That must not end paid work, but unread results count as missing.
process.stderr.on('error', () => undefined);
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  isOutputLost = true;
  if (process.exitCode !== undefined) end(Number(process.exitCode));
  if (error.code !== 'EPIPE') log(`The output could not be written: ${error.message}`);
});
process.on('uncaughtException', (error) => process.exit(fail(error)));

void main().then(end);
