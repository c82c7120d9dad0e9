import {
  Color,
  ColorInformation,
  ColorPresentation,
  type Disposable,
  type DocumentColorProvider,
  languages,
  type Range,
  type TextDocument,
  TextEdit,
} from 'vscode';
import { paletteColors } from '../../prompt/palettes';
import { asPromptDocument, PROMPT_FILES } from '../documents/prompt-documents';
import { rangeOf } from '../platform/editor';

/** A color from `#RRGGBB`. */
function read(hex: string): Color {
  const channel = (at: number) => Number.parseInt(hex.slice(at, at + 2), 16) / 255;
  return new Color(channel(1), channel(3), channel(5), 1);
}

/** Writes `#RRGGBB`, the form that the model knows: uppercase and opaque. */
function write({ red, green, blue }: Color): string {
  const hex = [red, green, blue].map((channel) =>
    Math.round(channel * 255)
      .toString(16)
      .padStart(2, '0'),
  );
  return `#${hex.join('').toUpperCase()}`;
}

/** Swatches at the colors of palettes, with a picker that writes the form that the model knows. */
export class PaletteColors implements DocumentColorProvider, Disposable {
  private readonly registration = languages.registerColorProvider(PROMPT_FILES, this);

  provideDocumentColors(document: TextDocument): ColorInformation[] {
    const prompt = asPromptDocument(document);
    if (!prompt) return [];
    return prompt.located.prompts
      .flatMap(paletteColors)
      .map(({ node, color }) => new ColorInformation(rangeOf(document, node), read(color)));
  }

  provideColorPresentations(color: Color, { range }: { readonly range: Range }): ColorPresentation[] {
    const presentation = new ColorPresentation(write(color));
    presentation.textEdit = TextEdit.replace(range, JSON.stringify(write(color)));
    return [presentation];
  }

  dispose(): void {
    this.registration.dispose();
  }
}
