import { l10n, workspace } from 'vscode';
import { buildTasks, summarize, type TaskSummary } from '../task/build';
import { formatMoney, roundMoney } from '../task/prices';
import { formatSize } from '../task/sizes';
import type { ImageTask } from '../task/types';
import type { ApiKey } from './api-key';
import type { Controls } from './controls';
import type { PromptDocument } from './documents';

/** What Generate would do with a document now. */
export interface Offer {
  readonly backend: 'runware' | 'proof';
  /** Why it is a proof and no image. */
  readonly reason: 'no-key' | 'untrusted' | null;
  readonly tasks: readonly TaskSummary[];
  /** US dollars expected for all tasks. */
  readonly price: number;
}

/** The tasks that a document asks for; `newUUID` gives those without a `taskUUID` theirs. */
export function tasksFor(
  prompt: PromptDocument,
  controls: Controls,
  newUUID: () => string,
): readonly ImageTask[] {
  const { document, kind, linted } = prompt;
  return buildTasks(kind, linted.parsed.value, controls.of(document.uri), newUUID);
}

/** Works out what Generate would do. Nothing is sent from a workspace that is not trusted, and nothing without a key. */
export async function makeOffer(prompt: PromptDocument, controls: Controls, key: ApiKey): Promise<Offer> {
  const tasks = tasksFor(prompt, controls, () => '').map(summarize);
  const reason = !workspace.isTrusted ? 'untrusted' : (await key.isSet()) ? null : 'no-key';
  const price = roundMoney(tasks.reduce((sum, task) => sum + task.price, 0));
  return { backend: reason ? 'proof' : 'runware', reason, tasks, price };
}

/** The offer in words: `Generate 2 x 2048x2048 QUALITY, about $0.20`. */
export function describeOffer(offer: Offer): string {
  const [first, second] = offer.tasks;
  if (offer.backend === 'proof') {
    return second ? l10n.t('Make {0} layout proofs', offer.tasks.length) : l10n.t('Make a layout proof');
  }
  const price = formatMoney(offer.price);
  if (first && !second) {
    return l10n.t(
      'Generate {0} x {1} {2}, about ${3}',
      first.count,
      formatSize(first.size),
      first.speed,
      price,
    );
  }
  const images = offer.tasks.reduce((sum, task) => sum + task.count, 0);
  return l10n.t('Generate {0} tasks, {1} images, about ${2}', offer.tasks.length, images, price);
}
