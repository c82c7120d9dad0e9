import { type Disposable, l10n, Uri, type WebviewPanel, type WebviewPanelSerializer, window } from 'vscode';
import { readSavedPanelState } from '../../protocol/saved-state';
import type { ImageRef } from '../../protocol/run-view';
import { STUDIO_VIEW_TYPE } from '../platform/contributions';
import { activePromptDocument, openPrompt, type PromptDocument } from '../documents/prompt-documents';
import { type PanelServices, StudioPanel } from './studio-panel';

/** The one panel of a window: opened by command, restored after a reload. */
export class Studio implements Disposable, WebviewPanelSerializer {
  private readonly services: PanelServices;
  private readonly registration: Disposable;
  private panel: StudioPanel | undefined;

  constructor(services: PanelServices) {
    this.services = services;
    this.registration = window.registerWebviewPanelSerializer(STUDIO_VIEW_TYPE, this);
  }

  /** Opens the panel or brings it to the front, on this document unless it is locked to another. */
  open(document: Uri | undefined): void {
    if (this.panel) {
      if (document) this.panel.follow(document);
      this.panel.reveal();
    } else {
      this.adopt(StudioPanel.create(this.services, document));
    }
  }

  /** Opens the panel on a document that is about to be generated: its newest run takes the stage. */
  openNewest(document: Uri): void {
    this.services.selection.clear(this.services.locations.folderOf(document));
    this.open(document);
  }

  /** Opens the panel on a document, with an image of it on the stage. False where the panel is locked to another document. */
  openImage(document: Uri, image: ImageRef): boolean {
    if (!this.panel) this.open(document);
    const isShown = this.panel?.showImage(document, image) ?? false;
    if (isShown) this.panel?.reveal();
    return isShown;
  }

  /**
   * The document that a command means: the one given (by a menu, a CodeLens or the panel), else the active editor's, or the
   * panel's where that is in front. Where there is none the person is told what to do.
   */
  async promptOf(target: unknown): Promise<PromptDocument | undefined> {
    const prompt = target instanceof Uri ? await openPrompt(target) : await this.activePrompt();
    if (!prompt) {
      void window.showInformationMessage(
        l10n.t('Open a structured prompt or an image task first: this is neither.'),
      );
    }
    return prompt;
  }

  deserializeWebviewPanel(panel: WebviewPanel, state: unknown): Promise<void> {
    const { document, locked } = readSavedPanelState(state);
    const uri = document === null ? activePromptDocument()?.document.uri : Uri.parse(document);
    this.panel?.dispose();
    this.adopt(new StudioPanel(panel, this.services, uri, locked));
    return Promise.resolve();
  }

  dispose(): void {
    this.registration.dispose();
    this.panel?.dispose();
  }

  private async activePrompt(): Promise<PromptDocument | undefined> {
    return (this.panel?.isActive ? await this.panel.prompt() : undefined) ?? activePromptDocument();
  }

  private adopt(panel: StudioPanel): void {
    this.panel = panel;
    panel.onDidDispose(() => {
      panel.dispose();
      if (this.panel === panel) this.panel = undefined;
    });
  }
}
