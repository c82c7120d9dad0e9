import type { StoredRun } from '../../run/record/run-index';
import type { DocumentLocation } from '../documents/run-locations';
import type { RunTotals } from './shown';

/** A document that has runs, whether or not it exists. */
export interface DocumentNode {
  readonly kind: 'document';
  /** The folder of its runs. */
  readonly folder: string;
  location: DocumentLocation;
  /** Undefined until the runs have been read. */
  totals: RunTotals | undefined;
}

export interface RunNode {
  readonly kind: 'run';
  readonly document: DocumentNode;
  readonly run: StoredRun;
}

/** A folder among the runs that cannot be read. It is never changed. */
export interface UnreadableNode {
  readonly kind: 'unreadable';
  readonly document: DocumentNode;
  readonly directory: string;
}

/** An image of a run, or one that has not arrived yet. */
export interface ImageNode {
  readonly kind: 'image';
  readonly parent: RunNode;
  /** Counted from 0. */
  readonly index: number;
}

export type RunsNode = DocumentNode | RunNode | UnreadableNode | ImageNode;
