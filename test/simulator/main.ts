import { parseArgs } from 'node:util';
import { FORBIDDEN_KEY } from './options';
import { TRIGGERS } from './runner';
import { startSimulator } from './server';

const USAGE = 'npm run simulator -- [--port N] [--delay MILLISECONDS_PER_IMAGE]';

function wholeNumber(name: string, text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new TypeError(`--${name} must be a whole number, not '${text}'.`);
}

/** Port and delay from the command line, or undefined after saying what is wrong with it. */
function readArguments(): { port: number; delay: number } | undefined {
  try {
    const { values } = parseArgs({
      options: {
        port: { type: 'string', default: '8787' },
        delay: { type: 'string', default: '1500' },
      },
    });
    return { port: wholeNumber('port', values.port), delay: wholeNumber('delay', values.delay) };
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    console.error(USAGE);
    return undefined;
  }
}

const options = readArguments();
if (options) {
  const simulator = await startSimulator({ port: options.port, processing: options.delay, apiKeys: 'any' });
  console.log(`Simulator of the image service: nothing here is generated, and nothing costs money.
  endpoint  ${simulator.url}
  key       ${simulator.apiKey} (any other is accepted too, except ${FORBIDDEN_KEY})
  words in a prompt that flag, refuse or break it: ${Object.values(TRIGGERS).join(', ')}
Stop it with Ctrl+C.`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void simulator.close());
} else {
  process.exitCode = 2;
}
