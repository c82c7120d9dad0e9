import path from 'node:path';
import * as esbuild from 'esbuild';
import { inRoot, root } from '../lib/root';
import { RUNTIME } from '../lib/runtimes';

const isSmoke = (file: string) => file.includes(`${path.sep}smoke${path.sep}`);

/**
 * Bundles test files for the extension host into one CommonJS module with `run()`.
 *
 * @returns the module's path.
 */
export async function bundleTests(files: readonly string[], name: string): Promise<string> {
  // The smoke tests come first, since they need a window that has just opened.
  const tests = [...files].sort((a, b) => Number(isSmoke(b)) - Number(isSmoke(a)));
  const requires = tests.map((file) => `require(${JSON.stringify(file)});`);
  const outfile = inRoot('out', 'test', `vscode-${name}.cjs`);
  await esbuild.build({
    stdin: {
      contents: [
        `import { runSuite } from './test/vscode/index';`,
        `export const run = () => runSuite(() => {`,
        ...requires,
        `});`,
      ].join('\n'),
      resolveDir: root,
      sourcefile: path.basename(outfile),
      loader: 'ts',
    },
    outfile,
    bundle: true,
    platform: 'node',
    // As in esbuild.js: the main files of some packages cannot be bundled.
    mainFields: ['module', 'main'],
    target: RUNTIME.host,
    format: 'cjs',
    // sharp, with which the simulator draws, loads a native library.
    external: ['vscode', 'sharp'],
    sourcemap: 'inline',
    logLevel: 'warning',
    // mocha refers to worker files for parallel runs, which are not used.
    logOverride: { 'require-resolve-not-external': 'silent' },
  });
  return outfile;
}
