import path from 'node:path';
import { FileType, l10n, Uri, window, workspace } from 'vscode';
import { extractOrigin, isImage } from '../../metadata/embed';
import { type Origin, promptDocument } from '../../metadata/origin';
import { summarize } from '../../task/build';
import { COMMANDS } from '../contributions';
import type { Controls } from '../controls';
import { plain } from '../plain';
import { showNewPrompt } from '../untitled';
import type { Command } from './command';

/** Far more than any image that the service makes, in bytes. */
const MAX_IMAGE = 256 * 2 ** 20;

async function askForImage(): Promise<Uri | undefined> {
  const folder = workspace.workspaceFolders?.[0]?.uri;
  const chosen = await window.showOpenDialog({
    title: l10n.t('Restore Prompt from Image'),
    openLabel: l10n.t('Restore Prompt'),
    ...(folder ? { defaultUri: folder } : {}),
    filters: { [l10n.t('Images')]: ['png', 'jpg', 'jpeg', 'webp'] },
  });
  return chosen?.[0];
}

/** Reads a file that may be anything: nothing that is no file, and nothing endless. */
async function readImage(uri: Uri): Promise<Uint8Array> {
  const { type, size } = await workspace.fs.stat(uri);
  if ((type & FileType.File) === 0) throw new Error(l10n.t('It is no file.'));
  if (size > MAX_IMAGE) throw new Error(l10n.t('It is too large for an image.'));
  return workspace.fs.readFile(uri);
}

/** Says why there is nothing to open. */
async function explain(name: string, bytes: Uint8Array, origin: Origin | undefined): Promise<void> {
  const words = origin
    ? l10n.t(
        '{0} was made from a sentence, and the structured prompt that this became is not known.',
        plain(name),
      )
    : isImage(bytes)
      ? l10n.t(
          '{0} carries no prompt. Only images saved from the Studio panel do, unless another program removed it.',
          plain(name),
        )
      : l10n.t('{0} is no PNG, JPEG or WEBP image.', plain(name));
  await window.showWarningMessage(words);
}

/** `Structured Prompt: Restore Prompt from Image…`, of the image given by the explorer, or one that is asked for. */
export class RestorePromptCommand implements Command {
  readonly id = COMMANDS.restorePrompt;
  private readonly controls: Controls;

  constructor(controls: Controls) {
    this.controls = controls;
  }

  async execute(target?: unknown): Promise<void> {
    const uri = target instanceof Uri ? target : await askForImage();
    if (!uri) return;
    const name = path.posix.basename(uri.path);
    try {
      await this.restore(uri, name);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      await window.showErrorMessage(l10n.t('{0} could not be read. {1}', plain(name), plain(reason)));
    }
  }

  /** Opens the prompt that an image carries, at the size, speed and format that it was made in. */
  private async restore(uri: Uri, name: string): Promise<void> {
    const bytes = await readImage(uri);
    const origin = extractOrigin(bytes);
    const text = origin && promptDocument(origin);
    if (!origin || text === undefined) return explain(name, bytes, origin);
    const { width, height, speed, format } = summarize(origin.task);
    const stem = path.posix.basename(name, path.posix.extname(name));
    // An editor keeps the mark of byte order apart from its text.
    await showNewPrompt(stem, text.replace(/^\ufeff/, ''), { width, height, speed, format }, this.controls);
  }
}
