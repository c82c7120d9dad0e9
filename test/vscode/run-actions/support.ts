import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import type { RunRecord } from '../../../src/run/record/record';
import { readStored, type StoredRun } from '../../../src/run/record/run-index';
import { RunLocations } from '../../../src/vscode/documents/run-locations';
import { leave } from '../runs/support';

/** A PNG of one pixel. */
export const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

/** Locations whose storage does not exist: these tests keep all runs in the workspace folder. */
export const LOCATIONS = new RunLocations(vscode.Uri.file('/nowhere'));

/** A memento that keeps nothing. */
export const FORGETFUL: vscode.Memento = {
  keys: () => [],
  get: <T>(_key: string, value?: T) => value,
  update: () => Promise.resolve(),
};

/** Reads a run from the disk. */
export async function stored(directory: string): Promise<StoredRun> {
  const run = await readStored(directory);
  if (!run || run === 'unreadable') throw new Error(`There is no run in ${directory}.`);
  return run;
}

/** A run that has ended, with this many images. */
export async function finished(
  folder: string,
  images = 1,
  change: Partial<RunRecord> = {},
): Promise<StoredRun> {
  const results = Array.from({ length: images }, (_, index) => ({
    imageUUID: `image-${index}`,
    state: 'saved' as const,
    file: `image-${index + 1}.png`,
    width: 1,
    height: 1,
    seed: 100 + index,
    cost: 0.06,
    flagged: false,
  }));
  const { directory } = await leave(folder, { state: 'succeeded', accepted: true, results, ...change });
  for (const { file } of results) await writeFile(path.join(directory, file), PIXEL);
  return stored(directory);
}

/** The folder of the runs of a document of the workspace. */
export function folderOf(document: vscode.Uri): string {
  return LOCATIONS.folderOf(document);
}

type Ask = 'showInformationMessage' | 'showWarningMessage' | 'showErrorMessage';

/** A message that the person was shown. */
export interface Asked {
  readonly words: string;
  readonly detail: string;
  readonly choices: readonly string[];
}

/**
 * Does work while answering the editor's messages in place of a person: with the given choices, one after the other, and
 * with Escape when they are used up. Returns the messages.
 */
export async function answering(
  answers: readonly string[],
  work: () => Promise<unknown>,
  onAsked: (asked: Asked) => unknown = () => undefined,
): Promise<readonly Asked[]> {
  const window = vscode.window as unknown as Record<Ask, unknown>;
  const names: readonly Ask[] = ['showInformationMessage', 'showWarningMessage', 'showErrorMessage'];
  const own = names.map((name) => [name, window[name]] as const);
  const asked: Asked[] = [];
  const left = [...answers];
  const answer = async (words: string, ...rest: readonly (string | vscode.MessageOptions)[]) => {
    const choices = rest.filter((item) => typeof item === 'string');
    const options = rest.find((item) => typeof item === 'object');
    const question = { words, detail: options?.detail ?? '', choices };
    asked.push(question);
    await onAsked(question);
    return choices.some((choice) => choice === left[0]) ? left.shift() : undefined;
  };
  for (const name of names) window[name] = answer;
  try {
    await work();
  } finally {
    for (const [name, value] of own) window[name] = value;
  }
  return asked;
}

/** Does work while answering one dialog in place of a person: with a text, Escape (undefined), or a choice. */
export async function entering(
  dialog: 'showInputBox' | 'showOpenDialog' | 'showSaveDialog',
  value: unknown,
  work: () => Promise<unknown>,
): Promise<unknown> {
  const window = vscode.window as unknown as Record<string, unknown>;
  const own = window[dialog];
  let options: unknown;
  window[dialog] = (given: unknown) => {
    options = given;
    return Promise.resolve(value);
  };
  try {
    await work();
  } finally {
    window[dialog] = own;
  }
  return options;
}
