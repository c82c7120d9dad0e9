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

/** A text that nobody types. */
const NOTHING_TYPED = '\u0000';

/**
 * If no provider has suggestions, the editor suggests words of the document. In JSON such words include quotes and
 * escapes, so that accepting one by mistake breaks the string. One provider with suggestions keeps them away: this one
 * has a suggestion that matches nothing anybody can type, so it is never shown.
 */
export class NoWords implements CompletionItemProvider, Disposable {
  private readonly registration = languages.registerCompletionItemProvider(PROMPT_FILES, this);

  provideCompletionItems(document: TextDocument, position: Position): CompletionItem[] {
    const start = document.lineAt(position).firstNonWhitespaceCharacterIndex;
    // An empty text matches every suggestion.
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
