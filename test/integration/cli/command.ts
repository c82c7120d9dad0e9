import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, open, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type { Simulator } from '../../simulator/server';

/** The built command line, as it is shipped. */
const PROGRAM = path.resolve(import.meta.dirname, '../../../dist/cli.cjs');

/** A key that can be found again wherever it leaks to. */
export const KEY = 'sk-secret-0123456789';

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A run's report as `--json` prints it. */
export interface Report {
  readonly state: string;
  readonly taskUUID: string | null;
  readonly runDirectory: string | null;
  readonly images: readonly { file: string; seed: number | null; cost: number | null }[];
  readonly uploaded: number;
  readonly errors: readonly { code: string; class: string; message: string }[];
  readonly cost: number | null;
  /** Where there are several tasks: each of them. */
  readonly runs?: readonly SourceReport[];
}

export interface SourceReport extends Report {
  readonly source: string;
}

type Variables = Readonly<Record<string, string>>;

/** What the command finds in its environment: nothing of ours but the way to programs. */
function environment(variables: Variables): NodeJS.ProcessEnv {
  return { PATH: process.env['PATH'], ...variables };
}

/** A folder of its own to work in, removed afterwards. */
export class Workplace {
  /** The file of the built command line. */
  static readonly program = PROGRAM;

  readonly folder: string;

  private constructor(folder: string) {
    this.folder = folder;
  }

  static async open(): Promise<Workplace> {
    return new Workplace(await mkdtemp(path.join(tmpdir(), 'sps-cli-')));
  }

  path(...names: readonly string[]): string {
    return path.join(this.folder, ...names);
  }

  /** Writes a file and the folders that it is in; what is neither text nor bytes is written as JSON. */
  async write(name: string, content: unknown): Promise<string> {
    const asIs = typeof content === 'string' || content instanceof Uint8Array;
    await mkdir(path.dirname(this.path(name)), { recursive: true });
    await writeFile(this.path(name), asIs ? content : JSON.stringify(content));
    return name;
  }

  /** The files below the folder whose bytes hold a text. */
  async filesHolding(words: string): Promise<string[]> {
    const entries = await readdir(this.folder, { recursive: true, withFileTypes: true });
    const files = entries
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => path.join(parentPath, name));
    const contents = await Promise.all(files.map((file) => readFile(file, 'latin1')));
    return files.filter((_file, index) => contents[index]?.includes(words));
  }

  /** Starts the command here; `key` undefined leaves the environment without one. */
  start(
    args: readonly string[],
    key?: string,
    variables: Variables = {},
  ): ChildProcessByStdio<null, Readable, Readable> {
    return spawn(process.execPath, [PROGRAM, ...args], {
      cwd: this.folder,
      env: environment(key === undefined ? variables : { ...variables, RUNWARE_API_KEY: key }),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  }

  /** Runs the command here to its end with something to read at its standard input. */
  feed(input: string | Uint8Array, args: readonly string[], variables: Variables = {}): Promise<Ended> {
    const child = spawn(process.execPath, [PROGRAM, ...args], {
      cwd: this.folder,
      env: environment(variables),
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    child.stdin.end(input);
    return endOf(child);
  }

  /** Runs the command here to its end with a file as its standard output. */
  async runInto(file: string, args: readonly string[]): Promise<Pick<Ended, 'code' | 'stderr'>> {
    const output = await open(file, 'w');
    try {
      const child = spawn(process.execPath, [PROGRAM, ...args], {
        cwd: this.folder,
        env: environment({}),
        stdio: ['ignore', output.fd, 'pipe'],
      });
      const [stderr, [code]] = await Promise.all([
        child.stderr ? buffer(child.stderr) : '',
        once(child, 'close') as Promise<[number | null]>,
      ]);
      return { code, stderr: stderr.toString() };
    } finally {
      await output.close();
    }
  }

  /** Runs the command here to its end. */
  run(args: readonly string[], key?: string, variables?: Variables): Promise<Ended> {
    return endOf(this.start(args, key, variables));
  }

  /** Runs a command with `--json` against a simulator. */
  async report(simulator: Simulator, ...args: readonly string[]): Promise<Ended & { report: Report }> {
    const ended = await this.run([...args, '--endpoint', simulator.url, '--json'], KEY);
    return { ...ended, report: JSON.parse(ended.stdout) as Report };
  }

  /** Runs `generate --json` against a simulator. */
  generate(simulator: Simulator, ...args: readonly string[]): Promise<Ended & { report: Report }> {
    return this.report(simulator, 'generate', ...args);
  }

  async close(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
  }
}

export async function endOf(child: ChildProcessByStdio<Writable | null, Readable, Readable>): Promise<Ended> {
  const [stdout, stderr, [code]] = await Promise.all([
    buffer(child.stdout),
    buffer(child.stderr),
    once(child, 'close') as Promise<[number | null]>,
  ]);
  // Unlike a text decoder this keeps a byte order mark.
  return { code, stdout: stdout.toString(), stderr: stderr.toString() };
}
