import path from 'node:path';
import { l10n } from 'vscode';
import type { ErrorView, ResultView, RunView } from '../../protocol/run-view';
import { annotationOf } from '../../run/record/annotations';
import { costOf, type RunResult } from '../../run/record/record';
import { canResume } from '../../run/record/resumable';
import type { StoredRun } from '../../run/record/run-index';
import { promptOf } from '../../run/record/run-prompt';
import { thumbnailAmong } from '../../run/record/thumbnails';
import { summarize } from '../../task/build';
import type { TaskError } from '../../task/errors';
import { explain } from '../../task/explain';

/** Returns the address from which the panel loads a file. */
export type AddressOf = (file: string) => string;

function resultView(
  { directory, files, annotations }: StoredRun,
  result: RunResult,
  index: number,
  addressOf: AddressOf,
): ResultView {
  const { file, state, seed, cost, flagged, width, height } = result;
  // Images may have been moved or deleted by hand.
  const isThere = file !== null && files.has(file);
  const thumbnail = isThere ? thumbnailAmong(files, index) : undefined;
  return {
    index,
    state: isThere ? 'ready' : state === 'pending' || state === 'elsewhere' ? state : 'missing',
    uri: isThere ? addressOf(path.join(directory, file)) : null,
    seed,
    cost,
    flagged,
    width,
    height,
    thumbnail: thumbnail === undefined ? null : addressOf(path.join(directory, thumbnail)),
    ...annotationOf(annotations, index),
  };
}

/** An image that has not arrived yet. */
function awaited(index: number): ResultView {
  return {
    index,
    state: 'pending',
    uri: null,
    seed: null,
    cost: null,
    flagged: false,
    width: null,
    height: null,
    thumbnail: null,
    favorite: false,
    note: '',
  };
}

/** A failure as the panel shows it. `isOpen`: the service may have the task anyway. */
function errorView(error: TaskError, isOpen: boolean): ErrorView {
  const { title, advice } = explain(error, l10n.t, isOpen);
  return { class: error.class, title, advice, message: error.message, code: error.code };
}

/** A run as the panel shows it. */
export function runView(run: StoredRun, active: boolean, addressOf: AddressOf): RunView {
  const { record, directory } = run;
  const { width, height, speed } = summarize(record.request);
  const missing = active ? Math.max(0, record.expected - record.results.length) : 0;
  return {
    id: path.basename(directory),
    backend: record.backend,
    state: record.state,
    active,
    resumable: !active && canResume(record),
    width,
    height,
    speed,
    count: record.expected,
    cost: costOf(record),
    createdAt: record.createdAt,
    taskUUID: record.taskUUID,
    hasPrompt: promptOf(record) !== undefined,
    results: [
      ...record.results.map((result, index) => resultView(run, result, index, addressOf)),
      ...Array.from({ length: missing }, (_, index) => awaited(record.results.length + index)),
    ],
    errors: record.errors.map((error) => errorView(error, record.state === 'detached')),
  };
}
