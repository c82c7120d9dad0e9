import path from 'node:path';
import { FileType, l10n, type Uri, window, workspace } from 'vscode';
import { extractOrigin, isImage } from '../../metadata/embed';
import { type Origin, promptDocument } from '../../metadata/origin';
import { summarize } from '../../task/build';
import { messageOf } from '../../task/errors';
import { plain } from '../platform/plain';
import type { Controls } from './controls';
import { showNewPrompt } from './untitled';

/** Larger than any image that the service makes, in bytes. */
const MAX_IMAGE = 256 * 2 ** 20;

/** Reads an image. Rejects for anything that is not a file or is too large. */
export async function readImage(uri: Uri): Promise<Uint8Array> {
  const { type, size } = await workspace.fs.stat(uri);
  if ((type & FileType.File) === 0) throw new Error(l10n.t('It is no file.'));
  if (size > MAX_IMAGE) throw new Error(l10n.t('It is too large for an image.'));
  return workspace.fs.readFile(uri);
}

/** The text of the prompt that an image carries, for an editor; undefined if there is none. */
export function promptTextIn(origin: Origin | undefined): string | undefined {
  // An editor keeps the byte order mark apart from its text.
  return origin && promptDocument(origin)?.replace(/^\ufeff/, '');
}

/** Explains why there is nothing to open. */
async function explain(name: string, bytes: Uint8Array, origin: Origin | undefined): Promise<void> {
  const message = origin
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
  await window.showWarningMessage(message);
}

/** Opens the prompts that images carry as new documents, with the size, speed and format that they were made with. */
export class Restorer {
  private readonly controls: Controls;

  constructor(controls: Controls) {
    this.controls = controls;
  }

  /** Opens the prompt of an image file. Failures are shown, never thrown. */
  async restoreFrom(uri: Uri): Promise<void> {
    const name = path.posix.basename(uri.path);
    try {
      await this.restore(name, await readImage(uri));
    } catch (error) {
      const reason = messageOf(error);
      await window.showErrorMessage(l10n.t('{0} could not be read. {1}', plain(name), plain(reason)));
    }
  }

  /** Opens the prompt of an image that is read already; `name` is its file name. */
  async restore(name: string, bytes: Uint8Array): Promise<void> {
    const origin = await extractOrigin(bytes);
    const text = promptTextIn(origin);
    if (!origin || text === undefined) return explain(name, bytes, origin);
    const { width, height, speed, format } = summarize(origin.task);
    const stem = path.posix.basename(name, path.posix.extname(name));
    await showNewPrompt(stem, text, { width, height, speed, format }, this.controls);
  }
}
