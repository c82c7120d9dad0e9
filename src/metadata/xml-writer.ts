import type { XmlElement, XmlName } from './xml';

/** The namespace of each prefix. */
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
  return text.replace(/[&<>\r]/g, (character) => ESCAPES[character] ?? character);
}

function escapeValue(value: string): string {
  return value.replace(/[&<>"\t\n\r]/g, (character) => ESCAPES[character] ?? character);
}

function nameOf({ prefix, local }: XmlName): string {
  return prefix === '' ? local : `${prefix}:${local}`;
}

/** The names in an element's tag whose prefixes must be declared. */
function boundNames(element: XmlElement): readonly XmlName[] {
  return [element, ...element.attributes.filter(({ prefix }) => prefix !== '')].filter(
    ({ prefix }) => prefix !== 'xml',
  );
}

/**
 * Collects the bindings that an element and its descendants still need. If they use a prefix with two meanings, the
 * first counts.
 */
function collectBindings(element: XmlElement, known: Bindings, found: Map<string, string>): void {
  for (const { prefix, uri } of boundNames(element)) {
    if ((known.get(prefix) ?? '') !== uri && !found.has(prefix)) found.set(prefix, uri);
  }
  for (const child of element.children) {
    if (typeof child !== 'string') collectBindings(child, known, found);
  }
}

function write(element: XmlElement, known: Bindings, added: Map<string, string>): string {
  for (const { prefix, uri } of boundNames(element)) {
    if ((added.get(prefix) ?? known.get(prefix) ?? '') !== uri) added.set(prefix, uri);
  }
  const declarations = Array.from(added, ([prefix, uri]) => {
    return ` xmlns${prefix === '' ? '' : `:${prefix}`}="${escapeValue(uri)}"`;
  });
  const attributes = element.attributes.map(
    (attribute) => ` ${nameOf(attribute)}="${escapeValue(attribute.value)}"`,
  );
  const bound = added.size > 0 ? new Map([...known, ...added]) : known;
  const content = element.children.map((child) =>
    typeof child === 'string' ? escapeText(child) : write(child, bound, new Map()),
  );
  const name = nameOf(element);
  const start = `<${name}${attributes.join('')}${declarations.join('')}`;
  return content.length === 0 ? `${start}/>` : `${start}>${content.join('')}</${name}>`;
}

/**
 * Writes an element when some prefixes are already declared; the others are declared in its own tag. Names and texts
 * must be such as XML can hold.
 */
export function writeXml(element: XmlElement, known: Bindings): string {
  const needed = new Map<string, string>();
  collectBindings(element, known, needed);
  return write(element, known, needed);
}
