// npm run types: TypeScript over each of its projects, from what it knew of them the last time.
import { run } from './lib/child';
import { inRoot, root } from './lib/root';

/** What is told apart by what it may use, or by what it declares for its page. */
const PROJECTS = ['.', 'src/webview', 'test/panel', 'bench/stage', 'bench/review'];

const codes: number[] = [];
for (const project of PROJECTS) {
  const cache = inRoot('out', 'cache', `${project.replaceAll('/', '-')}.tsbuildinfo`);
  const args = ['-p', project, '--incremental', '--tsBuildInfoFile', cache];
  codes.push(
    await run(process.execPath, [inRoot('node_modules/typescript/bin/tsc'), ...args], { cwd: root }),
  );
}
process.exitCode = Math.max(...codes);
