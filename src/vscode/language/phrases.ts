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

/** Suggests phrases for free texts that are lists of phrases. A suggestion replaces only the phrase at the cursor. */
export class PhraseCompletions implements CompletionItemProvider, Disposable {
  // After these characters VS Code asks only providers that registered them, as the JSON service does.
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
      // The order of the vocabulary keeps related phrases together.
      item.sortText = String(index).padStart(3, '0');
      item.range = { inserting: replacing.with({ end: position }), replacing };
      return item;
    });
  }

  dispose(): void {
    this.registration.dispose();
  }
}
