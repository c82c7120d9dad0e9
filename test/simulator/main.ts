import { parseArgs } from 'node:util';
import type { Misbehave } from './faults/fault';
import { randomFaults } from './faults/plans';
import { FORBIDDEN_KEY } from './options';
import { TRIGGERS } from './runner';
import { startSimulator } from './server';

const USAGE =
  'npm run simulator -- [--port N] [--delay MILLISECONDS_PER_IMAGE] [--faults RATE_FROM_0_TO_1] [--seed N]';

interface Arguments {
  readonly port: number;
  readonly delay: number;
  /** The share of the requests that fail, from 0 to 1. */
  readonly rate: number;
  readonly seed: number;
}

function wholeNumber(name: string, text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new TypeError(`--${name} must be a whole number, not '${text}'.`);
}

function share(name: string, text: string): number {
  if (/^(0(\.\d+)?|1)$/.test(text)) return Number(text);
  throw new TypeError(`--${name} must be a number from 0 to 1, not '${text}'.`);
}

/** Parses the numbers of the command line; undefined after printing what is wrong. */
function readArguments(): Arguments | undefined {
  try {
    const { values } = parseArgs({
      options: {
        port: { type: 'string', default: '8787' },
        delay: { type: 'string', default: '1500' },
        faults: { type: 'string', default: '0' },
        seed: { type: 'string', default: '1' },
      },
    });
    return {
      port: wholeNumber('port', values.port),
      delay: wholeNumber('delay', values.delay),
      rate: share('faults', values.faults),
      seed: wholeNumber('seed', values.seed),
    };
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    console.error(USAGE);
    return undefined;
  }
}

/** Random faults, which are printed. */
function tellingFaults({ seed, rate }: Arguments): Misbehave {
  const plan = randomFaults({ seed, rate });
  return (call) => {
    const fault = plan(call);
    if (fault) console.log(`${call.place} ${call.taskUUID ?? ''}: ${fault.name}, ${fault.description}`);
    return fault;
  };
}

const options = readArguments();
if (options) {
  const { port, delay, rate } = options;
  const simulator = await startSimulator({
    port,
    processing: delay,
    apiKeys: 'any',
    misbehave: tellingFaults(options),
  });
  console.log(`Simulator of the image service: nothing here is generated, and nothing costs money.
  endpoint  ${simulator.url}
  key       ${simulator.apiKey} (any other is accepted too, except ${FORBIDDEN_KEY})
  faults    ${rate === 0 ? 'none (--faults 0.2 makes a fifth of the requests go wrong)' : `at a rate of ${rate}`}
  words in a prompt that flag, refuse or break it: ${Object.values(TRIGGERS).join(', ')}
Stop it with Ctrl+C.`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void simulator.close());
} else {
  process.exitCode = 2;
}
