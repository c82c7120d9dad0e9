import {
  commands,
  type Disposable,
  l10n,
  Range,
  Selection,
  TabInputText,
  type TextDocument,
  type TextEditor,
  TextEditorRevealType,
  type Uri,
  ViewColumn,
  window,
  workspace,
} from 'vscode';
import type { TextEdit } from '../../prompt/edit';
import { elementAt, elementSpan, writingSpot } from '../../prompt/elements/find';
import type { HostMessage, PanelMessage } from '../../protocol/messages';
import type { AboutDocument, StageFix } from '../../protocol/stage';
import { asPromptDocument, openPrompt, type PromptDocument } from '../documents/prompt-documents';
import type { Linter } from '../linting/linter';
import { rangeOf, workspaceEdit } from '../platform/editor';
import { type Sheet, StageController } from './stage-controller';
import { fixEdits, stageProblems } from './stage-problems';

/** The panel's messages about the stage. */
export type StageMessage = Extract<
  PanelMessage,
  { readonly type: 'edit' | 'resync' | 'showElement' | 'fix' | 'chooseTask' | 'undo' | 'redo' }
>;

export interface StageServices {
  readonly linter: Pick<Linter, 'onDidLint' | 'watches' | 'lint'>;
  readonly post: (message: HostMessage) => void;
  /** Moves the focus back to the panel. */
  readonly focusPanel: () => void;
  /** Called when another task is on the stage. */
  readonly onTask: () => void;
}

/** Keeps the stage in step with one document: its text, the cursor in it, and its problems. */
export class StageSync implements Disposable {
  private readonly services: StageServices;
  private readonly subscriptions: readonly { dispose(): unknown }[];
  private readonly controller: StageController;
  private prompt: PromptDocument | undefined;
  /** The document that was asked for last: it may open before one that was asked for earlier. */
  private wanted: Uri | undefined;

  constructor(services: StageServices) {
    this.services = services;
    this.controller = new StageController({
      read: () => this.sheet(),
      apply: (edits, version) => this.apply(edits, version),
      post: services.post,
    });
    this.subscriptions = [
      workspace.onDidChangeTextDocument(({ document }) => {
        if (document === this.prompt?.document) this.controller.update();
      }),
      window.onDidChangeTextEditorSelection(({ textEditor }) => this.sendCursor(textEditor)),
      window.onDidChangeActiveTextEditor((editor) => editor && this.sendCursor(editor)),
      services.linter.onDidLint((document) => {
        if (document === this.prompt?.document) this.sendProblems();
      }),
    ];
  }

  /** The task on the stage, counted from 0. */
  get task(): number {
    return this.controller.task;
  }

  /** Puts a document on the stage, or none. */
  async show(uri: Uri | undefined): Promise<void> {
    this.wanted = uri;
    const prompt = uri && (await openPrompt(uri));
    if (this.wanted !== uri) return;
    if (prompt?.document !== this.prompt?.document) this.controller.begin(0);
    this.prompt = prompt;
    this.sendAll();
  }

  /** Starts again for a new page. */
  restart(): void {
    this.controller.restart();
  }

  /** Handles a message. Ignores actions on another document, which the page still showed. */
  async handle(message: StageMessage): Promise<void> {
    switch (message.type) {
      case 'edit':
        return this.controller.edit(message);
      case 'resync':
        this.sendAll();
        return;
      case 'fix':
        return this.controller.changes.queue(() => this.fix(message));
      case 'showElement':
        if (!this.isShown(message)) return;
        return this.showElement(message.index, message.focus);
      case 'chooseTask':
        if (!this.isShown(message)) return;
        this.controller.begin(message.task);
        this.sendAll();
        this.services.onTask();
        return;
      case 'undo':
      case 'redo':
        return this.controller.changes.queue(() => this.inEditor(message));
    }
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
  }

  /** The document with its current text. */
  private current(): PromptDocument | undefined {
    const document = this.prompt?.document;
    if (!document || document.isClosed) return undefined;
    // If the text no longer shows its kind, it keeps the kind that it had.
    this.prompt = asPromptDocument(document) ?? this.prompt;
    return this.prompt;
  }

  private isShown({ document }: AboutDocument): boolean {
    return this.prompt?.document.uri.toString() === document;
  }

