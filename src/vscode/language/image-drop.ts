import path from 'node:path';
import {
  type CancellationToken,
  type DataTransfer,
  type Disposable,
  DocumentDropEdit,
  type DocumentDropEditProvider,
  DocumentDropOrPasteEditKind,
  languages,
  l10n,
  type Position,
  type TextDocument,
  Uri,
} from 'vscode';
import { extractOrigin } from '../../metadata/embed';
import { JSON_DOCUMENTS } from '../documents/prompt-documents';
import { promptTextIn, readImage, type Restorer } from '../documents/restore';

const KIND = DocumentDropOrPasteEditKind.Empty.append('structuredPrompt', 'restore');

interface DroppedImage {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** An edit that opens the prompt of an image. */
class RestoreEdit extends DocumentDropEdit {
  readonly image: DroppedImage | undefined;

  constructor(insertText: string, image?: DroppedImage) {
    super(insertText, l10n.t('Restore Prompt from Image'), KIND);
    this.image = image;
  }
}

/** The first dropped image: from outside the editor with its bytes, or from the explorer with its address. */
async function imageIn(data: DataTransfer): Promise<DroppedImage | undefined> {
  for (const [type, item] of data) {
    const file = type.startsWith('image/') ? item.asFile() : undefined;
    if (file) return { name: file.name, bytes: await file.data() };
  }
  const list = (await data.get('text/uri-list')?.asString()) ?? '';
  const [first] = list.split(/\r?\n/).filter((line) => /\.(png|jpe?g|webp)$/i.test(line));
  if (first === undefined) return undefined;
  const uri = Uri.parse(first, true);
  return { name: path.posix.basename(uri.path), bytes: await readImage(uri) };
}

/**
 * Offers the prompt of an image that is dropped into an editor: it is inserted into an empty document, or opened as a new
 * one. The editor handles images that carry no prompt.
 */
export class ImageDrop implements DocumentDropEditProvider<RestoreEdit>, Disposable {
  private readonly restorer: Restorer;
  private readonly registration: Disposable;

  constructor(restorer: Restorer) {
    this.restorer = restorer;
    this.registration = languages.registerDocumentDropEditProvider(JSON_DOCUMENTS, this, {
      providedDropEditKinds: [KIND],
      dropMimeTypes: ['text/uri-list', 'image/*'],
    });
  }

  async provideDocumentDropEdits(
    document: TextDocument,
    _position: Position,
    data: DataTransfer,
    token: CancellationToken,
  ): Promise<RestoreEdit | undefined> {
    const image = await imageIn(data).catch(() => undefined);
    const text = image && promptTextIn(await extractOrigin(image.bytes));
    if (text === undefined || token.isCancellationRequested) return undefined;
    const isEmpty = document.getText().trim() === '';
    return isEmpty ? new RestoreEdit(text) : new RestoreEdit('', image);
  }

  /**
   * Called when the edit is carried out. Opens the prompt, and changes nothing in the document that the image was dropped
   * into.
   */
  resolveDocumentDropEdit(edit: RestoreEdit): RestoreEdit {
    if (edit.image) void this.restorer.restore(edit.image.name, edit.image.bytes);
    return edit;
  }

  dispose(): void {
    this.registration.dispose();
  }
}
