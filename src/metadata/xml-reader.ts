import { setImmediate as yieldToOthers } from 'node:timers/promises';
import type { Budget } from './budget';
import {
  asXmlText,
  decodeReferences,
  isBlank,
  XML_NAMESPACE,
  type XmlAttribute,
  type XmlElement,
  type XmlName,
} from './xml';

/** Deeper than any metadata, and not too deep for recursion. */
const MAX_DEPTH = 64;

const NAME = String.raw`[\p{L}_][\p{L}\p{M}\p{N}._-]*`;
const OPENING = new RegExp(`<((?:${NAME}:)?${NAME})`, 'uy');
const ATTRIBUTE = new RegExp(String.raw`\s+((?:${NAME}:)?${NAME})\s*=\s*(["'])`, 'uy');
const TAG_END = /\s*(\/?)>/y;
const CLOSING = new RegExp(String.raw`</((?:${NAME}:)?${NAME})\s*>`, 'uy');

class Malformed extends Error {}

/** An element, and the position after it. */
export interface FoundElement {
  readonly element: XmlElement;
  readonly end: number;
}

/** The prefixes declared at an element: its own declarations override those around it. */
class Scope {
  private readonly own: ReadonlyMap<string, string>;
  private readonly outer: Scope | undefined;

  constructor(own: ReadonlyMap<string, string>, outer?: Scope) {
    this.own = own;
    this.outer = outer;
  }

  find(prefix: string): string | undefined {
    return this.own.get(prefix) ?? this.outer?.find(prefix);
  }
}

const OUTERMOST = new Scope(
  new Map([
    ['', ''],
    ['xml', XML_NAMESPACE],
  ]),
);

interface OpenElement extends XmlName {
  readonly name: string;
  readonly scope: Scope;
  readonly attributes: readonly XmlAttribute[];
  readonly children: (XmlElement | string)[];
}

/** A text with normalized line ends, and without characters that XML cannot hold. */
function normalized(raw: string): string {
  return asXmlText(raw.replace(/\r\n?/g, '\n'));
}

function resolve(name: string, scope: Scope, isAttribute: boolean): XmlName {
  const colon = name.indexOf(':');
  const prefix = name.slice(0, Math.max(colon, 0));
  // An attribute without a prefix is in no namespace.
  const uri = isAttribute && prefix === '' ? '' : scope.find(prefix);
  // Only the default namespace may be undeclared with an empty value, and XML's own namespace has only its own
  // prefix.
  if (uri === undefined || (uri === '' && prefix !== '')) throw new Malformed();
  if ((uri === XML_NAMESPACE) !== (prefix === 'xml')) throw new Malformed();
  return { prefix, uri, local: name.slice(colon + 1) };
}

function isWord(child: XmlElement | string): boolean {
  return typeof child === 'string' && !isBlank(child);
}

function withoutIndentation(children: readonly (XmlElement | string)[]): readonly (XmlElement | string)[] {
  const elements = children.filter((child) => typeof child !== 'string');
  return elements.length === 0 || children.some(isWord) ? children : elements;
}

/** How many nodes are read before other work gets a turn. */
const NODES_PER_TURN = 2000;

/** More attributes than any element has. All of one element are read in one turn. */
const MAX_ATTRIBUTES = 1000;

class Reader {
  private readonly text: string;
  private readonly budget: Budget;
  private at: number;
  private readonly open: OpenElement[] = [];
  private root: XmlElement | undefined;
  /** The nodes read in this turn. */
  private done = 0;

  constructor(text: string, at: number, budget: Budget) {
    this.text = text;
    this.at = at;
    this.budget = budget;
  }

  async read(): Promise<FoundElement> {
    while (!this.root) {
      this.spend(1);
      if (this.done > NODES_PER_TURN) {
        this.done = 0;
        await yieldToOthers();
      }
      if (this.at >= this.text.length) throw new Malformed();
      if (!this.isAt('<')) this.characters();
      else if (this.isAt('<?')) this.until('?>', 2);
      else if (this.isAt('<!--')) this.until('-->', 4);
      else if (this.isAt('<![CDATA[')) this.add(normalized(this.until(']]>', 9)));
      else if (this.isAt('</')) this.closing();
      else if (!this.opening()) this.stray();
    }
    return { element: this.root, end: this.at };
  }

