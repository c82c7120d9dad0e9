/** What the panel shows of changes: data without sentences, which can be sent to it as they are. */

/** A key of the style that holds words. */
export type StyleKey = 'aesthetics' | 'lighting' | 'photo' | 'medium' | 'art_style';

/** What changed. */
export type Subject =
  | { readonly kind: 'prompt' | 'summary' | 'palette' | 'background' }
  | { readonly kind: 'style'; readonly key: StyleKey }
  | {
      readonly kind: 'element';
      /** Its number in B, counted from 1; that in A for one that only A has. */
      readonly number: number;
      readonly elementKind: 'obj' | 'text';
      /** The first words of its lettering or else of its description; may be empty. */
      readonly words: string;
    }
  | {
      readonly kind: 'other';
      /** The path from the root, as people write it. */
      readonly path: string;
    };

/** How it changed; lengths are on the 0-1000 grid. */
export type Fact =
  | { readonly kind: 'added' | 'removed' }
  | { readonly kind: 'placed' | 'unplaced' }
  /** The box is elsewhere; negative: to the left, up. Never both 0. */
  | { readonly kind: 'moved'; readonly right: number; readonly down: number }
  /** The box has its shape and another area; negative: smaller. Never 0. */
  | { readonly kind: 'resized'; readonly percent: number }
  /** The box has other sides, by this much; negative: narrower, shorter. Never both 0. */
  | { readonly kind: 'reshaped'; readonly width: number; readonly height: number }
  /** Other words: those of the subject itself, or a part of an element; undefined where there are none. */
  | {
      readonly kind: 'text';
      readonly part: 'whole' | 'text' | 'desc' | 'type';
      readonly from: string | undefined;
      readonly to: string | undefined;
    }
  /** A color more or less in a palette, as it is written. */
  | { readonly kind: 'color'; readonly change: 'added' | 'removed'; readonly color: string }
  /** The colors that stay are in another order. */
  | { readonly kind: 'colorOrder' }
  /** The element stands elsewhere in the list: the number it would have in B, and the one it has, counted from 1. */
  | { readonly kind: 'order'; readonly from: number; readonly to: number }
  /** The keys are in another order: that of B. */
  | { readonly kind: 'keys'; readonly keys: readonly string[] }
  /** Any other value, as short JSON: that of the subject itself, or below it at a path; undefined where there is none. */
  | {
      readonly kind: 'value';
      readonly path: string;
      readonly from: string | undefined;
      readonly to: string | undefined;
    };

/** What changed and how: a line of the list. */
export interface ChangeView {
  readonly subject: Subject;
  /** At least one. */
  readonly facts: readonly Fact[];
}
