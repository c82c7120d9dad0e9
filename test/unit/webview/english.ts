import { build } from 'esbuild';
import type { PanelStrings } from '../../../src/protocol/strings';

/** The panel's English sentences, from the host's own file with the least of `vscode` that it needs. */
export async function englishStrings(): Promise<PanelStrings> {
  const { outputFiles } = await build({
    entryPoints: ['src/vscode/panel/strings.ts'],
    bundle: true,
    write: false,
    format: 'esm',
    plugins: [
      {
        name: 'vscode',
        setup: (bundler) => {
          bundler.onResolve({ filter: /^vscode$/ }, () => ({ path: 'vscode', namespace: 'stand-in' }));
          bundler.onLoad({ filter: /.*/, namespace: 'stand-in' }, () => ({
            contents: 'export const l10n = { t: (text) => text };',
          }));
        },
      },
    ],
  });
  const code = Buffer.from(outputFiles[0]?.contents ?? []).toString('base64');
  const module = (await import(`data:text/javascript;base64,${code}`)) as {
    panelStrings: () => PanelStrings;
  };
  return module.panelStrings();
}
