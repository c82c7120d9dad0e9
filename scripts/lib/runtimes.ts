import manifest from '../../package.json';
import runtimes from './runtimes.json';

/** What the oldest VS Code that package.json allows runs the panel's page and the extension on, as targets of esbuild. */
export const RUNTIME = runtimes[manifest.engines.vscode as keyof typeof runtimes];
