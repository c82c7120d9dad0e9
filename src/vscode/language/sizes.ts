import {
  CompletionItem,
  CompletionItemKind,
  type CompletionItemProvider,
  type Disposable,
  languages,
  l10n,
  MarkdownString,
  type Position,
  type TextDocument,
  TextEdit,
} from 'vscode';
import { cursorAt } from '../../prompt/cursor';
import { completeSize, type SizeCompletion } from '../../task/size-completion';
import { describeSize } from '../../task/sizes';
import { asPromptDocument, PROMPT_FILES } from '../documents/prompt-documents';
import { rangeOf } from '../platform/editor';

function itemOf(document: TextDocument, completion: SizeCompletion, index: number): CompletionItem {
  const { size, filter, span, text, partner } = completion;
  const item = new CompletionItem(describeSize(size), CompletionItemKind.Value);
  item.documentation = new MarkdownString(l10n.t('Sets `width` and `height` together.'));
  item.filterText = filter;
  // After the keys of a task, whose sort texts start at 01.
  item.sortText = `99-${String(index).padStart(2, '0')}`;
  item.range = rangeOf(document, span);
  item.insertText = text;
  // The text is indented already.
  item.keepWhitespace = true;
  if (partner) item.additionalTextEdits = [TextEdit.replace(rangeOf(document, partner), partner.text)];
  return item;
}

/** Suggests the supported sizes of a task as pairs: not every width goes with every height. */
export class SizeCompletions implements CompletionItemProvider, Disposable {
  // After these characters VS Code asks only providers that registered them, as the JSON service does.
  private readonly registration = languages.registerCompletionItemProvider(PROMPT_FILES, this, '"', ':');

  provideCompletionItems(document: TextDocument, position: Position): CompletionItem[] {
    const prompt = asPromptDocument(document);
    if (prompt?.kind !== 'task') return [];
    const cursor = cursorAt(prompt.parsed, document.offsetAt(position));
    if (!cursor) return [];
    return completeSize(prompt.parsed, cursor).map((completion, index) =>
      itemOf(document, completion, index),
    );
  }

  dispose(): void {
    this.registration.dispose();
  }
}
