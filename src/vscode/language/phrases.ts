import {
  CompletionItem,
  CompletionItemKind,
  type CompletionItemProvider,
  type Disposable,
  languages,
  type Position,
  type TextDocument,
} from 'vscode';
import { cursorAt } from '../../prompt/cursor';
import { completePhrase } from '../../task/phrase-completion';
import { asPromptDocument, PROMPT_FILES } from '../documents/prompt-documents';
import { rangeOf } from '../platform/editor';

/** Offers phrases for the free texts that are lists of them; one replaces only the phrase that the cursor is in. */
export class PhraseCompletions implements CompletionItemProvider, Disposable {
  // The characters after which the JSON service is asked: on those alone others are not.
  private readonly registration = languages.registerCompletionItemProvider(PROMPT_FILES, this, '"', ':');

  provideCompletionItems(document: TextDocument, position: Position): CompletionItem[] {
    const prompt = asPromptDocument(document);
    const offset = document.offsetAt(position);
    const cursor = prompt && cursorAt(prompt.parsed, offset);
    const found = cursor && completePhrase(prompt.parsed, cursor, offset);
    if (!found) return [];
    const replacing = rangeOf(document, found.span);
    return found.phrases.map((phrase, index) => {
      const item = new CompletionItem(phrase, CompletionItemKind.Value);
      item.insertText = found.write(phrase);
      item.filterText = phrase;
      // In the order of the vocabulary: what goes together stands together.
      item.sortText = String(index).padStart(3, '0');
      item.range = { inserting: replacing.with({ end: position }), replacing };
      return item;
    });
  }

  dispose(): void {
    this.registration.dispose();
  }
}
