import {
  commands,
  type Disposable,
  l10n,
  type LogOutputChannel,
  Uri,
  ViewColumn,
  type WebviewPanel,
  window,
  workspace,
} from 'vscode';
import { isPanelMessage } from '../../protocol/guards';
import type { HostMessage, PanelMessage } from '../../protocol/messages';
import type { ImageActionId, RunActionId } from '../../protocol/run-actions';
import type { ImageRef } from '../../protocol/run-view';
import type { RunIndex, StoredRun } from '../../run/record/run-index';
import { messageOf } from '../../task/errors';
import { asPromptDocument, openPrompt, type PromptDocument } from '../documents/prompt-documents';
import { COMMANDS, STUDIO_VIEW_TYPE } from '../platform/contributions';
import { plain } from '../platform/plain';
import { Throttler } from '../platform/throttler';
import { runView } from '../run-actions/run-view';
import { actOn } from './document-actions';
import { pageHtml, pageOptions } from './page';
import { RunController, type RunControllerServices, type Scene } from './run-controller';
import { RunFeed } from './run-feed';
import { StageSync } from './stage-sync';
import { type StateSources, studioState } from './state';
import { panelStrings } from './strings';
import { panelTitle } from './view';

/** The shortest time between two updates, in milliseconds: hundreds of runs may change at once. */
const UPDATE_PAUSE_MS = 100;

export interface PanelServices extends StateSources, RunControllerServices {
  readonly extensionUri: Uri;
  readonly log: Pick<LogOutputChannel, 'warn' | 'error'>;
}

const NO_RUNS: RunIndex = { runs: [], unreadable: [] };

/** The panel beside the editor: shows one document with its runs, and passes on what a person does there. */
export class StudioPanel implements Disposable {
  private readonly panel: WebviewPanel;
  private readonly services: PanelServices;
  private readonly subscriptions: { dispose(): unknown }[] = [];
  private document: Uri | undefined;
  private locked = false;
  private ready = false;
  private disposed = false;
  private readonly updates = new Throttler(() => this.guard(this.send()), UPDATE_PAUSE_MS);
  private readonly stage: StageSync;
  private readonly feed: RunFeed;
  private readonly runs: RunController;

  /** Opens the panel beside the editor, without taking the focus. */
  static create(services: PanelServices, document: Uri | undefined): StudioPanel {
    const column = { viewColumn: ViewColumn.Beside, preserveFocus: true };
    const panel = window.createWebviewPanel(STUDIO_VIEW_TYPE, '', column, pageOptions(services));
    return new StudioPanel(panel, services, document, false);
  }

