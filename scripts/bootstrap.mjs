// Runs one of the project's TypeScript scripts from a clean clone: checks Node, installs what is missing.
//   node scripts/bootstrap.mjs scripts/test.ts [arguments]
// Plain JavaScript on purpose: it runs before anything is installed.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = path.resolve(fileURLToPath(import.meta.url), '../..');
const LEAST_NODE = [20, 19];

/** @param {string} message */
function fail(message) {
  console.error(message);
  process.exit(1);
}

function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const [leastMajor, leastMinor] = LEAST_NODE;
  if (major > leastMajor || (major === leastMajor && minor >= leastMinor)) return;
  fail(
    `Node.js ${LEAST_NODE.join('.')} or newer is needed; this is ${process.versions.node} (${process.execPath}).`,
  );
}

/**
 * npm writes node_modules/.package-lock.json in the last step of an install. This detects an install that was
 * interrupted, or made from another lock file.
 */
function isInstalled() {
  try {
    const read = (file) => JSON.parse(readFileSync(path.join(root, file), 'utf8')).packages;
    const installed = read('node_modules/.package-lock.json');
    return Object.entries(read('package-lock.json')).every(
      ([name, wanted]) => name === '' || wanted.optional || installed[name]?.version === wanted.version,
    );
  } catch {
    return false;
  }
}

function install() {
  console.error('Installing the development packages (npm ci)...');
  // The calling npm's environment is meant for its own script, not for another npm.
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^npm_/i.test(name)));
  const { status, error } = spawnSync('npm', ['ci', '--no-audit', '--no-fund'], {
    cwd: root,
    env,
    stdio: ['ignore', 2, 2],
    // On Windows npm is a .cmd file, which only a shell can start.
    shell: process.platform === 'win32',
  });
  if (error) fail(`npm could not be started: ${error.message}`);
  if (status !== 0) fail(`npm ci failed (exit code ${status}).`);
}

checkNode();
const [script, ...args] = process.argv.slice(2);
if (!script) fail('Usage: node scripts/bootstrap.mjs SCRIPT [ARGUMENTS]');
if (!isInstalled()) install();

process.chdir(root);
process.argv = [process.execPath, path.join(root, script), ...args];
const { register } = await import('tsx/esm/api');
register();
await import(pathToFileURL(path.join(root, script)).href);
