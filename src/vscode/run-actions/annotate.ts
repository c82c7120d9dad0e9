import { l10n, window } from 'vscode';
import { annotate, annotationOf } from '../../run/record/annotations';
import type { StoredRun } from '../../run/record/run-index';
import type { RunService } from '../runs/run-service';

/** The longest note, in UTF-16 units: it is shown in a line or two. */
const MAX_NOTE = 500;

/** Marks an image as a favorite, or removes the mark. */
export async function setFavorite(
  run: StoredRun,
  index: number,
  favorite: boolean,
  runs: RunService,
): Promise<void> {
  if (!run.record.results[index]) return;
  await annotate(run.directory, index, { favorite });
  await runs.refresh([run.directory]);
}

/** Asks a person for a note about an image. */
export async function editNote(run: StoredRun, index: number, runs: RunService): Promise<void> {
  if (!run.record.results[index]) return;
  const entered = await window.showInputBox({
    title: l10n.t('Note on Image {0}', index + 1),
    prompt: l10n.t('Kept in the run’s folder. Leave it empty to remove the note.'),
    value: annotationOf(run.annotations, index).note,
    ignoreFocusOut: true,
    validateInput: (value) =>
      value.length > MAX_NOTE ? l10n.t('At most {0} characters.', MAX_NOTE) : undefined,
  });
  if (entered === undefined) return;
  await annotate(run.directory, index, { note: entered.trim() });
  await runs.refresh([run.directory]);
}
