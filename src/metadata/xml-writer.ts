import type { XmlElement, XmlName } from './xml';

/** What each prefix stands for. */
type Bindings = ReadonlyMap<string, string>;

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '&#x9;',
  '\n': '&#xA;',
  '\r': '&#xD;',
};

function escapeText(text: string): string {
  return text.replace(/[&<>\r]/g, (sign) => ESCAPES[sign] ?? sign);
}

function escapeValue(value: string): string {
  return value.replace(/[&<>"\t\n\r]/g, (sign) => ESCAPES[sign] ?? sign);
}

function nameOf({ prefix, local }: XmlName): string {
  return prefix === '' ? local : `${prefix}:${local}`;
}

/** The names in an element's own tag whose prefixes have to be bound. */
function boundNames(element: XmlElement): readonly XmlName[] {
  return [element, ...element.attributes.filter(({ prefix }) => prefix !== '')].filter(
    ({ prefix }) => prefix !== 'xml',
  );
}

/** What an element and all that is in it still need to be bound; the first of two meanings of a prefix. */
function collectBindings(element: XmlElement, known: Bindings, found: Map<string, string>): void {
  for (const { prefix, uri } of boundNames(element)) {
    if ((known.get(prefix) ?? '') !== uri && !found.has(prefix)) found.set(prefix, uri);
  }
  for (const child of element.children) {
    if (typeof child !== 'string') collectBindings(child, known, found);
  }
}

function write(element: XmlElement, known: Bindings, fresh: Map<string, string>): string {
  for (const { prefix, uri } of boundNames(element)) {
    if ((fresh.get(prefix) ?? known.get(prefix) ?? '') !== uri) fresh.set(prefix, uri);
  }
  const declarations = Array.from(fresh, ([prefix, uri]) => {
    return ` xmlns${prefix === '' ? '' : `:${prefix}`}="${escapeValue(uri)}"`;
  });
  const attributes = element.attributes.map(
    (attribute) => ` ${nameOf(attribute)}="${escapeValue(attribute.value)}"`,
  );
  const bound = fresh.size > 0 ? new Map([...known, ...fresh]) : known;
  const content = element.children.map((child) =>
    typeof child === 'string' ? escapeText(child) : write(child, bound, new Map()),
  );
  const name = nameOf(element);
  const start = `<${name}${attributes.join('')}${declarations.join('')}`;
  return content.length === 0 ? `${start}/>` : `${start}>${content.join('')}</${name}>`;
}

/**
 * Writes an element where some prefixes are bound already; what else it needs is declared in its own tag. Names and texts
 * must be such as XML can hold.
 */
export function writeXml(element: XmlElement, known: Bindings): string {
  const needed = new Map<string, string>();
  collectBindings(element, known, needed);
  return write(element, known, needed);
}