  private sheet(): Sheet | undefined {
    const prompt = this.current();
    if (!prompt) return undefined;
    const { document, located } = prompt;
    const writable = isWritable(document);
    return { uri: document.uri.toString(), version: document.version, writable, located };
  }

  private sendAll(): void {
    this.controller.send();
    this.sendProblems();
    const editor = this.editor();
    if (editor) this.sendCursor(editor);
  }

  private sendProblems(): void {
    const prompt = this.current();
    if (!prompt) return;
    const { document, parsed } = prompt;
    const known = this.services.linter.watches(document) && parsed.syntaxProblems.length === 0;
    const linted = known ? this.services.linter.lint(prompt) : undefined;
    const problems = linted ? stageProblems(linted, this.controller.pathIn(prompt)) : [];
    this.services.post({ type: 'problems', uri: document.uri.toString(), problems });
  }

  private sendCursor({ document, selection }: TextEditor): void {
    const prompt = document === this.prompt?.document ? this.current() : undefined;
    if (!prompt) return;
    const offset = document.offsetAt(selection.active);
    const element = elementAt(prompt.located, this.controller.pathIn(prompt), offset) ?? null;
    this.services.post({ type: 'cursor', uri: document.uri.toString(), element });
  }

  /** Edits the text if it has this version. The editor itself refuses the edits if the text changes in the meantime. */
  private async apply(edits: readonly TextEdit[], version: number): Promise<void> {
    const document = this.prompt?.document;
    if (document?.version !== version) return;
    const done = await workspace.applyEdit(workspaceEdit(document, edits));
    if (done || document.version !== version) return;
    void window.showErrorMessage(l10n.t('The document could not be changed: it may be read-only.'));
  }

  private async fix(fix: StageFix): Promise<void> {
    const prompt = this.current();
    const sheet = this.sheet();
    if (!prompt || !sheet) return;
    const linted = this.controller.isMeant(fix, sheet) ? this.services.linter.lint(prompt) : undefined;
    const edits = linted && fixEdits(linted, this.controller.pathIn(prompt), fix);
    if (edits) await this.apply(edits, sheet.version);
    else this.sendProblems();
  }

  /** An editor that shows the document. */
  private editor(): TextEditor | undefined {
    return window.visibleTextEditors.find(({ document }) => document === this.prompt?.document);
  }

  private async showElement(index: number, focus: boolean): Promise<void> {
    const prompt = this.current();
    if (!prompt) return;
    const { document, located } = prompt;
    const path = this.controller.pathIn(prompt);
    const span = elementSpan(located, path, index);
    if (!span) return;
    const start = document.positionAt(span.offset);
    if (focus) {
      const spot = document.positionAt(writingSpot(located, path, index) ?? span.offset);
      return this.focusEditor(document, new Range(spot, spot));
    }
    const editor = this.editor();
    if (!editor) return;
    if (!rangeOf(document, span).contains(editor.selection.active)) {
      editor.selection = new Selection(start, start);
    }
    editor.revealRange(new Range(start, start), TextEditorRevealType.InCenterIfOutsideViewport);
  }

  private async focusEditor(document: TextDocument, selection?: Range): Promise<void> {
    const viewColumn = this.editor()?.viewColumn ?? columnOf(document) ?? ViewColumn.One;
    const options = { viewColumn, preserveFocus: false, ...(selection && { selection }) };
    await window.showTextDocument(document, options);
  }

  /** Runs undo or redo in the editor, which takes these commands only while it has the focus. */
  private async inEditor(message: AboutDocument & { readonly type: 'undo' | 'redo' }): Promise<void> {
    const document = this.current()?.document;
    if (!document || !this.isShown(message)) return;
    await this.focusEditor(document);
    await commands.executeCommand(message.type);
    this.services.focusPanel();
  }
}

function isWritable({ uri: { scheme } }: TextDocument): boolean {
  return scheme === 'untitled' || workspace.fs.isWritableFileSystem(scheme) === true;
}

/** The column that has a tab with a document, visible or behind others. */
function columnOf(document: TextDocument): ViewColumn | undefined {
  const uri = document.uri.toString();
  return window.tabGroups.all.find(({ tabs }) =>
    tabs.some(({ input }) => input instanceof TabInputText && input.uri.toString() === uri),
  )?.viewColumn;
}
