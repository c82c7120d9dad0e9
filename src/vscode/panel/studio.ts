import { type Disposable, l10n, Uri, type WebviewPanel, type WebviewPanelSerializer, window } from 'vscode';
import type { ImageActionId, RunActionId } from '../../protocol/run-actions';
import type { ImageRef } from '../../protocol/run-view';
import { readSavedPanelState } from '../../protocol/saved-state';
import { type ActivePrompt, editorPrompt } from '../documents/active-prompt';
import type { StudioOpener } from '../documents/studio-opener';
import { STUDIO_VIEW_TYPE } from '../platform/contributions';
import { type PanelServices, StudioPanel } from './studio-panel';

/** The panel of a window: opened by a command, restored after a reload. */
export class Studio implements Disposable, StudioOpener, WebviewPanelSerializer {
  private readonly services: PanelServices;
  private readonly registration: Disposable;
  private panel: StudioPanel | undefined;

  constructor(services: PanelServices, activePrompt: ActivePrompt) {
    this.services = services;
    activePrompt.provide(async () => (this.panel?.isActive ? this.panel.prompt() : undefined));
    this.registration = window.registerWebviewPanelSerializer(STUDIO_VIEW_TYPE, this);
  }

  open(document: Uri | undefined): void {
    if (this.panel) {
      if (document) this.panel.follow(document);
      this.panel.reveal();
    } else {
      this.adopt(StudioPanel.create(this.services, document));
    }
  }

  openNewest(document: Uri): void {
    this.services.selection.clear(this.services.locations.folderOf(document));
    this.open(document);
  }

  openImage(document: Uri, image: ImageRef): boolean {
    if (!this.panel) this.open(document);
    const isShown = this.panel?.showImage(document, image) ?? false;
    if (isShown) this.panel?.reveal();
    return isShown;
  }

  /** Does something with what is on the stage, if the panel is open. */
  async performOnStage(action: RunActionId | ImageActionId): Promise<void> {
    if (this.panel) await this.panel.performOnStage(action);
    else void window.showInformationMessage(l10n.t('There is no image on the stage.'));
  }

  deserializeWebviewPanel(panel: WebviewPanel, state: unknown): Promise<void> {
    const { document, locked } = readSavedPanelState(state);
    const uri = document === null ? editorPrompt()?.document.uri : Uri.parse(document);
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
