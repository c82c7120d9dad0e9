import type { TextEdit } from '../edit';
import { indentationUnit, insertAt } from '../insertion';
import type { LocatedPrompt } from '../located-document';
import { insertMember } from '../members';
import type { Bbox } from '../model';
import { itemsOf, memberOf, type Node } from '../nodes';
import { COMPOSITION_KEYS, KEY, ROOT_KEYS } from '../shape';
import { indentationAt, lastBreak, slotsOf } from '../slots';
import { boxJson } from './boxes';
import { indentationOf, isOnLines, type Layout, layoutOf, layoutOnLine, layoutOnLines } from './layout';

/** The layouts of something new: its own, and that of its children by nesting level. */
type Layouts = (level: number) => Layout;

/** Writes something new in its layouts. */
type Write = (layouts: Layouts) => string;

function onLines(text: string, indentation: string): Layouts {
  return (level) => layoutOnLines(text, indentation + indentationUnit(text).repeat(level));
}

function onLine(text: string, container: Node): Layouts {
  const layout = layoutOnLine(text, container);
  return () => layout;
}

function memberJson(name: string, json: string, { colon }: Layout): string {
  return JSON.stringify(name) + colon + json;
}

function objectJson(members: readonly (readonly [name: string, json: string])[], layout: Layout): string {
  const written = members.map(([name, json]) => memberJson(name, json, layout));
  return `{${layout.open}${written.join(layout.between)}${layout.close}}`;
}

/** An element with a box and empty texts. */
function newElement(type: 'obj' | 'text', bbox: Bbox): Write {
  return (layouts) => {
    const layout = layouts(0);
    const box = boxJson(bbox, layout.colon.slice(1));
    const words = type === 'text' ? ([[KEY.text, '""']] as const) : [];
    return objectJson(
      [[KEY.type, JSON.stringify(type)], [KEY.bbox, box], ...words, [KEY.desc, '""']],
      layout,
    );
  };
}

function arrayOf(item: Write): Write {
  return (layouts) => {
    const layout = layouts(0);
    const written = item((level) => layouts(level + 1));
    return isOnLines(layout) ? `[${layout.open}${written}${layout.close}]` : `[${written}]`;
  };
}

function objectOf(name: string, value: Write): Write {
  return (layouts) => objectJson([[name, value((level) => layouts(level + 1))]], layouts(0));
}

/**
 * Writes the first child of an empty object or array: on a line of its own if the container spans lines or begins one,
 * and after any comments that are there.
 */
function fill(text: string, container: Node, child: Write): TextEdit {
  const start = container.offset + 1;
  const end = container.offset + container.length - 1;
  const inside = text.slice(start, end);
  const offset = start + inside.trimEnd().length;
  const edit = (written: string): TextEdit => ({ offset, length: end - offset, text: written });
  const line = container.parent?.type === 'property' ? container.parent : container;
  if (lastBreak(text, start, end) || indentationOf(text, line) !== undefined) {
    const layouts = onLines(text, indentationAt(text, container.offset));
    const { open, close } = layouts(0);
    return edit(open + child((level) => layouts(level + 1)) + close);
  }
  const layouts = onLine(text, container);
  const padding = container.type === 'object' ? layouts(0).open : '';
  return edit(inside === '' ? padding + child(layouts) + padding : ` ${child(layouts)} `);
}

function newMember(
  text: string,
  object: Node,
  name: string,
  value: Write,
  order: readonly string[],
): TextEdit {
  const children = object.children ?? [];
  if (children.length === 0) {
    return fill(text, object, (layouts) => memberJson(name, value(layouts), layouts(0)));
  }
  const indentation = children
    .map((child) => indentationOf(text, child))
    .findLast((own) => own !== undefined);
  const layouts = indentation === undefined ? onLine(text, object) : onLines(text, indentation);
  return insertMember(text, object, name, value(layouts), order);
}

/** The layout of a new last item: that of the last object in the list. */
function itemLayouts(text: string, array: Node): Layouts {
  const items = itemsOf(array);
  const model = items.findLast(({ type, children }) => type === 'object' && children?.[0]);
  const like = model && layoutOf(text, model);
  if (like) return () => like;
  const last = items.at(-1);
  const indentation = last && indentationOf(text, last);
  return indentation === undefined ? onLine(text, array) : onLines(text, indentation);
}

/**
 * Adds an element after all others, which stay as they are, and adds the keys around it that are missing. Undefined if
 * the prompt is not an object, or if its composition or elements have the wrong type.
 */
export function adding(
  text: string,
  { root, composition }: LocatedPrompt,
  type: 'obj' | 'text',
  bbox: Bbox,
): readonly TextEdit[] | undefined {
  if (root.node.type !== 'object') return undefined;
  const element = newElement(type, bbox);
  if (!memberOf(root.members, KEY.composition)) {
    const value = objectOf(KEY.elements, arrayOf(element));
    return [newMember(text, root.node, KEY.composition, value, ROOT_KEYS)];
  }
  if (!composition) return undefined;
  const elements = memberOf(composition.members, KEY.elements)?.value;
  if (!elements) return [newMember(text, composition.node, KEY.elements, arrayOf(element), COMPOSITION_KEYS)];
  if (elements.type !== 'array') return undefined;
  const slots = slotsOf(text, elements);
  if (slots.length === 0) return [fill(text, elements, element)];
  return [insertAt(text, elements, slots, slots.length, [element(itemLayouts(text, elements))])];
}
