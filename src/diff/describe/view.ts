/** What the panel shows about changes: plain data that can be sent to it unchanged. */

/** A key of the style that holds a text. */
export type StyleKey = 'aesthetics' | 'lighting' | 'photo' | 'medium' | 'art_style';

/** What changed. */
export type Subject =
  | { readonly kind: 'prompt' | 'summary' | 'palette' | 'background' }
  | { readonly kind: 'style'; readonly key: StyleKey }
  | {
      readonly kind: 'element';
      /** Its number in B, counted from 1; or in A, if only A has it. */
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
  /** The box was moved; negative: to the left, up. Never both 0. */
  | { readonly kind: 'moved'; readonly right: number; readonly down: number }
  /** The box kept its proportions but not its area; negative: smaller. Never 0. */
  | { readonly kind: 'resized'; readonly percent: number }
  /** The sides of the box changed by this much; negative: narrower, shorter. Never both 0. */
  | { readonly kind: 'reshaped'; readonly width: number; readonly height: number }
  /** The text changed: that of the subject itself, or of a part of an element; undefined if there is none. */
  | {
      readonly kind: 'text';
      readonly part: 'whole' | 'text' | 'desc' | 'type';
      readonly from: string | undefined;
      readonly to: string | undefined;
    }
  /** A color was added to a palette or removed from it; the color as written. */
  | { readonly kind: 'color'; readonly change: 'added' | 'removed'; readonly color: string }
  /** The remaining colors are in another order. */
  | { readonly kind: 'colorOrder' }
  /** The element was moved in the list: the number that it would otherwise have in B, and its actual number, counted from 1. */
  | { readonly kind: 'order'; readonly from: number; readonly to: number }
  /** The keys are in another order: that of B. */
  | { readonly kind: 'keys'; readonly keys: readonly string[] }
  /** Any other value changed, as short JSON: the subject's own value, or one at a path below it; undefined if there is none. */
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
