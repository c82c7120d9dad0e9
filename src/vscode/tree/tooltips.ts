import path from 'node:path';
import { l10n, MarkdownString, Uri } from 'vscode';
import { KEY } from '../../prompt/shape';
import { annotationOf } from '../../run/record/annotations';
import type { RunRecord } from '../../run/record/record';
import type { StoredRun } from '../../run/record/run-index';
import { promptOf } from '../../run/record/run-prompt';
import { thumbnailAmong } from '../../run/record/thumbnails';
import { summarize } from '../../task/build';
import { formatMoney } from '../../task/prices';
import { describeSize } from '../../task/sizes';
import { failureMessage } from '../runs/failure';
import { imageWords, imageStatus } from './items';
import type { DocumentNode, ImageNode, RunNode, RunsNode, UnreadableNode } from './nodes';
import { statusOf } from './run-status';
import { agoWords, joined, timeWords, totalsWords, wholeRunWords } from './words';

/** The longest side of a picture in a tooltip, in CSS pixels. */
const PICTURE_SIDE = 240;

/** The longest text of a prompt in a tooltip, in UTF-16 units. */
const MAX_WORDS = 300;

/** Shows text from files and the service as plain text: none of it becomes a link or runs anything. */
function tooltip(lines: readonly string[]): MarkdownString {
  const markdown = new MarkdownString();
  lines
    .filter((line) => line !== '')
    .forEach((line, index) => {
      if (index > 0) markdown.appendMarkdown('\n\n');
      markdown.appendText(line);
    });
  return markdown;
}

/** Adds an image of a run: its thumbnail, or the image itself if it has none yet. */
function addPicture(markdown: MarkdownString, run: StoredRun, index: number): MarkdownString {
  const image = run.record.results[index]?.file ?? '';
  const file = thumbnailAmong(run.files, index) ?? (run.files.has(image) ? image : undefined);
  if (file === undefined) return markdown;
  const { width, height } = summarize(run.record.request);
  const side = width > height ? 'width' : 'height';
  const address = Uri.file(path.join(run.directory, file)).toString();
  return markdown.appendMarkdown(`\n\n![](${address}|${side}=${PICTURE_SIDE})`);
}

function documentTooltip({ location, folder, totals }: DocumentNode): MarkdownString {
  return tooltip([
    location.uri?.scheme === 'file' ? location.uri.fsPath : (location.uri?.path ?? ''),
    location.isThere ? '' : l10n.t('There is no such document any more. Its runs are in {0}.', folder),
    totals ? totalsWords(totals) : '',
  ]);
}

function promptWords(record: RunRecord): string {
  const words = promptOf(record)?.[KEY.summary] ?? record.request.positivePrompt;
  if (typeof words !== 'string') return '';
  return words.length > MAX_WORDS ? `${words.slice(0, MAX_WORDS)}…` : words;
}

function runTooltip({ run }: RunNode, active: boolean, now: number): MarkdownString {
  const { record } = run;
  const status = statusOf(record, active);
  const [error] = record.errors;
  const markdown = tooltip([
    joined([timeWords(record.createdAt), agoWords(record.createdAt, now)]),
    wholeRunWords(run, status),
    error ? failureMessage(error, record.state === 'detached') : '',
    promptWords(record),
  ]);
  const first = record.results.findIndex(({ file }) => file !== null && run.files.has(file));
  return first < 0 ? markdown : addPicture(markdown, run, first);
}

function unreadableTooltip({ directory }: UnreadableNode): MarkdownString {
  return tooltip([
    directory,
    l10n.t('Its run.json is damaged, or was written by another version or program. It is left as it is.'),
  ]);
}

function imageTooltip(node: ImageNode): MarkdownString {
  const { parent, index } = node;
  const { run } = parent;
  const result = run.record.results[index];
  const { favorite, note } = annotationOf(run.annotations, index);
  const { size, speed } = summarize(run.record.request);
  const markdown = tooltip([
    joined([
      l10n.t('Image {0}', index + 1),
      favorite ? l10n.t('favorite') : '',
      imageWords(imageStatus(node)),
    ]),
    note,
    joined([
      describeSize(size),
      run.record.backend === 'proof' ? l10n.t('Layout proof') : speed,
      result && result.seed !== null ? l10n.t('seed {0}', result.seed) : '',
      typeof result?.cost === 'number' ? l10n.t('${0}', formatMoney(result.cost)) : '',
    ]),
    result?.flagged ? l10n.t("The service's safety check marked this image.") : '',
  ]);
  return addPicture(markdown, run, index);
}

/** The tooltip of a node. */
export function tooltipOf(node: RunsNode, active: (run: StoredRun) => boolean): MarkdownString {
  switch (node.kind) {
    case 'document':
      return documentTooltip(node);
    case 'run':
      return runTooltip(node, active(node.run), Date.now());
    case 'unreadable':
      return unreadableTooltip(node);
    case 'image':
      return imageTooltip(node);
  }
}
