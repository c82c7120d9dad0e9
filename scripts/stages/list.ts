import { canRunServerHost } from '../host/install';
import type { Program, Stage } from './stage';

const SCRIPT = [process.execPath, '--import', 'tsx'] as const;
const MOCHA = [...SCRIPT, 'scripts/mocha/run.ts'] as const;
const IN_VSCODE = [...SCRIPT, 'scripts/host/run-suite.ts'] as const;

/** The stages of `npm test`. Those that take longest come first: the others run beside them. */
export const STAGES: readonly Stage[] = [
  check('build', [process.execPath, 'esbuild.js']),
  {
    ...tests('ui', 'test/ui', [...MOCHA, '--timeout', '60000'], ['browser']),
    ...(canRunServerHost() ? {} : { impossible: 'the workbench in a browser needs Linux on x64' }),
  },
  tests('panel', 'test/panel', [...MOCHA, '--timeout', '60000'], ['browser']),
  tests('vscode', 'test/vscode', [...IN_VSCODE, 'current'], ['browser']),
  check('lint', ['npm', 'run', '--silent', 'lint']),
  { ...tests('unit', 'test/unit', [...MOCHA, '--timeout', '60000']), needs: [] },
  tests('integration', 'test/integration', [...MOCHA, '--timeout', '60000'], ['exiftool']),
  check('types', ['npm', 'run', '--silent', 'types']),
  tests('vscode, oldest supported', 'test/vscode/smoke', [...IN_VSCODE, 'oldest'], ['browser']),
  tests('reliability', 'test/reliability', [...MOCHA, '--timeout', '120000']),
  tests('soak', 'test/soak', [...MOCHA, '--timeout', '240000']),
  tests('scripts', 'test/scripts', [...MOCHA, '--timeout', '240000'], ['browser']),
  check('format', ['npm', 'run', '--silent', 'format:check']),
];

function check(name: string, command: Stage['command']): Stage {
  return { name, command, kind: 'check', needs: [], programs: [] };
}

/** @param command is followed by the files or folders of the tests. */
function tests(
  name: string,
  folder: string,
  command: Stage['command'],
  programs: readonly Program[] = [],
): Stage {
  return { name, command, kind: 'tests', folder, needs: ['build'], programs };
}
