import {
  Diagnostic,
  type DiagnosticCollection,
  DiagnosticSeverity,
  type Disposable,
  languages,
  type TextDocument,
  workspace,
} from 'vscode';
import type { Problem } from '../../lint/lint';
import type { Severity } from '../../lint/rule';
import { asPromptDocument } from '../documents/prompt-documents';
import { rangeOf } from '../platform/editor';
import type { Linter } from './linter';
import { rulePage } from './rule-pages';

const SOURCE = 'structured-prompt';

const SEVERITIES: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

/** The editor's own JSON support reports these at once. */
const LEFT_TO_THE_EDITOR = ['json-syntax', 'duplicate-key'];

function diagnosticOf(document: TextDocument, problem: Problem): Diagnostic {
  const diagnostic = new Diagnostic(
    rangeOf(document, problem),
    problem.message,
    SEVERITIES[problem.severity],
  );
  diagnostic.source = SOURCE;
  diagnostic.code = { value: problem.rule, target: rulePage(problem.rule) };
  return diagnostic;
}

/** Whether a diagnostic shows a problem. */
export function isOf(diagnostic: Diagnostic, problem: Problem): boolean {
  const { source, code, message } = diagnostic;
  const rule = typeof code === 'object' ? code.value : code;
  return source === SOURCE && rule === problem.rule && message === problem.message;
}

/** Shows the problems of the documents that the linter watches, as long as they are open. */
export class Diagnostics implements Disposable {
  private readonly linter: Linter;
  private readonly collection: DiagnosticCollection;
  private readonly subscriptions: readonly { dispose(): unknown }[];

  constructor(linter: Linter) {
    this.linter = linter;
    this.collection = languages.createDiagnosticCollection(SOURCE);
    this.subscriptions = [
      this.collection,
      linter.onDidLint((document) => this.show(document)),
      workspace.onDidCloseTextDocument((document) => this.collection.delete(document.uri)),
    ];
    linter.announceAll();
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
  }

  private show(document: TextDocument): void {
    const prompt = this.linter.watches(document) ? asPromptDocument(document) : undefined;
    if (!prompt || document.isClosed) {
      this.collection.delete(document.uri);
      return;
    }
    const problems = this.linter
      .lint(prompt)
      .problems.filter(({ rule }) => !LEFT_TO_THE_EDITOR.includes(rule));
    this.collection.set(
      document.uri,
      problems.map((problem) => diagnosticOf(document, problem)),
    );
  }
}
