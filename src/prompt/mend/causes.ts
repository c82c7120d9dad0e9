import type { TextSpan } from '../parse';

/** Why a text is not JSON although it holds data that JSON could express. */
export type CauseKind =
  | 'reasoning'
  | 'fence'
  | 'several-blocks'
  | 'words'
  | 'doubled-quotes'
  | 'escaped-quotes'
  | 'single-quotes'
  | 'curly-quotes'
  | 'backticks'
  | 'bare-keys'
  | 'python-words'
  | 'tuples'
  | 'numbers'
  | 'spaces'
  | 'wide-signs'
  | 'escapes'
  | 'control-characters'
  | 'hash-comments';

/** A cause with the first position where it applies. */
export interface Cause extends TextSpan {
  readonly kind: CauseKind;
  /** How many times it occurs. */
  readonly count: number;
}

/** The causes found in a text, each with its first position. */
export class Causes {
  private readonly found = new Map<CauseKind, Cause>();

  add(kind: CauseKind, offset: number, length: number): void {
    const known = this.found.get(kind);
    const count = (known?.count ?? 0) + 1;
    this.found.set(
      kind,
      known && known.offset <= offset ? { ...known, count } : { kind, offset, length, count },
    );
  }

  addAll(causes: readonly Cause[]): void {
    for (const cause of causes) if (!this.found.has(cause.kind)) this.found.set(cause.kind, cause);
  }

  /** In the order of the text. */
  list(): readonly Cause[] {
    return [...this.found.values()].sort((a, b) => a.offset - b.offset);
  }
}
