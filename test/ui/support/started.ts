import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { spawnTree } from '../../../scripts/lib/child';
import type { ProcessTree } from '../../../scripts/lib/child';
import { cleanEnvironment } from '../../../scripts/lib/environment';
import { root } from '../../../scripts/lib/root';

const POLL_MS = 50;
const MARK = 'START_OF_TEST';

/** A process of `npm start`, and the words of its command line, each with a space behind it. */
export interface StartedProcess {
  readonly pid: number;
  readonly command: string;
}

/** An `npm start` without a desktop, as it was typed into a terminal. */
export class Started {
  /** What a person opens in a browser. */
  readonly address: string;
  readonly npm: ProcessTree;
  readonly #mark: string;

  private constructor(npm: ProcessTree, address: string, mark: string) {
    this.npm = npm;
    this.address = address;
    this.#mark = mark;
  }

  /** Starts it and waits for the address. `stop` has to be called. */
  static async start(): Promise<Started> {
    // All that it starts has it in its environment, whoever its parent has become.
    const mark = randomUUID();
    const npm = spawnStart({ [MARK]: mark });
    return new Started(npm, await printedAddress(npm), mark);
  }

  /** What runs of it now: npm, its script, the server, the guard and all that they have started. */
  async processes(): Promise<readonly StartedProcess[]> {
    const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
    const mine = await Promise.all(pids.map((pid) => readMarked(pid, `${MARK}=${this.#mark}`)));
    return mine.filter((process) => process !== undefined);
  }

  /** The one of its processes whose command line is like this. */
  async processLike(command: RegExp): Promise<StartedProcess> {
    const all = await this.processes();
    const found = all.find((process) => command.test(process.command));
    assert.ok(found, `none is like ${command}:\n${all.map((process) => process.command).join('\n')}`);
    return found;
  }

  /** Waits until nothing of it runs any more. */
  async gone(): Promise<void> {
    while ((await this.processes()).length > 0) await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }

  stop(): void {
    this.npm.kill('SIGKILL');
  }
}

/** Types `npm start`, on a machine without a desktop. */
export function spawnStart(environment: Readonly<Record<string, string>>): ProcessTree {
  const env = cleanEnvironment({ PORT: '0', DISPLAY: '', WAYLAND_DISPLAY: '', ...environment });
  return spawnTree('npm', ['start'], { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
}

/** A process with the mark in its environment; nothing for another one, or where it has just ended. */
async function readMarked(pid: string, mark: string): Promise<StartedProcess | undefined> {
  const read = (name: string) => readFile(`/proc/${pid}/${name}`, 'utf8').catch(() => '');
  if (!(await read('environ')).includes(mark)) return undefined;
  return { pid: Number(pid), command: (await read('cmdline')).replaceAll('\0', ' ') };
}

/** The address in what the program says; fails when the program ends without one. */
async function printedAddress({ process: { stdout, stderr } }: ProcessTree): Promise<string> {
  assert.ok(stdout && stderr);
  const lines: string[] = [];
  stderr.on('data', (chunk: Buffer) => lines.push(chunk.toString()));
  for await (const line of createInterface(stdout)) {
    lines.push(line);
    const address = /^Open (http:\S+) in a browser/.exec(line)?.[1];
    if (address) return address;
  }
  throw new Error(`npm start ended without an address:\n${lines.join('\n')}`);
}
