import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { root } from '../lib/root';
import { STAGES } from './list';
import type { Stage } from './stage';
import { TIMES_FILE } from './times';

/** What `npm test -- ...` runs. */
export interface Selection {
  readonly stages: readonly Stage[];
  /** The file for the times of the tests, below `out/`. */
  readonly times: string;
}

export const USAGE = `npm test                            everything
npm test -- unit panel              stages, by their names: ${STAGES.map(({ name }) => name).join(', ')}
npm test -- FILE [--grep WORDS]     the tests of a file or folder, in the stage it belongs to
npm test -- --grep WORDS            the tests whose titles hold these words`;

/** An error in the arguments. */
export class UsageError extends Error {}

/**
 * Reads the arguments of `npm test`: names of stages, files and folders of tests, `--grep WORDS`.
 *
 * @throws {UsageError} where a name is neither a stage nor a file of tests.
 */
export function select(args: readonly string[]): Selection {
  const { values, positionals } = parse(args);
  const chosen = STAGES.map((stage) => narrow(stage, positionals, values.grep));
  const stages = chosen.filter((stage) => stage !== undefined);
  return { stages: withNeeded(stages), times: values.times };
}

function parse(args: readonly string[]) {
  const options = { grep: { type: 'string' }, times: { type: 'string', default: TIMES_FILE } } as const;
  try {
    const parsed = parseArgs({ args: [...args], allowPositionals: true, options });
    for (const name of parsed.positionals) checkName(name);
    return parsed;
  } catch (error) {
    throw error instanceof TypeError ? new UsageError(error.message) : error;
  }
}

function checkName(name: string): void {
  if (STAGES.some((stage) => namesStage(name, stage) || holdsFile(stage, name))) return;
  throw new UsageError(
    existsSync(name)
      ? `No stage runs the tests of ${name}. Tests are *.test.ts files in ${folders().join(', ')}.`
      : `There is no stage and no file of this name: ${name}.`,
  );
}

function folders(): string[] {
  return STAGES.flatMap(({ folder }) => folder ?? []);
}

/** `vscode` includes "vscode, oldest supported". */
function namesStage(name: string, stage: Stage): boolean {
  return stage.name === name || stage.name.startsWith(`${name},`);
}

/** Whether a file or folder is, or contains, some of the stage's tests. */
function holdsFile({ folder }: Stage, name: string): boolean {
  if (folder === undefined || !existsSync(name)) return false;
  if (statSync(name).isFile() && !name.endsWith('.test.ts')) return false;
  const [tests, asked] = [path.join(root, folder), path.resolve(name)];
  return isWithin(asked, tests) || (statSync(name).isDirectory() && isWithin(tests, asked));
}

function isWithin(file: string, folder: string): boolean {
  return file === folder || file.startsWith(folder + path.sep);
}

/** Restricts the stage to what was requested of it. */
function narrow(stage: Stage, names: readonly string[], grep: string | undefined): Stage | undefined {
  if (stage.folder === undefined) {
    const isAsked = names.length === 0 ? grep === undefined : names.some((name) => namesStage(name, stage));
    return isAsked ? stage : undefined;
  }
  const isWhole = names.length === 0 || names.some((name) => namesStage(name, stage));
  const files = isWhole ? [stage.folder] : names.filter((name) => holdsFile(stage, name));
  if (files.length === 0) return undefined;
  const filter = grep === undefined ? [] : ['--grep', grep];
  const paths = files.map((file) => path.resolve(root, file));
  return {
    ...stage,
    command: [...stage.command, ...filter, ...paths],
    isPart: !isWhole || grep !== undefined,
    mayBeEmpty: grep !== undefined,
  };
}

/** The stages and those that they need. */
function withNeeded(stages: readonly Stage[]): readonly Stage[] {
  const needed = new Set(stages.flatMap(({ name, needs }) => [name, ...needs]));
  return STAGES.filter(({ name }) => needed.has(name)).map(
    (stage) => stages.find(({ name }) => name === stage.name) ?? stage,
  );
}
