import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { downloadAndUnzipVSCode, runTests } from '@vscode/test-electron';
import { cleanEnvironment } from '../lib/environment';
import { inRoot } from '../lib/root';
import { makeScratch } from '../lib/scratch';
import { canRunServerHost } from './install';
import type { HostKind } from './install';
import { QUIET_SETTINGS, TEST_SETTINGS } from './settings';
import type { SuiteRun } from './suite-run';

const VERSIONS: Readonly<Record<HostKind, string>> = { current: 'stable', oldest: '1.100.3' };

/** Whether a desktop program has a screen to show its windows on. */
export function hasDisplay(): boolean {
  if (process.platform !== 'linux') return true;
  return [process.env['DISPLAY'], process.env['WAYLAND_DISPLAY']].some(Boolean);
}

/**
 * Finds or downloads a desktop VS Code if one can run. VSCODE_TEST_HOST=electron requires it, VSCODE_TEST_HOST=server
 * avoids it.
 *
 * @returns its path, or undefined: then the tests run on VS Code's server.
 */
export async function prepareDesktop(kind: HostKind): Promise<string | undefined> {
  const forced = process.env['VSCODE_TEST_HOST'];
  if (forced === 'server') return undefined;
  if (forced !== 'electron' && !hasDisplay()) return undefined;
  try {
    return await downloadAndUnzipVSCode({ version: VERSIONS[kind], cachePath: inRoot('.vscode-test') });
  } catch (error) {
    if (forced === 'electron' || !canRunServerHost()) throw error;
    console.log('No desktop VS Code is available: the tests run on the VS Code server.');
    return undefined;
  }
}

/** Runs tests in a desktop VS Code with its own profile. */
export async function runOnDesktop(program: string, run: SuiteRun): Promise<void> {
  const scratch = makeScratch();
  try {
    const settings = path.join(scratch.path, 'User', 'settings.json');
    await mkdir(path.dirname(settings), { recursive: true });
    await writeFile(settings, JSON.stringify({ ...QUIET_SETTINGS, ...TEST_SETTINGS }));
    await runTests({
      vscodeExecutablePath: program,
      extensionDevelopmentPath: run.extension,
      extensionTestsPath: run.tests,
      extensionTestsEnv: cleanEnvironment(run.env),
      launchArgs: [
        run.folder,
        `--user-data-dir=${scratch.path}`,
        `--extensions-dir=${path.join(scratch.path, 'extensions')}`,
        '--disable-workspace-trust',
        '--skip-welcome',
        '--skip-release-notes',
      ],
    });
  } finally {
    scratch.remove();
  }
}
