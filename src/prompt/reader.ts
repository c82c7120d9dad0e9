import { elementsOf } from './elements/prompts';
import { type PromptElement, type PromptModel, readElement, readPrompt } from './model';
import { nodeAt, valueOf } from './nodes';
import type { ParsedDocument } from './parse';
import type { JsonPath } from './path';

/**
 * Reads a prompt again each time that its text has changed. An element whose text stayed as it was is the same object as
 * before: most of what is typed changes one of many.
 */
export class PromptReader {
  /** What the text says of each element, as it is written there. */
  private written: readonly string[] = [];
  private elements: readonly PromptElement[] = [];

  /** What `readPrompt` reads from the value at a path of the document. */
  read(parsed: ParsedDocument, path: JsonPath): PromptModel {
    const valueAt = (...names: readonly string[]) => {
      const node = nodeAt(parsed.root, [...path, ...names]);
      return node && valueOf(node);
    };
    const rest = {
      high_level_description: valueAt('high_level_description'),
      style_description: valueAt('style_description'),
      compositional_deconstruction: { background: valueAt('compositional_deconstruction', 'background') },
    };
    return { ...readPrompt(rest), elements: this.elementsIn(parsed, path) };
  }

  private elementsIn(parsed: ParsedDocument, path: JsonPath): readonly PromptElement[] {
    const nodes = elementsOf(parsed, path);
    const written = nodes.map(({ offset, length }) => parsed.text.slice(offset, offset + length));
    const elements = nodes.map((node, index) => {
      const known = written[index] === this.written[index] ? this.elements[index] : undefined;
      return known ?? readElement(valueOf(node), index);
    });
    this.written = written;
    this.elements = elements;
    return elements;
  }
}
