import { canRunServerHost } from '../host/install';
import type { Stage } from './stage';

const SCRIPT = [process.execPath, '--import', 'tsx'] as const;
const MOCHA = [...SCRIPT, 'scripts/mocha/run.ts'] as const;
const IN_VSCODE = [...SCRIPT, 'scripts/host/run-suite.ts'] as const;

const types = check('types', ['npm', 'run', '--silent', 'types']);
const lint = check('lint', ['npm', 'run', '--silent', 'lint']);
const format = check('format', ['npm', 'run', '--silent', 'format:check']);

/** What the other stages run. */
export const build: Stage = check('build', [process.execPath, 'esbuild.js']);

const unit = tests('unit', [...MOCHA, 'test/unit', '--timeout', '60000']);
const reliability = tests('reliability', [...MOCHA, 'test/reliability', '--timeout', '120000']);
const soak = tests('soak', [...MOCHA, 'test/soak', '--timeout', '240000']);
const vscode = [
  tests('vscode', [...IN_VSCODE, 'current']),
  tests('vscode, oldest supported', [...IN_VSCODE, 'oldest']),
];
const ui: Stage = {
  ...tests('ui', [...MOCHA, 'test/ui', '--timeout', '60000']),
  ...(canRunServerHost() ? {} : { impossible: 'the workbench in a browser needs Linux on x64' }),
};

/** The stages of `npm test` and of its parts, in their order. */
export const SELECTIONS = {
  all: [types, lint, format, build, unit, reliability, soak, ...vscode, ui],
  unit: [build, unit],
  vscode: [build, ...vscode],
  ui: [build, ui],
} as const satisfies Readonly<Record<string, readonly Stage[]>>;

function check(name: string, command: Stage['command']): Stage {
  return { name, command, kind: 'check', needsBuild: false };
}

function tests(name: string, command: Stage['command']): Stage {
  return { name, command, kind: 'tests', needsBuild: true };
}
