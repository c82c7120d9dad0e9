import { l10n, type Progress, ProgressLocation, window } from 'vscode';
import { costOf } from '../../run/record/record';
import type { Run } from '../../run/record/store';
import { formatMoney, sumOfKnown } from '../../task/prices';
import type { RunState } from '../../task/run';
import { plain } from '../platform/plain';
import type { Batch } from './run-service';
import { imagesOf } from './summary';

function stageText(state: RunState): string {
  switch (state) {
    case 'queued':
      return l10n.t('waiting for its turn');
    case 'submitting':
      return l10n.t('sending the task');
    case 'waiting':
      return l10n.t('waiting for the service');
    case 'downloading':
      return l10n.t('downloading');
    case 'succeeded':
    case 'partial':
    case 'failed':
    case 'detached':
      return l10n.t('finished');
  }
}

function stage(run: Run): string {
  const images = imagesOf(run);
  const text = stageText(run.record.state);
  return images > 0 ? l10n.t('{0}, {1} of {2} images here', text, images, run.record.expected) : text;
}

/** The progress of a batch. */
class Tally {
  private readonly total: number;
  private readonly runs = new Map<string, Run>();
  private ended = 0;

  constructor(total: number) {
    this.total = total;
  }

  change(run: Run): void {
    this.runs.set(run.directory, run);
  }

  end(): void {
    this.ended++;
  }

  /** The stage of a single run, or the numbers of several. */
  get text(): string {
    const runs = [...this.runs.values()];
    const [only] = runs;
    if (this.total === 1) return only ? stage(only) : '';
    const images = runs.reduce((sum, run) => sum + imagesOf(run), 0);
    const cost = sumOfKnown(runs.map(({ record }) => costOf(record))) ?? 0;
    return images === 1
      ? l10n.t('{0} of {1} tasks, 1 image, ${2}', this.ended, this.total, formatMoney(cost))
      : l10n.t('{0} of {1} tasks, {2} images, ${3}', this.ended, this.total, images, formatMoney(cost));
  }
}

/** Shows the progress of a batch in a notification until the work ends. Its Cancel button stops the whole batch. */
export function withProgress<T>(
  name: string,
  total: number,
  work: (batch: Omit<Batch, 'backend'>) => Promise<T>,
): Thenable<T> {
  const options = {
    location: ProgressLocation.Notification,
    title: l10n.t('Generating {0}', plain(name)),
    cancellable: true,
  };
  return window.withProgress(
    options,
    (progress: Progress<{ message: string; increment?: number }>, token) => {
      const tally = new Tally(total);
      const stop = new AbortController();
      token.onCancellationRequested(() => stop.abort());
      return work({
        signal: stop.signal,
        onChange: (run) => {
          tally.change(run);
          progress.report({ message: tally.text });
        },
        onEnd: () => {
          tally.end();
          progress.report({ message: tally.text, ...(total > 1 ? { increment: 100 / total } : {}) });
        },
      });
    },
  );
}
