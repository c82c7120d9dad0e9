// npm start: opens VS Code with the extension on the examples: the desktop one if it can run, otherwise one in the
// browser. It shows a prompt, the studio beside it and a button for the walkthrough.
import { hasDisplay } from './host/desktop';
import { canRunServerHost, installHost } from './host/install';
import { PortInUseError, startServer } from './host/server';
import type { Server } from './host/server';
import type { Settings } from './host/settings';
import { run } from './lib/child';
import { endWithParent } from './lib/parent';
import { inRoot, root } from './lib/root';
import { which } from './lib/programs';

const EXAMPLES = inRoot('examples');
/** The extension, and a second one that opens the first documents. */
const EXTENSIONS = [root, inRoot('scripts', 'start', 'welcome')];
/** The prompt is fully visible beside the studio, and other ports on this machine are not offered. */
const SETTINGS: Settings = {
  'editor.minimap.enabled': false,
  'editor.wordWrap': 'on',
  'remote.autoForwardPorts': false,
};
const MAX_PORT = 65_535;

endWithParent();
const built = await run(process.execPath, [inRoot('esbuild.js')], { cwd: root });
if (built === 0) await open();
else process.exitCode = built;

async function open(): Promise<void> {
  const desktop = hasDisplay() ? which('code', 'code.cmd') : undefined;
  if (desktop) {
    const extensions = EXTENSIONS.map((folder) => `--extensionDevelopmentPath=${folder}`);
    process.exitCode = await run(desktop, [
      ...extensions,
      '--skip-welcome',
      '--skip-release-notes',
      EXAMPLES,
    ]);
  } else if (canRunServerHost()) {
    await serve();
  } else {
    console.error('Put the desktop VS Code on the PATH ("Shell Command: Install \'code\' command in PATH").');
    process.exitCode = 1;
  }
}

/** Serves VS Code to a browser on this machine until Ctrl+C. */
async function serve(): Promise<void> {
  process.exitCode = 1;
  const server = await startOnPort(process.env['PORT'] ?? '0');
  if (!server) return;
  console.log(`\nOpen ${server.workbenchUrl(EXAMPLES)} in a browser.\nCtrl+C stops it.`);
  await server.ended;
  console.error(server.log());
}

/** Starts the server on the given port; returns nothing, after an explanation, if another port is needed. */
async function startOnPort(port: string): Promise<Server | undefined> {
  if (!/^\d{1,5}$/.test(port) || Number(port) > MAX_PORT) {
    console.error(`PORT must be a number from 0 (any free port) to ${MAX_PORT}; it is "${port}".`);
    return undefined;
  }
  const host = await installHost('current');
  try {
    return await startServer({ host, port: Number(port), extensions: EXTENSIONS, settings: SETTINGS });
  } catch (error) {
    if (!(error instanceof PortInUseError)) throw error;
    console.error(`${error.message} Name another one in PORT, or none: npm start then takes a free one.`);
    return undefined;
  }
}
