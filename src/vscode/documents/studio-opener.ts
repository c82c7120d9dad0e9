import type { Uri } from 'vscode';

/** An image of a run, counted from 0. The run is named by its folder. */
export interface StagedImage {
  readonly runId: string;
  readonly index: number;
}

/** Opens the studio panel. This is all that code outside the panel knows about it. */
export interface StudioOpener {
  /** Opens the panel or brings it to the front, on this document unless it is locked to another. */
  open(document: Uri | undefined): void;

  /** Opens the panel on a document whose newest run takes the stage. */
  openNewest(document: Uri): void;

  /** Opens the panel on a document with an image on the stage. False where the panel is locked to another document. */
  openImage(document: Uri, image: StagedImage): boolean;
}
