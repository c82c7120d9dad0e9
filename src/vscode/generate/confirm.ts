import { l10n, window } from 'vscode';
import { summarize, type TaskSummary } from '../../task/build';
import { formatMoney, roundMoney, sumMoney } from '../../task/prices';
import { formatSize } from '../../task/sizes';
import type { ImageTask } from '../../task/types';
import { confirmAboveSetting } from '../platform/settings';

/** At most this many kinds of images are listed. */
const MAX_KINDS = 6;

interface Kind {
  readonly name: string;
  images: number;
  price: number;
}

function kindsOf(summaries: readonly TaskSummary[]): readonly Kind[] {
  const kinds = new Map<string, Kind>();
  for (const { size, speed, count, price } of summaries) {
    const name = `${formatSize(size)} ${speed}`;
    const kind = kinds.get(name) ?? { name, images: 0, price: 0 };
    kind.images += count;
    kind.price = roundMoney(kind.price + price);
    kinds.set(name, kind);
  }
  return [...kinds.values()];
}

/** The question has the sums already: for a single kind this adds the price of each image. */
function kindLine({ name, images, price }: Kind, isOnly: boolean): string {
  if (!isOnly) return l10n.t('{0} x {1}, about ${2}', images, name, formatMoney(price));
  return images === 1 ? name : l10n.t('{0}, about ${1} each', name, formatMoney(roundMoney(price / images)));
}

function detailLines(summaries: readonly TaskSummary[]): string[] {
  const kinds = kindsOf(summaries);
  const lines = kinds.slice(0, MAX_KINDS).map((kind) => kindLine(kind, kinds.length === 1));
  if (kinds.length > MAX_KINDS) lines.push(l10n.t('and {0} more kinds', kinds.length - MAX_KINDS));
  if (summaries.length > 1) lines.unshift(l10n.t('{0} tasks', summaries.length));
  return lines;
}

/**
 * Asks before money is spent: always, or if the price is above `structuredPrompt.confirmAbove`. The notes are shown below
 * the details. True if the person agrees or need not be asked.
 */
export async function confirmPurchase(
  tasks: readonly ImageTask[],
  always = false,
  notes: readonly string[] = [],
): Promise<boolean> {
  const summaries = tasks.map(summarize);
  const price = sumMoney(summaries.map((summary) => summary.price));
  if (!always && price <= confirmAboveSetting()) return true;
  const images = summaries.reduce((sum, { count }) => sum + count, 0);
  const question =
    images === 1
      ? l10n.t('Generate 1 image for about ${0}?', formatMoney(price))
      : l10n.t('Generate {0} images for about ${1}?', images, formatMoney(price));
  const detail = [...detailLines(summaries), ...notes].join('\n');
  const generate = l10n.t('Generate');
  return (await window.showInformationMessage(question, { modal: true, detail }, generate)) === generate;
}
