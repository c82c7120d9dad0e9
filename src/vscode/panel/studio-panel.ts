import path from 'node:path';
import {
  commands,
  type Disposable,
  l10n,
  type LogOutputChannel,
  Uri,
  ViewColumn,
  type WebviewOptions,
  type WebviewPanel,
  window,
  workspace,
} from 'vscode';
import { isPanelMessage } from '../../protocol/guards';
import type { HostMessage, PanelMessage } from '../../protocol/messages';
import type { Run } from '../../run/store';
import { RUNS_FOLDER } from '../../run/store';
import { COMMANDS, STUDIO_VIEW_TYPE } from '../contributions';
import { asPromptDocument, isRunCopy, openPrompt, type PromptDocument, runsFolderOf } from '../documents';
import { plain } from '../plain';
import { revealProblem } from '../reveal';
import { showDetails, showRecord } from '../runs/failure';
import type { Resumer } from '../runs/resumer';
import { panelHtml } from './html';
import { revealImage, saveImageAs } from './images';
import { Paced } from './paced';
import { StageSync } from './stage-sync';
import { type StateSources, studioState } from './state';
import { panelStrings } from './strings';
import { panelTitle } from './view';

/** The whole state is sent at each update: with hundreds of runs that change, more often would only be work. */
const UPDATE_PAUSE_MS = 100;

export interface PanelServices extends StateSources {
  readonly resumer: Resumer;
  readonly log: LogOutputChannel;
  readonly extensionUri: Uri;
}

/** The only places that the panel may load files from. */
function webviewOptions({ extensionUri, storage }: PanelServices): WebviewOptions {
  const runs = (workspace.workspaceFolders ?? []).map((folder) =>
    Uri.joinPath(folder.uri, ...RUNS_FOLDER.split(path.sep)),
  );
  return {
    enableScripts: true,
    localResourceRoots: [Uri.joinPath(extensionUri, 'dist'), Uri.joinPath(storage, 'runs'), ...runs],
  };
}

/** The panel beside the editor: shows the runs of one document and passes on what a person does there. */
export class StudioPanel implements Disposable {
  private readonly panel: WebviewPanel;
  private readonly services: PanelServices;
  private readonly subscriptions: { dispose(): unknown }[] = [];
  private document: Uri | undefined;
  private locked = false;
  private ready = false;
  private disposed = false;
  private readonly updates = new Paced(() => this.guard(this.send()), UPDATE_PAUSE_MS);
  private readonly stage: StageSync;

  /** Opens the panel beside the editor, without taking the focus. */
  static create(services: PanelServices, document: Uri | undefined): StudioPanel {
    const column = { viewColumn: ViewColumn.Beside, preserveFocus: true };
    const panel = window.createWebviewPanel(STUDIO_VIEW_TYPE, '', column, webviewOptions(services));
    return new StudioPanel(panel, services, document, false);
  }

  constructor(panel: WebviewPanel, services: PanelServices, document: Uri | undefined, locked: boolean) {
    this.panel = panel;
    this.services = services;
    this.document = document;
    this.locked = locked;
    panel.iconPath = Uri.joinPath(services.extensionUri, 'media', 'icon.png');
    panel.webview.options = webviewOptions(services);
    const { runs, linter, controls, apiKey } = services;
    const update = () => this.update();
    this.stage = new StageSync({
      linter,
      // A hidden panel gets all of it when it is shown.
      post: (message) => {
        if (this.ready && this.panel.visible) void this.guard(this.post(message));
      },
      focusPanel: () => panel.reveal(undefined, false),
      onTask: update,
    });
    this.subscriptions.push(
      this.stage,
      panel.webview.onDidReceiveMessage((message: unknown) => {
        if (isPanelMessage(message)) void this.guard(this.handle(message));
      }),
      panel.onDidChangeViewState(() => {
        if (panel.visible) void this.guard(this.refresh());
      }),
      runs.onDidChange(update),
      controls.onDidChange(update),
      apiKey.onDidChange(update),
      workspace.onDidGrantWorkspaceTrust(update),
      linter.onDidLint(({ uri }) => {
        if (uri.toString() === this.document?.toString()) this.update();
      }),
      workspace.onDidChangeWorkspaceFolders(() => {
        panel.webview.options = webviewOptions(services);
      }),
      window.onDidChangeActiveTextEditor((editor) => editor && this.follow(editor.document.uri)),
    );
    panel.webview.html = panelHtml(panel.webview, services.extensionUri);
    this.update();
  }

  get onDidDispose(): WebviewPanel['onDidDispose'] {
    return this.panel.onDidDispose;
  }

