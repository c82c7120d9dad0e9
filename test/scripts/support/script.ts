import assert from 'node:assert/strict';
import { once } from 'node:events';
import { spawnTree } from '../../../scripts/lib/child';
import { cleanEnvironment } from '../../../scripts/lib/environment';
import { root } from '../../../scripts/lib/root';
import { Watchdog } from '../../../scripts/lib/watchdog';

/** A script that prints nothing for so long hangs. */
const SILENCE_LIMIT_MS = 120_000;

/** A script of package.json, as a person runs it. */
export interface Script {
  /** Resolves to what the pattern finds in all that was printed, as soon as it finds it. Rejects if the script ends before. */
  says(pattern: RegExp): Promise<RegExpExecArray>;
  /** Sends a signal to all that the script runs, as a terminal does. */
  kill(signal: NodeJS.Signals): void;
  /** Resolves when nothing of it runs any more, to its exit code; null where a signal ended it. */
  readonly ended: Promise<number | null>;
  /** All that was printed so far. */
  output(): string;
}

/** Starts `npm run NAME -- ARGUMENTS`. It ends when it hangs. */
export function startScript(name: string, ...args: readonly string[]): Script {
  const tree = spawnTree('npm', ['run', name, '--', ...args], {
    cwd: root,
    env: cleanEnvironment(),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const watchdog = new Watchdog(SILENCE_LIMIT_MS, () => tree.kill());
  const { stdout, stderr } = tree.process;
  assert.ok(stdout && stderr);
  for (const stream of [stdout, stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      watchdog.alive();
    });
  }
  // Not before the last of its processes has let go of its output.
  const ended = once(tree.process, 'close').then(([code]) => {
    watchdog.stop();
    return typeof code === 'number' ? code : null;
  });
  const says = (pattern: RegExp) =>
    new Promise<RegExpExecArray>((resolve, reject) => {
      const look = () => {
        const found = pattern.exec(output);
        if (found) resolve(found);
      };
      stdout.on('data', look);
      void ended.then(() => reject(new Error(`npm run ${name} never said ${String(pattern)}:\n${output}`)));
      look();
    });
  return { says, kill: (signal) => tree.kill(signal), ended, output: () => output };
}

/** Runs `npm run NAME -- ARGUMENTS` and returns what it printed. Rejects with that where it fails. */
export async function runScript(name: string, ...args: readonly string[]): Promise<string> {
  const script = startScript(name, ...args);
  const code = await script.ended;
  assert.equal(code, 0, `npm run ${name} ended with ${code}:\n${script.output()}`);
  return script.output();
}

/** Fails, and shows what was printed, where a pattern finds nothing in it. */
export function assertSays(output: string, ...patterns: readonly RegExp[]): void {
  for (const pattern of patterns) assert.match(output, pattern);
}
