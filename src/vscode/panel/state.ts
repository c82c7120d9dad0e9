import path from 'node:path';
import { isBlocked } from '../../lint/lint';
import type { HostState } from '../../protocol/messages';
import type { RunIndex } from '../../run/record/run-index';
import { summarize, tasksOf } from '../../task/build';
import type { Controls } from '../documents/controls';
import type { PromptDocument } from '../documents/prompt-documents';
import type { RunLocations } from '../documents/run-locations';
import { makeOffer, type Offer } from '../generate/offer';
import type { Linter } from '../linting/linter';
import type { ApiKey } from '../platform/api-key';
import type { RunService } from '../runs/run-service';
import type { Selection } from './selection';
import { documentView } from './view';

/** The services that the panel's state comes from. */
export interface StateSources {
  readonly runs: RunService;
  readonly linter: Linter;
  readonly controls: Controls;
  readonly apiKey: ApiKey;
  readonly selection: Selection;
  readonly locations: RunLocations;
}

function controlsView(
  { document, kind, parsed }: PromptDocument,
  task: number,
  controls: Controls,
): HostState['controls'] {
  if (kind === 'prompt') return { ...controls.of(document.uri), editable: true };
  const { width, height, speed, count, format } = summarize(tasksOf(parsed.value)[task]);
  return { width, height, speed, count, format, editable: false };
}

function offerView(offer: Offer): HostState['offer'] {
  if (offer.tasks.length === 0) return null;
  return { backend: offer.backend, price: offer.backend === 'proof' ? null : offer.price };
}

/** How the panel shows a document. */
export interface Shown {
  /** The index of the task in a task file. */
  readonly task: number;
  readonly locked: boolean;
}

/** The state of the panel for a document. Runs are sent apart from it. */
export async function studioState(
  prompt: PromptDocument | undefined,
  { task, locked }: Shown,
  { runs, unreadable }: RunIndex,
  sources: StateSources,
): Promise<HostState> {
  const { linter, controls, apiKey, selection, locations } = sources;
  if (!prompt) {
    const nothing = { document: null, controls: null, offer: null, notice: null, selected: null };
    return { ...nothing, locked, unreadable: [] };
  }
  const offer = await makeOffer(prompt, controls, apiKey);
  const linted = linter.lint(prompt);
  const blocked = isBlocked(linted);
  return {
    document: documentView(prompt, linted),
    locked,
    controls: controlsView(prompt, task, controls),
    offer: blocked ? null : offerView(offer),
    notice: offer.reason,
    unreadable: unreadable.map((folder) => ({ id: path.basename(folder) })),
    selected: selection.of(locations.folderOf(prompt.document.uri), runs),
  };
}
