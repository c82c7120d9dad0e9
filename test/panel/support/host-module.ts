import { build } from 'esbuild';

/** A module of the host, with the least of `vscode`: its sentences stay English. */
export async function hostModule<T>(entry: string): Promise<T> {
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
    mainFields: ['module', 'main'],
    plugins: [
      {
        name: 'vscode',
        setup: (bundler) => {
          bundler.onResolve({ filter: /^vscode$/ }, () => ({ path: 'vscode', namespace: 'stand-in' }));
          bundler.onLoad({ filter: /.*/, namespace: 'stand-in' }, () => ({
            contents: 'module.exports = { l10n: { t: (text) => text } };',
          }));
        },
      },
    ],
  });
  const code = Buffer.from(outputFiles[0]?.contents ?? []).toString('base64');
  return (await import(`data:text/javascript;base64,${code}`)) as T;
}
