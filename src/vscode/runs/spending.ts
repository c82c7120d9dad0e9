import {
  type Disposable,
  l10n,
  MarkdownString,
  StatusBarAlignment,
  type StatusBarItem,
  window,
} from 'vscode';
import { formatMoney } from '../../task/prices';
import { COMMANDS, SPENDING_ITEM } from '../platform/contributions';
import { Ledger, type Totals } from './ledger';
import type { RunService } from './run-service';

function sessionMessage({ images, cost }: Totals): string {
  return images === 1
    ? l10n.t('This session: 1 image for ${0}.', formatMoney(cost))
    : l10n.t('This session: {0} images for ${1}.', images, formatMoney(cost));
}

/** Shows the images and costs of this window's runs in the status bar. Hidden until the first run. */
export class Spending implements Disposable {
  private readonly item: StatusBarItem;
  private readonly ledger = new Ledger();
  private readonly subscription: Disposable;

  constructor(runs: RunService) {
    this.item = window.createStatusBarItem(SPENDING_ITEM, StatusBarAlignment.Right, 90);
    this.item.name = l10n.t('Structured Prompt: Spending');
    this.item.command = COMMANDS.showBalance;
    this.subscription = runs.onDidDrive(({ run, active }) => {
      this.ledger.note(run, active);
      this.show();
    });
  }

  /** The images and costs of this session in a sentence; undefined if nothing ran. */
  get message(): string | undefined {
    return this.ledger.isEmpty ? undefined : sessionMessage(this.ledger.session);
  }

  dispose(): void {
    this.subscription.dispose();
    this.item.dispose();
  }

  private show(): void {
    if (this.ledger.isEmpty) return;
    const { session, work } = this.ledger;
    const lines = [sessionMessage(session)];
    if (work) lines.push(l10n.t('Under way: {0} of {1} images, ${2} so far.', ...workNumbers(work)));
    // Without it a screen reader would read out the names of the icons.
    this.item.accessibilityInformation = { label: lines.join(' '), role: 'button' };
    const click = l10n.t('Click to see the balance.');
    this.item.tooltip = new MarkdownString([...lines, click].join('\n\n'));
    this.item.text = work
      ? l10n.t('$(sync~spin) {0} of {1} · ${2}', ...workNumbers(work))
      : l10n.t('$(credit-card) ${0}', formatMoney(session.cost));
    this.item.show();
  }
}

function workNumbers({ images, expected, cost }: NonNullable<Ledger['work']>): [number, number, string] {
  return [images, expected, formatMoney(cost)];
}
