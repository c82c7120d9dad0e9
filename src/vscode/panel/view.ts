import path from 'node:path';
import { l10n, Uri, type Webview } from 'vscode';
import { displayName } from '../../prompt/kind';
import { positionMapper } from '../../prompt/position';
import type { DocumentView, ResultView, RunView } from '../../protocol/messages';
import { costOf, type RunResult } from '../../run/record';
import type { Run } from '../../run/store';
import { canResume } from '../../run/unfinished';
import { summarize, tasksOf } from '../../task/build';
import type { PromptDocument } from '../documents';
import { errorView } from '../runs/failure';

function resultView(result: RunResult, index: number, directory: string, webview: Webview): ResultView {
  const { file, state, seed, cost, flagged } = result;
  const uri = file === null ? null : webview.asWebviewUri(Uri.file(path.join(directory, file))).toString();
  return {
    index,
    state: uri ? 'ready' : state === 'pending' || state === 'elsewhere' ? state : 'missing',
    uri,
    seed,
    cost,
    flagged,
  };
}

/** The places of the images that are still to come. */
function awaited(run: Run): ResultView[] {
  const { results, expected } = run.record;
  return Array.from({ length: Math.max(0, expected - results.length) }, (_, place) => {
    const index = results.length + place;
    return { index, state: 'pending', uri: null, seed: null, cost: null, flagged: false };
  });
}

/** A run as the panel shows it. */
export function runView(run: Run, active: boolean, webview: Webview): RunView {
  const { record, directory } = run;
  const { width, height, speed } = summarize(record.request);
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
    results: [
      ...record.results.map((result, index) => resultView(result, index, directory, webview)),
      ...(active ? awaited(run) : []),
    ],
    errors: record.errors.map((error) => errorView(error, record.state === 'detached')),
  };
}

/** A document as the panel shows it. */
export function documentView({ document, kind, parsed }: PromptDocument): DocumentView {
  const [syntax] = parsed.syntaxProblems;
  const start = syntax && positionMapper(parsed.text)(syntax.offset);
  return {
    uri: document.uri.toString(),
    name: displayName(document.uri.path),
    kind,
    tasks: kind === 'prompt' ? 1 : tasksOf(parsed.value).length,
    problem:
      syntax && start ? { message: syntax.message, line: start.line + 1, column: start.column + 1 } : null,
  };
}

/** The title of the panel's tab. */
export function panelTitle(document: DocumentView | null): string {
  return document ? l10n.t('Studio: {0}', document.name) : l10n.t('Structured Prompt Studio');
}
