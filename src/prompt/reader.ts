import { type LocatedDocument, type LocatedObject, promptAt } from './located-document';
import { type PromptElement, type PromptModel, readElement, readPrompt } from './model';
import { memberOf, type Node, valueOf } from './nodes';
import type { JsonPath } from './path';
import { KEY } from './shape';

/**
 * Rereads a prompt each time its text changes. An element whose text is unchanged stays the same object: typing usually
 * changes only one of many.
 */
export class PromptReader {
  /** The text of each element as it is written. */
  private written: readonly string[] = [];
  private elements: readonly PromptElement[] = [];

  /** What `readPrompt` reads from the value at a path of the document. */
  read(document: LocatedDocument, path: JsonPath): PromptModel {
    const prompt = promptAt(document, path);
    const valueIn = (object: LocatedObject | undefined, name: string) => {
      const node = memberOf(object?.members ?? [], name)?.value;
      return node && valueOf(node);
    };
    const rest = {
      [KEY.summary]: valueIn(prompt?.root, KEY.summary),
      [KEY.style]: valueIn(prompt?.root, KEY.style),
      [KEY.composition]: { [KEY.background]: valueIn(prompt?.composition, KEY.background) },
    };
    return { ...readPrompt(rest), elements: this.readElements(document.parsed.text, prompt?.items ?? []) };
  }

  private readElements(text: string, items: readonly Node[]): readonly PromptElement[] {
    const written = items.map(({ offset, length }) => text.slice(offset, offset + length));
    const elements = items.map((node, index) => {
      const known = written[index] === this.written[index] ? this.elements[index] : undefined;
      return known ?? readElement(valueOf(node), index);
    });
    this.written = written;
    this.elements = elements;
    return elements;
  }
}