  constructor(panel: WebviewPanel, services: PanelServices, document: Uri | undefined, locked: boolean) {
    this.panel = panel;
    this.services = services;
    this.document = document;
    this.locked = locked;
    panel.iconPath = Uri.joinPath(services.extensionUri, 'media', 'icon.png');
    panel.webview.options = pageOptions(services);
    this.runs = new RunController(services);
    const { runs, linter, controls, apiKey } = services;
    const update = () => this.update();
    const permit = () => {
      panel.webview.options = pageOptions(services);
    };
    const addressOf = (file: string) => panel.webview.asWebviewUri(Uri.file(file)).toString();
    this.feed = new RunFeed((run, active) => runView(run, active, addressOf));
    this.stage = new StageSync({
      linter,
      // A hidden panel gets everything when it is shown.
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
      workspace.onDidChangeWorkspaceFolders(permit),
      runs.roots.onDidAdd(permit),
      window.onDidChangeActiveTextEditor((editor) => editor && this.follow(editor.document.uri)),
    );
    panel.webview.html = pageHtml(panel.webview, services.extensionUri);
    this.update();
  }

  get onDidDispose(): WebviewPanel['onDidDispose'] {
    return this.panel.onDidDispose;
  }

  get isActive(): boolean {
    return this.panel.active;
  }

  /** The shown document with its current text. */
  async prompt(): Promise<PromptDocument | undefined> {
    return this.document && openPrompt(this.document);
  }

  /** Does something with what is on the stage. */
  async performOnStage(action: RunActionId | ImageActionId): Promise<void> {
    const scene = this.scene();
    if (scene) await this.guard(this.runs.performOnStage(action, scene));
    else void window.showInformationMessage(l10n.t('There is no image on the stage.'));
  }

  reveal(): void {
    this.panel.reveal(undefined, true);
  }

  /** Shows another document, unless the panel is locked to its own. */
  follow(uri: Uri): void {
    if (this.locked || uri.toString() === this.document?.toString()) return;
    if (this.services.locations.isCopy(uri)) return;
    const open = workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
    if (!open || !asPromptDocument(open)) return;
    this.document = uri;
    this.feed.restart();
    void this.guard(this.refresh());
  }

  /** Puts an image of a document on the stage. False where the panel stays on another document. */
  showImage(document: Uri, image: ImageRef): boolean {
    this.follow(document);
    if (document.toString() !== this.document?.toString()) return false;
    this.services.selection.choose(this.folder(document), image);
    this.update();
    return true;
  }

  dispose(): void {
    this.disposed = true;
    this.updates.dispose();
    for (const subscription of this.subscriptions) subscription.dispose();
    this.panel.dispose();
  }

  /** Shows the failure of something that was asked for in the panel. */
  private guard(work: Promise<void>): Promise<void> {
    return work.catch((error: unknown) => {
      this.services.log.error(error instanceof Error ? error : String(error));
      const reason = messageOf(error);
      if (!this.disposed) void window.showErrorMessage(l10n.t('This did not work: {0}', plain(reason)));
    });
  }

  /** Sends the state and the changed runs soon. A hidden panel gets them when it is shown. */
  private update(): void {
    this.updates.request();
  }

  private async send(): Promise<void> {
    const { services, document, locked } = this;
    const prompt = document && (await openPrompt(document));
    const index = prompt ? await services.runs.index(this.folder(prompt.document.uri)) : NO_RUNS;
    const state = await studioState(prompt, { task: this.stage.task, locked }, index, services);
    // If the panel has gone on to another document, that one is sent next.
    if (this.disposed || document !== this.document) return;
    this.panel.title = panelTitle(state.document);
    if (!this.ready || !this.panel.visible) return;
    const isActive = (run: StoredRun) => services.runs.isActive(run);
    const runs = this.feed.next(index.runs, isActive, state.selected?.runId);
    if (runs) await this.post(runs);
    await this.post({ type: 'state', state });
  }

  private async post(message: HostMessage): Promise<void> {
    if (!this.disposed) await this.panel.webview.postMessage(message);
  }

  private async refresh(): Promise<void> {
    await this.stage.show(this.document);
    this.update();
    // The system does not report every change: the disk may be on a network, or too many folders are watched.
    if (this.document) await this.services.runs.refresh([this.folder(this.document)]);
  }

  private folder(document: Uri): string {
    return this.services.locations.folderOf(document);
  }

  private async handle(message: PanelMessage): Promise<void> {
    switch (message.type) {
      case 'ready':
        this.ready = true;
        this.feed.restart();
        this.stage.restart();
        await this.post({ type: 'strings', strings: panelStrings() });
        return this.refresh();
      case 'setLocked':
        // "Stay on this prompt" is about the one that the person saw.
        if (!message.locked || message.document === this.document?.toString()) this.locked = message.locked;
        if (!this.locked && window.activeTextEditor) this.follow(window.activeTextEditor.document.uri);
        this.update();
        return;
      case 'moreRuns':
        this.feed.goFurther(message.all);
        this.update();
        return;
      case 'setControls':
      case 'generate':
      case 'showProblem':
        // The page may still have shown the document before.
        if (!(await actOn(await this.prompt(), message, this.services))) this.update();
        return;
      case 'setApiKey':
        await commands.executeCommand(COMMANDS.setApiKey);
        return;
      case 'newPrompt':
        await commands.executeCommand(COMMANDS.newPrompt);
        return;
      case 'edit':
      case 'resync':
      case 'showElement':
      case 'fix':
      case 'chooseTask':
      case 'undo':
      case 'redo':
        return this.stage.handle(message);
      case 'restoreImage':
      case 'restoreFrom':
        return this.runs.restore(message);
      case 'draft':
        await commands.executeCommand(COMMANDS.draft);
        return;
      default: {
        const scene = this.scene();
        if (scene) await this.runs.handle(message, scene);
      }
    }
  }

  private scene(): Scene | undefined {
    const { document } = this;
    if (!document) return undefined;
    return {
      document,
      folder: this.folder(document),
      task: this.stage.task,
      post: (message) => this.post(message),
      onSelect: () => this.update(),
    };
  }
}
