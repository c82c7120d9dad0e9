import { randomBytes } from 'node:crypto';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { spawnTree } from '../lib/child';
import type { ProcessTree } from '../lib/child';
import { cleanEnvironment } from '../lib/environment';
import { makeScratch } from '../lib/scratch';
import { linkBuiltins } from './builtins';
import type { Host } from './install';
import { MACHINE_SETTINGS, QUIET_SETTINGS } from './settings';
import type { Settings } from './settings';

export interface ServerOptions {
  readonly host: Host;
  /** The port to listen on; by default a free one. */
  readonly port?: number;
  /**
   * Folders of extensions to install. They are linked: a rebuilt extension takes effect after a reload of the window.
   */
  readonly extensions?: readonly string[];
  /** User settings, except for those of machine scope, added to the quiet ones. */
  readonly settings?: Settings;
  /** Whether the person must trust folders first, as on a desktop. */
  readonly workspaceTrust?: boolean;
  /** Added to the environment of the server and so of the extension host. */
  readonly env?: Readonly<Record<string, string>>;
}

/** Another program listens on the port already. */
export class PortInUseError extends Error {
  constructor(port: string) {
    super(`Another program on this machine uses port ${port} already.`);
  }
}

/** A running VS Code server on the loopback, with its own settings and data. */
export interface Server {
  /** `http://127.0.0.1:<port>` */
  readonly origin: string;
  /** The folder for settings, state and logs of the server and the window. */
  readonly data: string;
  /** The URL of the workbench for a folder, with the token that the server requires. */
  workbenchUrl(folder: string): string;
  /** The output of the server so far. */
  log(): string;
  /** Resolves when the server has ended, even by itself. */
  readonly ended: Promise<unknown>;
  stop(): Promise<void>;
}

/** Starts VS Code's server. It ends, and its data are removed, with `stop` or at the latest with this process. */
export async function startServer(options: ServerOptions): Promise<Server> {
  const scratch = makeScratch();
  await prepareData(scratch.path, options);
  const token = randomBytes(16).toString('hex');
  const tree = spawnTree(options.host.node, serverArguments(options, scratch.path, token), {
    // Without a gallery nothing asks for updates. A short TMPDIR keeps the paths of Unix sockets short enough.
    env: cleanEnvironment({ ...options.env, EXTENSIONS_GALLERY: '{}', TMPDIR: scratch.path }),
    stdio: ['ignore', 'pipe', 'pipe'],
    killSignal: 'SIGKILL',
  });
  const output = collectOutput(tree);
  const stop = async (): Promise<void> => {
    tree.kill();
    await tree.ended;
    scratch.remove();
  };
  try {
    const origin = `http://127.0.0.1:${await output.port}`;
    return {
      origin,
      data: scratch.path,
      workbenchUrl: (folder) => `${origin}/?tkn=${token}&folder=${encodeURI(folder)}`,
      log: output.text,
      ended: tree.ended,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function prepareData(folder: string, options: ServerOptions): Promise<void> {
  await writeSettings(path.join(folder, 'data', 'User', 'settings.json'), {
    ...QUIET_SETTINGS,
    ...options.settings,
  });
  await writeSettings(path.join(folder, 'data', 'Machine', 'settings.json'), MACHINE_SETTINGS);
  await linkBuiltins(options.host, path.join(folder, 'builtin'));
  await mkdir(path.join(folder, 'extensions'));
  for (const extension of options.extensions ?? []) {
    await symlink(extension, path.join(folder, 'extensions', path.basename(extension)));
  }
}

async function writeSettings(file: string, settings: Settings): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, JSON.stringify(settings, undefined, 2));
}

function serverArguments(
  { host, port = 0, workspaceTrust }: ServerOptions,
  folder: string,
  token: string,
): string[] {
  return [
    path.join(host.code, 'out', 'server-main.js'),
    ...['--host', '127.0.0.1', '--port', String(port), '--connection-token', token],
    ...['--server-data-dir', folder, '--user-data-dir', path.join(folder, 'data')],
    ...['--extensions-dir', path.join(folder, 'extensions')],
    ...['--builtin-extensions-dir', path.join(folder, 'builtin')],
    ...['--accept-server-license-terms', '--telemetry-level', 'off', '--log', 'warn'],
    ...(workspaceTrust ? [] : ['--disable-workspace-trust']),
  ];
}

/** Collects the server's output, and the port in it. */
function collectOutput({ process: server, ended }: ProcessTree): {
  port: Promise<number>;
  text: () => string;
} {
  let text = '';
  const port = new Promise<number>((resolve, reject) => {
    const take = (chunk: Buffer): void => {
      text += chunk.toString();
      const found = /agent listening on (\d+)/.exec(text)?.[1];
      if (found) resolve(Number(found));
      // The server reports this and keeps running without a port.
      const taken = /EADDRINUSE: address already in use \S+:(\d+)/.exec(text)?.[1];
      if (taken) reject(new PortInUseError(taken));
    };
    server.stdout?.on('data', take);
    server.stderr?.on('data', take);
    ended.then((code) => reject(new Error(`VS Code's server ended with code ${code}:\n${text}`)), reject);
  });
  return { port, text: () => text };
}
