import { type Disposable, Uri, type WebviewPanel, type WebviewPanelSerializer, window } from 'vscode';
import { readSavedPanelState } from '../../protocol/guards';
import { STUDIO_VIEW_TYPE } from '../contributions';
import { activePromptDocument, type PromptDocument, runsFolderOf } from '../documents';
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
    this.services.selection.clear(runsFolderOf(document, this.services.storage));
    this.open(document);
  }

  /** The document that a command means: the active editor's, or the panel's where that is in front. */
  async prompt(): Promise<PromptDocument | undefined> {
    return (this.panel?.isActive ? await this.panel.prompt() : undefined) ?? activePromptDocument();
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

  private adopt(panel: StudioPanel): void {
    this.panel = panel;
    panel.onDidDispose(() => {
      panel.dispose();
      if (this.panel === panel) this.panel = undefined;
    });
  }
}
