import { canRunServerHost } from '../host/install';
import type { Program, Stage } from './stage';

const SCRIPT = [process.execPath, '--import', 'tsx'] as const;
const MOCHA = [...SCRIPT, 'scripts/mocha/run.ts'] as const;
const IN_VSCODE = [...SCRIPT, 'scripts/host/run-suite.ts'] as const;

const NO_WORKBENCH = 'the workbench in a browser needs Linux on x64';

/** The stages of `npm test`. The longest ones come first, and the others run beside them. */
export const STAGES: readonly Stage[] = [
  check('build', [process.execPath, 'esbuild.js']),
  {
    ...tests('ui', 'test/ui', [...MOCHA, '--timeout', '180000'], ['browser', 'VS Code']),
    ...(canRunServerHost() ? {} : { impossible: NO_WORKBENCH }),
  },
  {
    ...tests('scripts', 'test/scripts', [...MOCHA, '--timeout', '600000'], ['browser', 'VS Code']),
    ...(canRunServerHost() ? {} : { impossible: NO_WORKBENCH }),
  },
  tests('vscode', 'test/vscode', [...IN_VSCODE, 'current'], ['browser']),
  tests('panel', 'test/panel', [...MOCHA, '--timeout', '120000'], ['browser']),
  tests('integration', 'test/integration', [...MOCHA, '--timeout', '120000'], ['exiftool']),
  check('lint', ['npm', 'run', '--silent', 'lint']),
  { ...tests('unit', 'test/unit', [...MOCHA, '--timeout', '60000']), needs: [] },
  check('types', ['npm', 'run', '--silent', 'types']),
  tests('reliability', 'test/reliability', [...MOCHA, '--timeout', '120000']),
  tests('vscode, oldest supported', 'test/vscode/smoke', [...IN_VSCODE, 'oldest'], ['browser']),
  tests('soak', 'test/soak', [...MOCHA, '--timeout', '240000']),
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
