import {
  type CancellationToken,
  type DataTransfer,
  type Disposable,
  DocumentDropOrPasteEditKind,
  DocumentPasteEdit,
  type DocumentPasteEditContext,
  type DocumentPasteEditProvider,
  languages,
  l10n,
  type Range,
  type TextDocument,
} from 'vscode';
import { mendedText } from '../../prompt/mend/mend';
import { PROMPT_FILES } from '../documents/prompt-documents';

const KIND = DocumentDropOrPasteEditKind.Empty.append('structuredPrompt', 'mended');
const TEXT = 'text/plain';

/** No prompt is nearly as long. A longer text is not parsed while someone waits for the paste. */
const LONGEST = 1_000_000;

/**
 * Offers to paste text from a chat or a program as the JSON that it contains, in the menu that VS Code shows after a
 * paste. Unless a person chooses that, the text is pasted as it is.
 */
export class MendedPaste implements DocumentPasteEditProvider, Disposable {
  private readonly registration: Disposable;

  constructor() {
    this.registration = languages.registerDocumentPasteEditProvider([...PROMPT_FILES], this, {
      providedPasteEditKinds: [KIND],
      pasteMimeTypes: [TEXT],
    });
  }

  async provideDocumentPasteEdits(
    _document: TextDocument,
    _ranges: readonly Range[],
    data: DataTransfer,
    { only }: DocumentPasteEditContext,
    token: CancellationToken,
  ): Promise<DocumentPasteEdit[] | undefined> {
    if (only && !only.contains(KIND)) return undefined;
    const text = (await data.get(TEXT)?.asString()) ?? '';
    if (text.length > LONGEST || token.isCancellationRequested) return undefined;
    const mended = mendedText(text);
    if (mended === undefined) return undefined;
    const edit = new DocumentPasteEdit(mended, l10n.t('Paste as Mended Prompt'), KIND);
    edit.yieldTo = [DocumentDropOrPasteEditKind.Text];
    return [edit];
  }

  dispose(): void {
    this.registration.dispose();
  }
}
