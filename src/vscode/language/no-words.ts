import {
  CompletionItem,
  CompletionItemKind,
  type CompletionItemProvider,
  type Disposable,
  languages,
  type Position,
  Range,
  type TextDocument,
} from 'vscode';
import { PROMPT_FILES } from '../documents/prompt-documents';

/** What nobody types. */
const NOTHING_TYPED = '\u0000';

/**
 * Where nobody offers anything, the editor offers the words of the document. Those of JSON end in its quotes and escapes: taken
 * in the middle of a sentence, or by the key that was to go on to the next field, they tear the string open. They stay away
 * where anyone has something to offer: this offers what fits nothing that can be written, and so is never seen.
 */
export class NoWords implements CompletionItemProvider, Disposable {
  private readonly registration = languages.registerCompletionItemProvider(PROMPT_FILES, this);

  provideCompletionItems(document: TextDocument, position: Position): CompletionItem[] {
    const start = document.lineAt(position).firstNonWhitespaceCharacterIndex;
    // Compared with an empty text, everything fits.
    if (start >= position.character) return [];
    const item = new CompletionItem('…', CompletionItemKind.Text);
    item.filterText = NOTHING_TYPED;
    item.insertText = '';
    item.range = new Range(position.with({ character: start }), position);
    return [item];
  }

  dispose(): void {
    this.registration.dispose();
  }
}
