import type { Range } from 'vscode';
import {
  CodeAction,
  type CodeActionContext,
  CodeActionKind,
  type CodeActionProvider,
  type Disposable,
  EndOfLine,
  languages,
  l10n,
  type TextDocument,
  WorkspaceEdit,
} from 'vscode';
import { fixAll } from '../../lint/fix-all';
import type { Problem } from '../../lint/lint';
import { asPromptDocument, JSON_DOCUMENTS, type PromptDocument } from '../documents/prompt-documents';
import { workspaceEdit } from '../platform/editor';
import { isOf } from './diagnostics';
import type { Linter } from './linter';
import { rulePage } from './rule-pages';

const FIX_ALL = CodeActionKind.SourceFixAll.append('structuredPrompt');

/** The light bulb handles at most this many problems of a selection: nobody reads a longer menu. */
const MOST_PROBLEMS = 50;

/** Fixes for the linter's problems: in the light bulb and, if asked for, at every save. */
export class QuickFixes implements CodeActionProvider, Disposable {
  private readonly linter: Linter;
  private readonly registration: Disposable;

  constructor(linter: Linter) {
    this.linter = linter;
    const providedCodeActionKinds = [CodeActionKind.QuickFix, FIX_ALL];
    this.registration = languages.registerCodeActionsProvider(JSON_DOCUMENTS, this, {
      providedCodeActionKinds,
    });
  }

  provideCodeActions(document: TextDocument, range: Range, context: CodeActionContext): CodeAction[] {
    const prompt = this.linter.watches(document) ? asPromptDocument(document) : undefined;
    if (!prompt) return [];
    const { only } = context;
    if (only?.intersects(CodeActionKind.Source)) return only.contains(FIX_ALL) ? [sourceFixAll(prompt)] : [];
    const { problems } = this.linter.lint(prompt);
    const here = problemsIn(document, range, problems).slice(0, MOST_PROBLEMS);
    const rules = [...new Set(here.map(({ rule }) => rule))];
    return [
      ...withDistinctTitles(here.flatMap((problem) => fixesOf(document, problem, context))),
      ...(here.some(isCertain) ? fixAllActions(prompt, problems, rules) : []),
      ...here.flatMap((problem) => suppress(document, problem)),
      ...rules.map(explain),
    ];
  }

  dispose(): void {
    this.registration.dispose();
  }

  /** Computes the edits of "fix all" when it is chosen, not each time it is offered. */
  resolveCodeAction(action: CodeAction): CodeAction {
    if (action instanceof FixAllAction) {
      const { document, kind } = action.prompt;
      const options = { ...this.linter.optionsFor(document.uri), assumed: kind };
      const { edits } = fixAll(document.uri.path, document.getText(), options, action.rules);
      action.edit = workspaceEdit(document, edits);
    }
    return action;
  }
}

/** Applies all certain fixes, of some rules or of all. */
class FixAllAction extends CodeAction {
  readonly prompt: PromptDocument;
  readonly rules: ReadonlySet<string> | undefined;

  constructor(title: string, kind: CodeActionKind, prompt: PromptDocument, rules?: ReadonlySet<string>) {
    super(title, kind);
    this.prompt = prompt;
    this.rules = rules;
  }
}

function sourceFixAll(prompt: PromptDocument): CodeAction {
  return new FixAllAction(l10n.t('Fix all problems of the structured prompt'), FIX_ALL, prompt);
}

/** "Fix all" for each rule and for the document, only where there is more than one problem to fix. */
function fixAllActions(
  prompt: PromptDocument,
  problems: readonly Problem[],
  rules: readonly string[],
): CodeAction[] {
  const actions = rules
    .filter((rule) => hasTwo(problems, (problem) => problem.rule === rule && isCertain(problem)))
    .map((rule) => {
      const title = l10n.t('Fix all {0} problems', rule);
      return new FixAllAction(title, CodeActionKind.QuickFix, prompt, new Set([rule]));
    });
  if (hasTwo(problems, isCertain)) {
    const title = l10n.t('Fix all problems that have a certain fix');
    actions.push(new FixAllAction(title, CodeActionKind.QuickFix, prompt));
  }
  return actions;
}

/** Stops at the second match, because computing a fix takes time. */
function hasTwo(problems: readonly Problem[], isMeant: (problem: Problem) => boolean): boolean {
  const first = problems.findIndex(isMeant);
  return first >= 0 && problems.slice(first + 1).some(isMeant);
}

function problemsIn(document: TextDocument, range: Range, problems: readonly Problem[]): Problem[] {
  const [start, end] = [document.offsetAt(range.start), document.offsetAt(range.end)];
  return problems.filter(({ offset, length }) => offset <= end && offset + length >= start);
}

/** Keeps the first of several actions with the same title: "fix all" covers the others. */
function withDistinctTitles(actions: readonly CodeAction[]): CodeAction[] {
  return actions.filter(({ title }, index) => actions.findIndex((other) => other.title === title) === index);
}

function fixesOf(document: TextDocument, problem: Problem, context: CodeActionContext): CodeAction[] {
  const diagnostics = context.diagnostics.filter((diagnostic) => isOf(diagnostic, problem));
  return problem.fixes().map((fix, index) => {
    const action = new CodeAction(fix.title, CodeActionKind.QuickFix);
    action.edit = workspaceEdit(document, fix.edits);
    action.diagnostics = diagnostics;
    action.isPreferred = index === 0 && fix.certain;
    return action;
  });
}

function isCertain(problem: Problem): boolean {
  return problem.fixes()[0]?.certain === true;
}

/** Only JSON with comments can turn a rule off in the file itself. */
function suppress(document: TextDocument, problem: Problem): CodeAction[] {
  if (document.languageId !== 'jsonc' || problem.blocking) return [];
  const line = document.lineAt(document.positionAt(problem.offset).line);
  const indent = line.text.slice(0, line.firstNonWhitespaceCharacterIndex);
  const action = new CodeAction(l10n.t('Disable {0} for this line', problem.rule), CodeActionKind.QuickFix);
  action.edit = new WorkspaceEdit();
  action.edit.insert(
    document.uri,
    line.range.start,
    `${indent}// structured-prompt-disable-next-line ${problem.rule}${document.eol === EndOfLine.CRLF ? '\r\n' : '\n'}`,
  );
  return [action];
}

function explain(rule: string): CodeAction {
  const title = l10n.t('Show documentation for {0}', rule);
  const action = new CodeAction(title, CodeActionKind.QuickFix);
  action.command = { title, command: 'vscode.open', arguments: [rulePage(rule)] };
  return action;
}