  get isActive(): boolean {
    return this.panel.active;
  }

  /** The document on show, as it stands now. */
  async prompt(): Promise<PromptDocument | undefined> {
    return this.document && openPrompt(this.document);
  }

  reveal(): void {
    this.panel.reveal(undefined, true);
  }

  /** Shows another document, unless the panel is locked to its own. */
  follow(uri: Uri): void {
    if (this.locked || uri.toString() === this.document?.toString()) return;
    if (isRunCopy(uri, this.services.storage)) return;
    const open = workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
    if (!open || !asPromptDocument(open)) return;
    this.document = uri;
    void this.guard(this.refresh());
  }

  dispose(): void {
    this.disposed = true;
    this.updates.end();
    for (const subscription of this.subscriptions) subscription.dispose();
    this.panel.dispose();
  }

  /** What was asked for in the panel must not fail unseen. */
  private guard(work: Promise<void>): Promise<void> {
    return work.catch((error: unknown) => {
      this.services.log.error(error instanceof Error ? error : String(error));
      const reason = error instanceof Error ? error.message : String(error);
      if (!this.disposed) void window.showErrorMessage(l10n.t('This did not work: {0}', plain(reason)));
    });
  }

  /** Sends the whole state again, soon. A hidden panel gets it when it is shown. */
  private update(): void {
    this.updates.wish();
  }

  private async send(): Promise<void> {
    const { webview } = this.panel;
    const { task } = this.stage;
    const state = await studioState(
      { uri: this.document, task, locked: this.locked },
      webview,
      this.services,
    );
    if (this.disposed) return;
    this.panel.title = panelTitle(state.document);
    if (this.ready && this.panel.visible) await this.post({ type: 'state', state });
  }

  private async post(message: HostMessage): Promise<void> {
    if (!this.disposed) await this.panel.webview.postMessage(message);
  }

  private async refresh(): Promise<void> {
    await this.stage.show(this.document);
    if (this.document) await this.services.runs.reload(this.folder(this.document));
    this.update();
  }

  private folder(document: Uri): string {
    return runsFolderOf(document, this.services.storage);
  }

  private async run(runId: string): Promise<Run | undefined> {
    if (!this.document) return undefined;
    const runs = await this.services.runs.list(this.folder(this.document));
    return runs.find((run) => path.basename(run.directory) === runId);
  }

  private async handle(message: PanelMessage): Promise<void> {
    switch (message.type) {
      case 'ready':
        this.ready = true;
        this.stage.restart();
        await this.post({ type: 'strings', strings: panelStrings() });
        return this.refresh();
      case 'setLocked':
        this.locked = message.locked;
        if (!this.locked && window.activeTextEditor) this.follow(window.activeTextEditor.document.uri);
        this.update();
        return;
      case 'setControls':
        if (this.document) await this.services.controls.set(this.document, message.controls);
        return;
      case 'generate':
        await commands.executeCommand(COMMANDS.generate, this.document);
        return;
      case 'setApiKey':
        await commands.executeCommand(COMMANDS.setApiKey);
        return;
      case 'newPrompt':
        await commands.executeCommand(COMMANDS.newPrompt);
        return;
      case 'showProblem':
        return this.showProblem();
      case 'edit':
      case 'resync':
      case 'showElement':
      case 'fix':
      case 'chooseTask':
      case 'undo':
      case 'redo':
        return this.stage.handle(message);
      case 'cancel':
      case 'resume':
      case 'select':
      case 'saveImage':
      case 'revealImage':
      case 'openPrompt':
      case 'showDetails':
        return this.handleRun(message, await this.run(message.runId));
    }
  }

  private async handleRun(
    message: Extract<PanelMessage, { readonly runId: string }>,
    run: Run | undefined,
  ): Promise<void> {
    const { document } = this;
    if (!run || !document) return;
    const { runs, resumer, selection } = this.services;
    switch (message.type) {
      case 'cancel':
        runs.cancel(run);
        return;
      case 'resume':
        return resumer.resume(run);
      case 'select':
        selection.choose(this.folder(document), { runId: message.runId, index: message.index });
        this.update();
        return;
      case 'saveImage':
        return saveImageAs(run, message.index, document);
      case 'revealImage':
        return revealImage(run, message.index);
      case 'openPrompt':
        return showRecord(run, run.record.promptFile);
      case 'showDetails':
        return showDetails(run);
    }
  }

  private async showProblem(): Promise<void> {
    const prompt = await this.prompt();
    const [first] = prompt ? this.services.linter.lint(prompt).problems : [];
    if (prompt && first) await revealProblem(prompt.document, first);
  }
}
