// npm run types: checks the types of each TypeScript project, incrementally.
import { run } from './lib/child';
import { inRoot, root } from './lib/root';

/** The projects, which differ in what their code may use or declare. */
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
