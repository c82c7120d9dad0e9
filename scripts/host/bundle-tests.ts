import path from 'node:path';
import * as esbuild from 'esbuild';
import { findTests } from '../lib/files';
import { inRoot, root } from '../lib/root';

/** `smoke` is what also has to hold in the oldest supported VS Code. */
export type Suite = 'all' | 'smoke';

const isSmoke = (file: string) => file.includes(`${path.sep}smoke${path.sep}`);

/**
 * Bundles the tests for the extension host into one CommonJS module with `run()`.
 *
 * @returns the module's path.
 */
export async function bundleTests(suite: Suite): Promise<string> {
  const folder = suite === 'all' ? inRoot('test', 'vscode') : inRoot('test', 'vscode', 'smoke');
  // The smoke tests come first: what they say of a window that has just opened must find one.
  const tests = (await findTests(folder)).sort((a, b) => Number(isSmoke(b)) - Number(isSmoke(a)));
  const requires = tests.map((file) => `require(${JSON.stringify(file)});`);
  const outfile = inRoot('out', 'test', `vscode-${suite}.cjs`);
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
    // As esbuild.js does: what some packages call their main file cannot be bundled.
    mainFields: ['module', 'main'],
    target: 'node20',
    format: 'cjs',
    // sharp, with which the simulator draws, brings a library of its own.
    external: ['vscode', 'sharp'],
    sourcemap: 'inline',
    logLevel: 'warning',
    // mocha names its worker files for parallel runs, which there are none of.
    logOverride: { 'require-resolve-not-external': 'silent' },
  });
  return outfile;
}
