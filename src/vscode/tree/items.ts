import path from 'node:path';
import { l10n, ThemeColor, ThemeIcon, TreeItem, TreeItemCollapsibleState } from 'vscode';
import { displayName } from '../../prompt/kind';
import { ACTION_IDS, type ActionId, actionOf, isOnImages, isPossible } from '../../protocol/run-actions';
import { annotationOf } from '../../run/record/annotations';
import type { StoredRun } from '../../run/record/run-index';
import { promptOf } from '../../run/record/run-prompt';
import { fileNameOf } from '../documents/document-of-runs';
import { COMMANDS } from '../platform/contributions';
import { runView } from '../run-actions/run-view';
import type { DocumentNode, ImageNode, RunNode, RunsNode, UnreadableNode } from './nodes';
import { type RunStatus, statusOf } from './run-status';
import { joined, runWords, shortTimeWords, timeWords, totalsWords, wholeRunWords } from './words';

const { Collapsed, None } = TreeItemCollapsibleState;

const STATUS_ICONS: Readonly<Record<RunStatus, readonly [icon: string, color?: string]>> = {
  'waiting-turn': ['watch'],
  working: ['loading~spin'],
  unsent: ['circle-slash', 'disabledForeground'],
  interrupted: ['debug-disconnect', 'list.warningForeground'],
  detached: ['debug-pause', 'list.warningForeground'],
  partial: ['warning', 'list.warningForeground'],
  failed: ['error', 'list.errorForeground'],
  succeeded: ['pass', 'testing.iconPassed'],
};

function icon(name: string, color?: string): ThemeIcon {
  return new ThemeIcon(name, color === undefined ? undefined : new ThemeColor(color));
}

/**
 * The context value for the conditions of menus: the kind of a node, marks for the tree's own commands, and the actions of
 * the table that are possible on it.
 */
function context(
  kind: RunsNode['kind'],
  marks: Readonly<Record<string, boolean>>,
  actions: readonly ActionId[],
): string {
  const set = Object.entries(marks).flatMap(([mark, isSet]) => (isSet ? [mark] : []));
  return [kind, ...set, ...actions].join(' ');
}

/** The name of a document, whether or not it exists. */
export function documentName({ location, folder }: DocumentNode): string {
  return displayName(location.uri?.path ?? fileNameOf(folder));
}

function documentItem(node: DocumentNode): TreeItem {
  const { location, totals } = node;
  const item = new TreeItem(documentName(node), Collapsed);
  const missing = location.isThere ? '' : l10n.t('missing');
  const unreadable = totals?.unreadable ? l10n.t('{0} unreadable', totals.unreadable) : '';
  item.id = node.folder;
  item.description = joined([totals ? totalsWords(totals) : '', unreadable, missing]);
  item.iconPath = location.isThere ? icon('json') : icon('question', 'disabledForeground');
  item.contextValue = context('document', { there: location.isThere }, ['openFolder']);
  return item;
}

/** Which actions the menu of a run or of one of its images offers. */
function actionsOf({ run, document }: RunNode, active: boolean, index?: number): readonly ActionId[] {
  const view = runView(run, active, (file) => file);
  // A prompt can only be put back into an existing document.
  const facts = { ...view, hasPrompt: view.hasPrompt && document.location.isThere };
  const image = index === undefined ? null : (view.results[index] ?? null);
  return ACTION_IDS.filter(
    (id) =>
      actionOf(id).command !== undefined &&
      isPossible(id, facts, image) &&
      (image === null || isOnImages(id)),
  );
}

function runItem(node: RunNode, active: boolean): TreeItem {
  const { run } = node;
  const { record, directory } = run;
  const status = statusOf(record, active);
  const hasPlaces = active || record.results.length > 0;
  const item = new TreeItem(shortTimeWords(record.createdAt, new Date()), hasPlaces ? Collapsed : None);
  item.id = directory;
  item.description = runWords(run, status);
  item.iconPath = icon(...STATUS_ICONS[status]);
  item.accessibilityInformation = {
    label: joined([timeWords(record.createdAt), wholeRunWords(run, status)]),
  };
  item.contextValue = context('run', { prompt: promptOf(record) !== undefined }, actionsOf(node, active));
  return item;
}

function unreadableItem({ directory }: UnreadableNode): TreeItem {
  const item = new TreeItem(l10n.t('Cannot be read'), None);
  item.id = directory;
  item.description = path.basename(directory);
  item.iconPath = icon('warning', 'list.warningForeground');
  item.contextValue = context('unreadable', {}, ['openFolder']);
  return item;
}

/** The status of an image: `ready` if its file exists. */
export type ImageStatus = 'ready' | 'awaited' | 'pending' | 'elsewhere' | 'failed' | 'gone';

export function imageStatus({ parent: { run }, index }: ImageNode): ImageStatus {
  const result = run.record.results[index];
  if (!result) return 'awaited';
  if (result.file !== null) return run.files.has(result.file) ? 'ready' : 'gone';
  return result.state === 'saved' ? 'gone' : result.state;
}

export function imageWords(status: ImageStatus): string {
  switch (status) {
    case 'ready':
      return '';
    case 'awaited':
      return l10n.t('Generating');
    case 'pending':
      return l10n.t('Not downloaded yet');
    case 'elsewhere':
      return l10n.t('Sent to the upload address of its task');
    case 'failed':
      return l10n.t('Failed');
    case 'gone':
      return l10n.t('The file is gone');
  }
}

const IMAGE_ICONS: Readonly<Record<ImageStatus, readonly [icon: string, color?: string]>> = {
  ready: ['file-media'],
  awaited: ['loading~spin'],
  pending: ['cloud-download'],
  elsewhere: ['cloud'],
  failed: ['error', 'list.errorForeground'],
  gone: ['question', 'disabledForeground'],
};

const FAVORITE_ICON = ['star-full', 'charts.yellow'] as const;

function imageItem(node: ImageNode, active: boolean): TreeItem {
  const { parent, index } = node;
  const { run } = parent;
  const seed = run.record.results[index]?.seed ?? null;
  const { favorite, note } = annotationOf(run.annotations, index);
  const status = imageStatus(node);
  const item = new TreeItem(l10n.t('Image {0}', index + 1), None);
  item.id = `${run.directory}#${index}`;
  const description = joined([imageWords(status), seed === null ? '' : l10n.t('seed {0}', seed), note]);
  item.description = description;
  item.iconPath = favorite ? icon(...FAVORITE_ICON) : icon(...IMAGE_ICONS[status]);
  const star = favorite ? l10n.t('favorite') : '';
  item.accessibilityInformation = { label: joined([l10n.t('Image {0}', index + 1), star, description]) };
  const marks = { prompt: promptOf(run.record) !== undefined, ready: status === 'ready' };
  item.contextValue = context('image', marks, actionsOf(parent, active, index));
  if (status === 'ready') {
    item.command = { command: COMMANDS.openImage, title: l10n.t('Open Image'), arguments: [node] };
  }
  return item;
}

/** A node as the tree shows it. `active`: this window is working on its run. */
export function itemOf(node: RunsNode, active: (run: StoredRun) => boolean): TreeItem {
  switch (node.kind) {
    case 'document':
      return documentItem(node);
    case 'run':
      return runItem(node, active(node.run));
    case 'unreadable':
      return unreadableItem(node);
    case 'image':
      return imageItem(node, active(node.parent.run));
  }
}
