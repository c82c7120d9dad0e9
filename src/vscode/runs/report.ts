import { l10n, window } from 'vscode';
import type { Outcome } from '../../run/drive/queue';
import { BUSY, messageOf } from '../../task/errors';
import { explain } from '../../task/explain';
import { formatMoney } from '../../task/prices';
import { plain } from '../platform/plain';
import { type Action, actionsFor, failureMessage } from './failure';
import { type BatchSummary, type Ending, endingOf, errorOf, imagesOf, summarizeBatch } from './summary';

/** The one message at the end of a batch. */
interface Report {
  readonly show: (message: string, ...actions: Action[]) => Thenable<Action | undefined>;
  readonly message: string;
  readonly actions: readonly Action[];
}

/** What to add to the message about how a batch ended. */
export interface Remarks {
  /** Reports success, too: the images are not all in one panel. */
  readonly announce: boolean;
  readonly message: string;
  readonly actions: readonly Action[];
}

const NO_REMARKS: Remarks = { announce: false, message: '', actions: [] };

function information(message: string): Report {
  return {
    show: (text, ...actions) => window.showInformationMessage(text, ...actions),
    message,
    actions: [],
  };
}

const stoppedMessage = () => l10n.t('Stopped waiting. The service may still finish and charge.');

/** How a single run ended, if images are missing. Success is not reported: the images are in the panel. */
function reportOfOne(outcome: Outcome): Report | undefined {
  const { run } = outcome;
  const error = errorOf(outcome);
  if (!error) return undefined;
  if (error.code === BUSY) {
    const { title, advice } = explain(error, l10n.t);
    return information(l10n.t('{0}. {1}', title, advice));
  }
  if (!run) {
    if (error.class === 'aborted') return undefined;
    const message = l10n.t(
      'The run could not be kept on disk, and nothing was sent: {0}',
      plain(error.message),
    );
    const show: Report['show'] = (text, ...actions) => window.showErrorMessage(text, ...actions);
    return { show, message, actions: actionsFor({ error, run }) };
  }
  const ending = endingOf(outcome);
  if (error.class === 'aborted') return ending === 'detached' ? information(stoppedMessage()) : undefined;
  const isOpen = run.record.state === 'detached';
  const explained = l10n.t('{0} (Task {1})', failureMessage(error, isOpen), run.record.taskUUID);
  const actions = actionsFor({ error, run });
  if (ending === 'partial') {
    const message = l10n.t('{0} of {1} images arrived. {2}', imagesOf(run), run.record.expected, explained);
    return { show: (text, ...more) => window.showWarningMessage(text, ...more), message, actions };
  }
  return { show: (text, ...more) => window.showErrorMessage(text, ...more), message: explained, actions };
}

/** Whether somebody stopped the batch and nothing else went wrong. */
function isStopped({ reason }: BatchSummary): boolean {
  return reason === undefined || reason.error.class === 'aborted';
}

/** `2 of 12 tasks failed, 7 not sent`; empty if all tasks succeeded. */
function countsMessage(summary: BatchSummary): string {
  const { count, total } = summary;
  const phrases: Readonly<Partial<Record<Ending, (number: string) => string>>> = {
    failed: (number) => l10n.t('{0} failed', number),
    partial: (number) => l10n.t('{0} brought only some of the images', number),
    detached: (number) =>
      isStopped(summary)
        ? l10n.t('{0} may still be finished and charged', number)
        : l10n.t('{0} left at the service', number),
    unsent: (number) => l10n.t('{0} not sent', number),
  };
  const parts: string[] = [];
  for (const [ending, say] of Object.entries(phrases)) {
    const number = count[ending as Ending];
    if (number === 0) continue;
    parts.push(say(parts.length === 0 ? l10n.t('{0} of {1} tasks', number, total) : String(number)));
  }
  return parts.join(', ');
}

function successMessage({ images, cost, total }: BatchSummary, isProof: boolean): string {
  if (isProof) {
    return total === 1 ? l10n.t('1 layout proof drawn.') : l10n.t('{0} layout proofs drawn.', total);
  }
  if (images === 1) return l10n.t('1 image has arrived for ${0}.', formatMoney(cost));
  return l10n.t('{0} images have arrived for ${1}.', images, formatMoney(cost));
}

function reportOfMany(outcomes: readonly Outcome[], announce: boolean): Report | undefined {
  const summary = summarizeBatch(outcomes);
  const counts = countsMessage(summary);
  const { reason, count } = summary;
  if (counts === '') {
    const isProof = outcomes[0]?.run?.record.backend === 'proof';
    return announce && count.open === 0 ? information(successMessage(summary, isProof)) : undefined;
  }
  if (!reason || isStopped(summary)) {
    // The person who stopped it before anything was sent knows that.
    if (count.unsent === summary.total) return undefined;
    return information(`${counts}.`);
  }
  return {
    show: (text, ...actions) => window.showErrorMessage(text, ...actions),
    message: `${counts}. ${failureMessage(reason.error, reason.run?.record.state === 'detached')}`,
    actions: actionsFor(reason),
  };
}

/** Reports in one message how a batch ended, if there is anything to report. */
export async function reportBatch(
  outcomes: readonly Outcome[],
  remarks: Remarks = NO_REMARKS,
): Promise<void> {
  const [first] = outcomes;
  if (!first) return;
  const isOne = outcomes.length === 1 && !remarks.announce;
  const report = isOne ? reportOfOne(first) : reportOfMany(outcomes, remarks.announce);
  if (!report) return;
  const message = [report.message, remarks.message].join(' ').trim();
  const chosen = await report.show(message, ...report.actions, ...remarks.actions);
  try {
    await chosen?.run();
  } catch (error) {
    const reason = messageOf(error);
    void window.showErrorMessage(l10n.t('This did not work: {0}', plain(reason)));
  }
}
