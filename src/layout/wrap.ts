import { graphemes } from './graphemes';
import { advances, textWidth, type TextFace } from './text-width';

/** A line of text and its estimated width in em. */
export interface MeasuredLine {
  readonly text: string;
  readonly width: number;
}

interface Word {
  readonly characters: readonly string[];
  readonly advances: readonly number[];
  readonly width: number;
  readonly space: boolean;
}

// Between ideographs a line may break anywhere; elsewhere only at spaces.
const WORDS =
  /[^\S\u00A0\u202F]+|[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}][\u3001\u3002\u30FC\uFF01-\uFF20]*|(?:(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}])[\S\u00A0\u202F])+/gu;

/** A measured text, for breaking it at several widths. */
export type MeasuredText = readonly Word[];

/** Measures the words of a text; its own line breaks count as spaces. */
export function measureWords(text: string, face: TextFace): MeasuredText {
  return (text.match(WORDS) ?? []).map((word) => {
    const space = /^\s/.test(word);
    const characters = space ? [' '] : graphemes(word);
    const widths = advances(characters, face);
    return { characters, advances: widths, width: widths.reduce((sum, width) => sum + width, 0), space };
  });
}

class LineFiller {
  readonly lines: MeasuredLine[] = [];
  private text = '';
  private width = 0;
  private gap: Word | undefined;
  private readonly limit: number;

  constructor(limit: number) {
    this.limit = limit;
  }

  add(word: Word): void {
    if (word.space) {
      this.gap = word;
      return;
    }
    if (this.text !== '' && this.width + (this.gap?.width ?? 0) + word.width > this.limit) this.endLine();
    if (this.gap && this.text !== '') this.append(' ', this.gap.width);
    this.gap = undefined;
    if (word.width <= this.limit) this.append(word.characters.join(''), word.width);
    else this.split(word);
  }

  endLine(): void {
    if (this.text !== '') this.lines.push({ text: this.text, width: this.width });
    this.text = '';
    this.width = 0;
    this.gap = undefined;
  }

  private append(text: string, width: number): void {
    this.text += text;
    this.width += width;
  }

  /** Splits a word that is wider than a line wherever the line is full; each line gets at least one character. */
  private split(word: Word): void {
    word.characters.forEach((character, index) => {
      const width = word.advances[index] ?? 0;
      if (this.text !== '' && this.width + width > this.limit) this.endLine();
      this.append(character, width);
    });
  }
}

/** Breaks measured words into lines of at most `limit` em, or more where a single character is wider. */
export function wrapWords(words: MeasuredText, limit: number): MeasuredLine[] {
  const filler = new LineFiller(limit);
  for (const word of words) filler.add(word);
  filler.endLine();
  return filler.lines;
}

/** Measures a text once, to shorten it to several widths in em; see `ellipsize`. */
export function shortener(text: string, face: TextFace): (limit: number) => string {
  // No character is so narrow that a longer text could fit: the rest need not be measured.
  const start = text.length > 4000 ? text.slice(0, 4000) : text;
  const characters = graphemes(start);
  const widths = advances(characters, face);
  const whole = start === text ? widths.reduce((sum, width) => sum + width, 0) : Infinity;
  const ellipsis = textWidth('…', face);
  return (limit) => {
    if (whole <= limit) return text;
    let end = 0;
    let width = widths[0] ?? 0;
    while (end < characters.length && width <= limit - ellipsis) width += widths[++end] ?? 0;
    const kept = characters
      .slice(0, end)
      .join('')
      .replace(/[\s,.;:–—-]+$/u, '');
    return kept === '' ? '' : `${kept}…`;
  };
}

/** Shortens a text to at most `limit` em, with an ellipsis if something is cut off. May return an empty string. */
export function ellipsize(text: string, face: TextFace, limit: number): string {
  return shortener(text, face)(limit);
}

/**
 * Wraps prose into at most `maxLines` lines of at most `limit` em. The last one ends with an ellipsis if text is
 * left.
 */
export function wrapProse(text: string, face: TextFace, limit: number, maxLines: number): MeasuredLine[] {
  // The text beyond the last line is not shown, so it is not measured.
  const seen = text.slice(0, Math.ceil(limit * maxLines * 6) + 100);
  const lines = wrapWords(measureWords(seen, face), limit);
  if (lines.length <= maxLines) return lines;
  const last = lines[maxLines - 1];
  const next = lines[maxLines];
  if (!last || !next) return [];
  const shortened = ellipsize(`${last.text} ${next.text}`, face, limit);
  return [...lines.slice(0, maxLines - 1), { text: shortened, width: textWidth(shortened, face) }];
}
