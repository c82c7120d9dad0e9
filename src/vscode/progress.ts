import { l10n, type Progress, ProgressLocation, window } from 'vscode';
import { isFinal, type RunState } from '../run/record';
import type { Run } from '../run/store';

function stageWords(state: RunState): string {
  switch (state) {
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

function stage({ record }: Run): string {
  const saved = record.results.filter((result) => result.state === 'saved').length;
  const words = stageWords(record.state);
  return saved > 0 ? l10n.t('{0}, {1} of {2} images here', words, saved, record.expected) : words;
}

/** Shows the stages of a run in a notification with Cancel, for as long as the work on it takes. */
export function withProgress(
  name: string,
  cancel: (run: Run) => void,
  work: (onChange: (run: Run) => void) => Promise<Run>,
): Thenable<Run> {
  const options = {
    location: ProgressLocation.Notification,
    title: l10n.t('Generating {0}', name),
    cancellable: true,
  };
  return window.withProgress(options, (progress: Progress<{ message: string }>, token) => {
    let current: Run | undefined;
    token.onCancellationRequested(() => {
      if (current) cancel(current);
    });
    return work((run) => {
      current = run;
      progress.report({ message: stage(run) });
      // Cancelled before there was a run to cancel.
      if (token.isCancellationRequested && !isFinal(run.record.state)) cancel(run);
    });
  });
}
