import { l10n } from 'vscode';
import type { ActionId } from '../../protocol/run-actions';

/** The labels of all actions in the editor's language: literals that tools can extract. A test compares them with the table. */
export function actionLabels(): Readonly<Record<ActionId, string>> {
  return {
    viewAlone: l10n.t('Image Alone'),
    compareWithShown: l10n.t('Compare with the Shown Image'),
    addFavorite: l10n.t('Add to Favorites'),
    removeFavorite: l10n.t('Remove from Favorites'),
    editNote: l10n.t('Edit Note…'),
    resume: l10n.t('Resume'),
    cancel: l10n.t('Cancel'),
    usePrompt: l10n.t('Use This Prompt…'),
    openPrompt: l10n.t('Open Prompt'),
    again: l10n.t('Same Again'),
    againQuality: l10n.t('Same Again at Quality'),
    saveImage: l10n.t('Save Image As…'),
    copyImage: l10n.t('Copy Image'),
    revealImage: l10n.t('Reveal in File Explorer'),
    copyFilePath: l10n.t('Copy File Path'),
    copySeed: l10n.t('Copy Seed'),
    copyRequest: l10n.t('Copy Request as JSON'),
    copyCurl: l10n.t('Copy Request as cURL'),
    saveAllImages: l10n.t('Save All Images…'),
    showDetails: l10n.t('Show Details'),
    openFolder: l10n.t('Open Folder'),
    deleteRun: l10n.t('Delete Run'),
  };
}
