/** What panel and host say to each other about images that are there: which, what changed between two, what to do with them. */
import type { ChangeView } from '../diff/describe/view';
import type { Speed } from '../task/types';

/** One image of a run. */
export interface ImageRef {
  readonly runId: string;
  /** Its place in the run, counted from 0. */
  readonly index: number;
}

/** A folder among the runs whose record is torn or of a foreign version: told, and never touched. */
export interface UnreadableRunView {
  /** The name of the folder. */
  readonly id: string;
}

/** What changed in the prompt from one image to another. */
export interface Difference {
  readonly a: ImageRef;
  readonly b: ImageRef;
  /** Empty where the prompts are the same; null where one of them is not known. */
  readonly changes: readonly ChangeView[] | null;
}

/** The longest side of a thumbnail, in pixels of the file. */
export const THUMBNAIL_SIDE = 256;

/** The most bytes that a thumbnail's file may have. */
export const MAX_THUMBNAIL = 96 * 1024;

/** The most bytes that an image dropped on the panel may have. */
export const MAX_DROPPED = 64 * 2 ** 20;

/** What a person does with runs and their images, from the panel. */
export type ReviewMessage =
  /** Asks for the `difference` of two images. */
  | { readonly type: 'compare'; readonly a: ImageRef; readonly b: ImageRef }
  /** The whole difference in the editor's own view; by run ids. */
  | { readonly type: 'openDiff'; readonly a: string; readonly b: string }
  /** Puts the run's exact prompt back into the document, after showing what would change. */
  | { readonly type: 'usePrompt'; readonly runId: string }
  /** The same prompt as a new run; at another speed where one is named. */
  | { readonly type: 'again'; readonly runId: string; readonly speed: Speed | null }
  | {
      readonly type: 'setFavorite';
      readonly runId: string;
      readonly index: number;
      readonly favorite: boolean;
    }
  | { readonly type: 'editNote'; readonly runId: string; readonly index: number }
  /** To the trash. */
  | { readonly type: 'deleteRun'; readonly runId: string }
  | { readonly type: 'saveAll'; readonly runId: string }
  /** Also of a run that cannot be read. */
  | { readonly type: 'openFolder'; readonly runId: string }
  | { readonly type: 'copySeed'; readonly runId: string; readonly index: number }
  | { readonly type: 'copyRequest'; readonly runId: string; readonly as: 'json' | 'curl' }
  /** A thumbnail that the page made: a WEBP or JPEG file in base64, within the limits above. */
  | { readonly type: 'thumbnail'; readonly runId: string; readonly index: number; readonly data: string }
  /** An image dropped on the panel: its file in base64, or where the editor knows it. */
  | { readonly type: 'restoreImage'; readonly name: string; readonly data: string }
  | { readonly type: 'restoreFrom'; readonly uri: string }
  | { readonly type: 'draft' };
