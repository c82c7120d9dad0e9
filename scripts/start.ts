// npm start: VS Code with the extension on the examples: the desktop one where it can run, else one in the browser.
import { hasDisplay } from './host/desktop';
import { canRunServerHost, installHost } from './host/install';
import { startServer } from './host/server';
import { run } from './lib/child';
import { inRoot, root } from './lib/root';
import { which } from './lib/which';

const EXAMPLES = inRoot('examples');

const built = await run(process.execPath, [inRoot('esbuild.js')], { cwd: root });
if (built === 0) await open();
else process.exitCode = built;

async function open(): Promise<void> {
  const desktop = hasDisplay() ? which('code', 'code.cmd') : undefined;
  if (desktop) {
    process.exitCode = await run(desktop, [`--extensionDevelopmentPath=${root}`, EXAMPLES]);
  } else if (canRunServerHost()) {
    await serve();
  } else {
    console.error('Put the desktop VS Code on the PATH ("Shell Command: Install \'code\' command in PATH").');
    process.exitCode = 1;
  }
}

/** Serves VS Code to a browser on this machine until Ctrl+C. */
async function serve(): Promise<void> {
  const host = await installHost('current');
  const server = await startServer({ host, port: Number(process.env['PORT'] ?? 0), extensions: [root] });
  console.log(`\nOpen ${server.workbenchUrl(EXAMPLES)} in a browser.\nCtrl+C stops it.`);
  await server.ended;
  console.error(server.log());
  process.exitCode = 1;
}
