import {
  type Disposable,
  DocumentSymbol,
  type DocumentSymbolProvider,
  languages,
  l10n,
  SymbolKind,
  type TextDocument,
} from 'vscode';
import type { OutlineItem } from '../../prompt/outline';
import { outlineOf } from '../../task/outline';
import { asPromptDocument, PROMPT_FILES } from '../documents/prompt-documents';
import { rangeOf } from '../platform/editor';

/** The symbol kinds, which decide the icons of the outline. */
const KINDS: Readonly<Record<OutlineItem['kind'], SymbolKind>> = {
  task: SymbolKind.Package,
  obj: SymbolKind.Object,
  text: SymbolKind.String,
  object: SymbolKind.Module,
  array: SymbolKind.Array,
  string: SymbolKind.Property,
  number: SymbolKind.Number,
  boolean: SymbolKind.Boolean,
  null: SymbolKind.Null,
  property: SymbolKind.Property,
};

function symbolOf(document: TextDocument, item: OutlineItem): DocumentSymbol {
  const symbol = new DocumentSymbol(
    item.name,
    item.detail,
    KINDS[item.kind],
    rangeOf(document, item.span),
    rangeOf(document, item.selection),
  );
  symbol.children = item.children.map((child) => symbolOf(document, child));
  return symbol;
}

/** The outline and the breadcrumbs of prompts and tasks, with elements named by their content instead of their number. */
export class Outline implements DocumentSymbolProvider, Disposable {
  private readonly registration: Disposable;

  constructor() {
    const label = l10n.t('Structured Prompt');
    this.registration = languages.registerDocumentSymbolProvider(PROMPT_FILES, this, { label });
  }

  provideDocumentSymbols(document: TextDocument): DocumentSymbol[] {
    const prompt = asPromptDocument(document);
    if (!prompt) return [];
    return outlineOf(prompt.located).map((item) => symbolOf(document, item));
  }

  dispose(): void {
    this.registration.dispose();
  }
}
