import { randomUUID } from 'node:crypto';
import { l10n, workspace } from 'vscode';
import { buildTasks, priceOf, summarize } from '../../task/build';
import { formatMoney } from '../../task/prices';
import type { BackendId } from '../../task/run';
import { formatSize } from '../../task/sizes';
import type { ImageTask } from '../../task/types';
import type { Controls } from '../documents/controls';
import type { PromptDocument } from '../documents/prompt-documents';
import type { ApiKey } from '../platform/api-key';

/** What Generate would do with a document now. */
export interface Offer {
  readonly backend: BackendId;
  /** Why Generate would only draw a proof. */
  readonly reason: 'no-key' | 'untrusted' | null;
  /** Empty if there is nothing to do: a sentence alone has no layout to draw. */
  readonly tasks: readonly ImageTask[];
  /** The expected price of all tasks, in US dollars. */
  readonly price: number;
}

/** Why only proofs can be drawn: nothing is sent from a workspace that is not trusted, or without a key. */
export async function proofReason(key: ApiKey): Promise<Offer['reason']> {
  if (!workspace.isTrusted) return 'untrusted';
  return (await key.isSet()) ? null : 'no-key';
}

/** The offer for some tasks. `reason` is the result of `proofReason`. */
export function offerOf(all: readonly ImageTask[], reason: Offer['reason']): Offer {
  const tasks = reason ? all.filter((task) => task.settings?.structuredPrompt !== undefined) : all;
  return { backend: reason ? 'proof' : 'runware', reason, tasks, price: priceOf(tasks) };
}

/** The offer for a document. `reason` is the result of `proofReason`. */
export function offerFor(prompt: PromptDocument, controls: Controls, reason: Offer['reason']): Offer {
  const { document, kind, parsed } = prompt;
  return offerOf(buildTasks(kind, parsed.value, controls.of(document.uri), randomUUID), reason);
}

/** The offer for a document now. */
export async function makeOffer(prompt: PromptDocument, controls: Controls, key: ApiKey): Promise<Offer> {
  return offerFor(prompt, controls, await proofReason(key));
}

/** The offer in words: `Generate 2 x 2048x2048 QUALITY, about $0.20`. */
export function describeOffer({ backend, tasks, price }: Offer): string {
  const [first, second] = tasks.map(summarize);
  if (!first) return l10n.t('Set an API key to generate: a sentence has no layout to draw');
  if (backend === 'proof') {
    return second ? l10n.t('Make {0} layout proofs', tasks.length) : l10n.t('Make a layout proof');
  }
  const dollars = formatMoney(price);
  if (!second) {
    return l10n.t(
      'Generate {0} x {1} {2}, about ${3}',
      first.count,
      formatSize(first.size),
      first.speed,
      dollars,
    );
  }
  const images = tasks.reduce((sum, task) => sum + summarize(task).count, 0);
  return l10n.t('Generate {0} tasks, {1} images, about ${2}', tasks.length, images, dollars);
}
