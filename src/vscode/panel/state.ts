import type { Uri, Webview } from 'vscode';
import type { StudioState } from '../../protocol/messages';
import { isBlocked } from '../../lint/lint';
import { summarize, tasksOf } from '../../task/build';
import type { ApiKey } from '../api-key';
import type { Controls } from '../controls';
import { openPrompt, type PromptDocument, runsFolderOf } from '../documents';
import type { Linter } from '../linter';
import { makeOffer, type Offer } from '../generate/offer';
import type { RunService } from '../runs/run-service';
import type { Selection } from './selection';
import { documentView, runView } from './view';

/** What the panel's state is made from. */
export interface StateSources {
  readonly runs: RunService;
  readonly linter: Linter;
  readonly controls: Controls;
  readonly apiKey: ApiKey;
  readonly selection: Selection;
  readonly storage: Uri;
}

function controlsView(
  { document, kind, parsed }: PromptDocument,
  task: number,
  controls: Controls,
): StudioState['controls'] {
  if (kind === 'prompt') return { ...controls.of(document.uri), editable: true };
  const { width, height, speed, count, format } = summarize(tasksOf(parsed.value)[task]);
  return { width, height, speed, count, format, editable: false };
}

function offerView(offer: Offer): StudioState['offer'] {
  if (offer.tasks.length === 0) return null;
  return { backend: offer.backend, price: offer.backend === 'proof' ? null : offer.price };
}

/** What the panel is to show. */
export interface Shown {
  readonly uri: Uri | undefined;
  /** Which task of a task file, counted from 0. */
  readonly task: number;
  readonly locked: boolean;
}

/** The whole state of the panel for a document. */
export async function studioState(
  { uri, task, locked }: Shown,
  webview: Webview,
  sources: StateSources,
): Promise<StudioState> {
  const { runs, linter, controls, apiKey, selection, storage } = sources;
  const prompt = uri && (await openPrompt(uri));
  if (!prompt) {
    return { document: null, locked, controls: null, offer: null, notice: null, runs: [], selected: null };
  }
  const folder = runsFolderOf(prompt.document.uri, storage);
  const views = (await runs.list(folder)).map((run) => runView(run, runs.isActive(run), webview));
  const offer = await makeOffer(prompt, controls, apiKey);
  const blocked = isBlocked(linter.lint(prompt));
  return {
    document: documentView(prompt),
    locked,
    controls: controlsView(prompt, task, controls),
    offer: blocked ? null : offerView(offer),
    notice: offer.reason,
    runs: views,
    selected: selection.of(folder, views),
  };
}
