import { once } from 'node:events';
import { spawn } from 'node:child_process';
import { mkdir, rename } from 'node:fs/promises';
import path from 'node:path';
import * as esbuild from 'esbuild';
import { cleanEnvironment } from '../../scripts/lib/environment';
import { inRoot } from '../../scripts/lib/root';
import { KEY_VARIABLE, type Order } from './order';

const PROGRAM = inRoot('out', 'test', 'client.mjs');

/**
 * Bundles the client's program, so that it starts quickly. The file is complete at all times, since other tests may
 * be starting it.
 */
export async function bundleClient(): Promise<void> {
  await mkdir(path.dirname(PROGRAM), { recursive: true });
  const unfinished = `${PROGRAM}.${process.pid}`;
  await esbuild.build({
    entryPoints: [inRoot('test', 'soak', 'client.ts')],
    outfile: unfinished,
    bundle: true,
    platform: 'node',
    mainFields: ['module', 'main'],
    target: 'node20',
    format: 'esm',
    // The CommonJS modules in it `require` modules of Node.
    banner: {
      js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
    },
    logLevel: 'warning',
  });
  await rename(unfinished, PROGRAM);
}

/** How a client's process ended. */
export interface Ended {
  readonly wasKilled: boolean;
  /** Everything that it printed. */
  readonly output: string;
}

/** A client's process. */
export interface Client {
  kill(): void;
  /** Resolves when it has ended. Rejects unless it ended successfully or was killed. */
  readonly ended: Promise<Ended>;
}

/** Restrictions of a client's process. */
export interface Limits {
  /** The largest file that it can write, in blocks of 512 bytes. Writing a larger one fails midway. */
  readonly fileBlocks?: number;
}

function commandOf(order: Order, { fileBlocks }: Limits): [string, string[]] {
  const args = ['--expose-gc', PROGRAM, JSON.stringify(order)];
  if (fileBlocks === undefined) return [process.execPath, args];
  return ['/bin/sh', ['-c', `ulimit -f ${fileBlocks}; exec "$0" "$@"`, process.execPath, ...args]];
}

/** Starts a client. Call `bundleClient` first. */
export function startClient(order: Order, key: string, limits: Limits = {}): Client {
  const [command, args] = commandOf(order, limits);
  const child = spawn(command, args, {
    env: cleanEnvironment({ [KEY_VARIABLE]: key }),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => void (output += text));
  }
  const ended = once(child, 'close').then(([code, signal]) => {
    if (code !== 0 && signal !== 'SIGKILL') {
      throw new Error(`A client ended with ${String(code)}:\n${output}`);
    }
    return { wasKilled: signal === 'SIGKILL', output };
  });
  return { kill: () => void child.kill('SIGKILL'), ended };
}
