import {
  Diagnostic,
  type DiagnosticCollection,
  DiagnosticSeverity,
  type Disposable,
  languages,
  Range,
  Selection,
  type TextDocument,
  TextEditorRevealType,
  ViewColumn,
  window,
  workspace,
} from 'vscode';
import type { Problem } from '../lint/lint';
import { asPromptDocument } from './documents';

const SOURCE = 'structured-prompt';

function rangeOf(document: TextDocument, problem: Problem): Range {
  return new Range(document.positionAt(problem.offset), document.positionAt(problem.offset + problem.length));
}

/** Shows a place of a document in its editor. */
export async function revealProblem(document: TextDocument, problem: Problem): Promise<void> {
  const visible = window.visibleTextEditors.find((editor) => editor.document === document);
  const editor = await window.showTextDocument(document, visible?.viewColumn ?? ViewColumn.One);
  const range = rangeOf(document, problem);
  editor.selection = new Selection(range.start, range.start);
  editor.revealRange(range, TextEditorRevealType.InCenterIfOutsideViewport);
}

/**
 * Marks what stopped a generation, at its place in the editor, for as long as it is wrong. Syntax is left to the
 * editor's own JSON support, which marks it at once.
 */
export class BlockingProblems implements Disposable {
  private readonly collection: DiagnosticCollection;
  private readonly subscriptions: readonly { dispose(): unknown }[];

  constructor() {
    this.collection = languages.createDiagnosticCollection(SOURCE);
    this.subscriptions = [
      this.collection,
      workspace.onDidChangeTextDocument(({ document }) => this.refresh(document)),
      workspace.onDidCloseTextDocument((document) => this.collection.delete(document.uri)),
    ];
  }

  show(document: TextDocument, problems: readonly Problem[]): void {
    const diagnostics = problems
      .filter((problem) => problem.severity === 'error' && problem.rule !== 'json-syntax')
      .map((problem) => {
        const diagnostic = new Diagnostic(
          rangeOf(document, problem),
          problem.message,
          DiagnosticSeverity.Error,
        );
        diagnostic.source = SOURCE;
        diagnostic.code = problem.rule;
        return diagnostic;
      });
    if (diagnostics.length > 0) this.collection.set(document.uri, diagnostics);
    else this.collection.delete(document.uri);
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
  }

  private refresh(document: TextDocument): void {
    if (!this.collection.has(document.uri)) return;
    const problems = asPromptDocument(document)?.linted.problems ?? [];
    if (problems.some((problem) => problem.rule === 'json-syntax')) return;
    this.show(document, problems);
  }
}