  private spend(nodes: number): void {
    this.done += nodes;
    this.budget.nodes -= nodes;
    if (this.budget.nodes < 0) throw new Malformed();
  }

  private isAt(text: string): boolean {
    return this.text.startsWith(text, this.at);
  }

  /** Skips some characters, returns the text up to `end`, and moves behind that. */
  private until(end: string, skipped: number): string {
    const from = this.at + skipped;
    const to = this.text.indexOf(end, from);
    if (to < 0) throw new Malformed();
    this.at = to + end.length;
    return this.text.slice(from, to);
  }

  private match(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text) ?? undefined;
    if (found) this.at = pattern.lastIndex;
    return found;
  }

  private characters(): void {
    const next = this.text.indexOf('<', this.at);
    const end = next < 0 ? this.text.length : next;
    const raw = this.text.slice(this.at, end);
    this.at = end;
    this.add(decodeReferences(normalized(raw)));
  }

  /** Accepts a `<` that should have been written as a reference. */
  private stray(): void {
    if (this.open.length === 0) throw new Malformed();
    this.at++;
    this.add('<');
  }

  private add(text: string): void {
    const children = this.open.at(-1)?.children ?? [];
    const last = children.at(-1);
    if (typeof last === 'string') children[children.length - 1] = last + text;
    else children.push(text);
  }

  /** Reads an opening tag. Returns false when there is none. */
  private opening(): boolean {
    const name = this.match(OPENING)?.[1];
    if (name === undefined) return false;
    if (this.open.length >= MAX_DEPTH) throw new Malformed();
    const raw = this.rawAttributes();
    this.spend(raw.size);
    const bindings = new Map<string, string>();
    for (const [key, value] of raw) {
      if (key === 'xmlns') bindings.set('', value);
      else if (key.startsWith('xmlns:')) bindings.set(key.slice(6), value);
    }
    const outer = this.open.at(-1)?.scope ?? OUTERMOST;
    const scope = bindings.size > 0 ? new Scope(bindings, outer) : outer;
    const attributes = [...raw]
      .filter(([key]) => key !== 'xmlns' && !key.startsWith('xmlns:'))
      .map(([key, value]) => ({ ...resolve(key, scope, true), value }));
    this.open.push({ name, scope, ...resolve(name, scope, false), attributes, children: [] });
    const end = this.match(TAG_END);
    if (!end) throw new Malformed();
    if (end[1] === '/') this.end();
    return true;
  }

  private rawAttributes(): ReadonlyMap<string, string> {
    const attributes = new Map<string, string>();
    for (let found = this.match(ATTRIBUTE); found; found = this.match(ATTRIBUTE)) {
      const [, name = '', quote = ''] = found;
      if (attributes.has(name) || attributes.size >= MAX_ATTRIBUTES) throw new Malformed();
      const value = normalized(this.until(quote, 0)).replace(/[\t\n]/g, ' ');
      attributes.set(name, decodeReferences(value));
    }
    return attributes;
  }

  private closing(): void {
    const name = this.match(CLOSING)?.[1];
    if (name === undefined || name !== this.open.at(-1)?.name) throw new Malformed();
    this.end();
  }

  private end(): void {
    const open = this.open.pop();
    if (!open) throw new Malformed();
    const { prefix, uri, local, attributes } = open;
    const element = { prefix, uri, local, attributes, children: withoutIndentation(open.children) };
    const around = this.open.at(-1);
    if (around) around.children.push(element);
    else this.root = element;
  }
}

/**
 * Parses the XML element at a position of a text, as leniently as metadata needs: comments and instructions are left
 * out, and characters that XML cannot hold are replaced. Resolves to undefined for anything that is not an element,
 * for too deep nesting, and beyond the budget.
 */
export async function parseElement(
  text: string,
  start: number,
  budget: Budget,
): Promise<FoundElement | undefined> {
  try {
    return await new Reader(text, start, budget).read();
  } catch (error) {
    if (error instanceof Malformed) return undefined;
    throw error;
  }
}
