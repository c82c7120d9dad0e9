import { isBlank, isXmlText, XML_NAMESPACE, type XmlAttribute, type XmlElement, type XmlName } from './xml';
import { decodeReferences } from './xml-references';

/** Deeper than any metadata, and shallow enough for whoever walks through it. */
const MAX_DEPTH = 64;

const NAME = String.raw`[\p{L}_][\p{L}\p{M}\p{N}._-]*`;
const OPENING = new RegExp(`<((?:${NAME}:)?${NAME})`, 'uy');
const ATTRIBUTE = new RegExp(String.raw`\s+((?:${NAME}:)?${NAME})\s*=\s*(["'])`, 'uy');
const TAG_END = /\s*(\/?)>/y;
const CLOSING = new RegExp(String.raw`</((?:${NAME}:)?${NAME})\s*>`, 'uy');

class Malformed extends Error {}

/** Which prefixes are bound at an element: its own bindings before those around it. */
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

interface Open extends XmlName {
  readonly name: string;
  readonly scope: Scope;
  readonly attributes: readonly XmlAttribute[];
  readonly children: (XmlElement | string)[];
}

function decode(raw: string): string {
  const text = decodeReferences(raw);
  if (text === undefined) throw new Malformed();
  return text;
}

function resolve(name: string, scope: Scope, isAttribute: boolean): XmlName {
  const colon = name.indexOf(':');
  const prefix = name.slice(0, Math.max(colon, 0));
  // An attribute without a prefix is in no namespace.
  const uri = isAttribute && prefix === '' ? '' : scope.find(prefix);
  // Empty takes a binding back, which only the default namespace may; that of XML itself has its own prefix alone.
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

class Reader {
  private readonly text: string;
  private at = 0;
  private readonly open: Open[] = [];
  private root: XmlElement | undefined;

  constructor(text: string) {
    this.text = text;
  }

  read(): XmlElement {
    while (this.at < this.text.length) {
      if (!this.isAt('<')) this.characters();
      else if (this.isAt('<?')) this.until('?>', 2);
      else if (this.isAt('<!--')) this.until('-->', 4);
      else if (this.isAt('<![CDATA[')) this.add(this.until(']]>', 9));
      else if (this.isAt('</')) this.closing();
      else this.opening();
    }
    if (!this.root || this.open.length > 0) throw new Malformed();
    return this.root;
  }

  private isAt(sign: string): boolean {
    return this.text.startsWith(sign, this.at);
  }

  /** What stands up to an end, a few signs from here on; goes on behind that end. */
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
    this.add(decode(raw));
  }

  private add(text: string): void {
    const children = this.open.at(-1)?.children;
    if (!children) {
      if (!isBlank(text)) throw new Malformed();
      return;
    }
    const last = children.at(-1);
    if (typeof last === 'string') children[children.length - 1] = last + text;
    else children.push(text);
  }

  private opening(): void {
    const name = this.match(OPENING)?.[1];
    if (name === undefined || this.open.length >= MAX_DEPTH || (this.root && this.open.length === 0)) {
      throw new Malformed();
    }
    const raw = this.rawAttributes();
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
  }

  private rawAttributes(): ReadonlyMap<string, string> {
    const attributes = new Map<string, string>();
    for (let found = this.match(ATTRIBUTE); found; found = this.match(ATTRIBUTE)) {
      const [, name = '', quote = ''] = found;
      const value = this.until(quote, 0);
      if (value.includes('<') || attributes.has(name)) throw new Malformed();
      attributes.set(name, decode(value.replace(/[\t\n]/g, ' ')));
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
 * Reads an XML document as metadata is written: comments and instructions are left out, document types are not taken.
 * Returns undefined for anything that is not well-formed, and for what is nested beyond measure.
 */
export function parseXml(source: string): XmlElement | undefined {
  const text = source.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n');
  if (!isXmlText(text)) return undefined;
  try {
    return new Reader(text).read();
  } catch (error) {
    if (error instanceof Malformed) return undefined;
    throw error;
  }
}
