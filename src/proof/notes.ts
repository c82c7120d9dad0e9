import type { Rect } from '../layout/rect';
import { textWidth } from '../layout/text-width';
import { wrapProse } from '../layout/wrap';
import type { PromptElement, PromptModel } from '../prompt/model';
import type { Ground } from './ground';
import { LIST_TOP, listNote } from './list';
import { type ProofNode, shape } from './node';
import type { Note } from './note';
import { freestSpot, obstacle, type Obstacle, type Spot } from './place';
import type { Scale } from './scale';
import { textLine } from './text';
import { CAPTION_BOLD, CAPTION_FACE } from '../layout/typeface';

const LEADING = 1.4;
/** Free space around a note, in em. */
const PADDING = 0.6;
const HEADING = 'Background';

/** The note with the background's description, in lines of at most `limit` em. */
function backgroundNote(text: string, limit: number, maxLines: number, ground: Ground): Note {
  const lines = wrapProse(text, CAPTION_FACE, limit, maxLines);
  const shown = lines.reduce((sum, line) => sum + line.text.length, 0);
  const fill = ground.muted;
  return {
    width: Math.max(...lines.map((line) => line.width), textWidth(HEADING, CAPTION_BOLD)),
    height: 1.2 + LEADING * lines.length,
    loss: 0.8 * (1 - Math.min(1, shown / text.length)),
    draw: (x, y, font) => [
      textLine({ text: HEADING, x, y: y + font, fontSize: font, face: CAPTION_BOLD, fill }),
      ...lines.map((line, index) => {
        const baseline = y + (1 + LEADING * (index + 1)) * font;
        return textLine({ text: line.text, x, y: baseline, fontSize: font, face: CAPTION_FACE, fill });
      }),
    ],
  };
}

/** Draws the form of a note that finds the best position, or none if the sheet is too small for all of them. */
function put(
  forms: readonly Note[],
  font: number,
  sheet: Rect,
  obstacles: readonly Obstacle[],
): { readonly rect: Rect; readonly node: ProofNode } | undefined {
  let best: (Spot & { readonly note: Note }) | undefined;
  for (const note of forms) {
    if (best && note.loss >= best.cost) continue;
    const size = { width: (note.width + 2 * PADDING) * font, height: (note.height + 2 * PADDING) * font };
    if (size.width > sheet.width * 1.001 || size.height > sheet.height * 1.001) continue;
    const spot = freestSpot(size, sheet, obstacles);
    const cost = spot.cost + note.loss;
    if (!best || cost < best.cost) best = { rect: spot.rect, cost, note };
  }
  if (!best) return undefined;
  const { rect, note } = best;
  return { rect, node: shape('g', {}, ...note.draw(rect.x + PADDING * font, rect.y + PADDING * font, font)) };
}

/** Draws the notes on a sheet with boxes, where it is emptiest. */
function drawMargins(
  background: string,
  unplaced: readonly PromptElement[],
  ground: Ground,
  font: number,
  sheet: Rect,
  obstacles: readonly Obstacle[],
): ProofNode[] {
  const widest = sheet.width / font - 2 * PADDING;
  const limits = [44, 30, 22, 15].map((limit) => Math.min(limit, widest));
  const taken = [...obstacles];
  const drawn: ProofNode[] = [];
  const add = (forms: readonly Note[]): void => {
    const note = put(forms, font, sheet, taken);
    if (!note) return;
    drawn.push(note.node);
    taken.push(obstacle(note.rect, 8));
  };
  if (background !== '') {
    add(
      limits.flatMap((limit) =>
        [5, 3, 2, 1].map((lines) => backgroundNote(background, limit, lines, ground)),
      ),
    );
  }
  if (unplaced.length > 0) {
    const maxHeight = (sheet.height / font) * 0.5;
    add(limits.map((limit) => listNote(unplaced, limit, maxHeight, 1, ground)));
  }
  return drawn;
}

/**
 * Draws the notes as a page of their own, on a sheet without boxes: one below the other, or side by side on a wide
 * sheet.
 */
function drawPage(
  background: string,
  unplaced: readonly PromptElement[],
  ground: Ground,
  font: number,
  sheet: Rect,
): ProofNode[] {
  const drawn: ProofNode[] = [];
  const wide = sheet.width > 1.5 * sheet.height;
  const em = { width: sheet.width / font, height: sheet.height / font };
  let left = 0;
  let top = 0;
  if (background !== '') {
    const column = wide ? em.width * 0.36 : em.width;
    const note = backgroundNote(background, Math.min(44, column), wide ? 12 : 6, ground);
    drawn.push(...note.draw(sheet.x, sheet.y, font));
    if (wide) left = column + 2.5;
    else top = note.height + 1.8;
  }
  if (unplaced.length > 0) {
    const note = listNote(unplaced, Math.min(44, em.width - left), em.height - top - LIST_TOP, 2, ground);
    drawn.push(...note.draw(sheet.x + left * font, sheet.y + top * font, font));
  }
  return drawn;
}

/** Draws the background's description and the list of elements without a box. */
export function drawNotes(
  model: PromptModel,
  ground: Ground,
  scale: Scale,
  footer: number,
  obstacles: readonly Obstacle[],
): ProofNode[] {
  const { frame, margin, font } = scale;
  const background = model.background.replace(/\s+/gu, ' ').trim();
  const unplaced = model.elements.filter((element) => !element.bbox);
  // If nothing has a box, only the notes are visible: they may be larger and longer.
  const alone = unplaced.length === model.elements.length;
  const edge = (alone ? 2.5 : 0.5) * margin;
  const sheet = {
    x: edge,
    y: edge,
    width: frame.width - 2 * edge,
    height: frame.height - 2 * edge - footer,
  };
  if (!alone) return drawMargins(background, unplaced, ground, font * 0.92, sheet, obstacles);
  return drawPage(background, unplaced, ground, font * (unplaced.length > 6 ? 1.25 : 1.6), sheet);
}
