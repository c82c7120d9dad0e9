/** Display names of elements. */
import type { PromptElement } from '../../../prompt/model';
import { firstWords } from '../../../proof/label';
import type { PanelStringKey } from '../../../protocol/strings';

/** Works as a cache because an unchanged element stays the same object. */
const names = new WeakMap<PromptElement, string>();

/** The name of an element: its literal text, or the first words of its description. */
export function nameOf(element: PromptElement): string {
  const known = names.get(element);
  if (known !== undefined) return known;
  const { kind, text, desc } = element;
  const literal = kind === 'text' ? (text ?? '').slice(0, 200).replace(/\s+/g, ' ').trim() : '';
  const name = literal === '' ? firstWords(desc) : literal;
  names.set(element, name);
  return name;
}

/** `2 text: VISIT THE COAST`: number, kind and name, for a screen reader. `text` looks sentences up. */
export function spokenName(text: (key: PanelStringKey) => string, element: PromptElement): string {
  const kind = text(element.kind === 'text' ? 'kindText' : 'kindObj');
  const name = nameOf(element);
  const head = `${element.index + 1} ${kind}`;
  return name === '' ? head : `${head}: ${name}`;
}
