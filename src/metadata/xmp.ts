import type { Budget } from './budget';
import { idOf, XML_NAMESPACE, type XmlAttribute, type XmlElement, type XmlName } from './xml';
import { parseElement } from './xml-reader';
import { writeXml } from './xml-writer';

/** A namespace and its usual prefix. */
export interface Namespace {
  readonly prefix: string;
  readonly uri: string;
}

/** The value of a property: the children of its element. */
export type Value = readonly (XmlElement | string)[];

/** An `rdf:Description`: properties of the image, in one or several namespaces. */
export type Description = XmlElement;

const RDF: Namespace = { prefix: 'rdf', uri: 'http://www.w3.org/1999/02/22-rdf-syntax-ns#' };
const META: Namespace = { prefix: 'x', uri: 'adobe:ns:meta/' };
const BOUND = new Map([RDF, META].map(({ prefix, uri }) => [prefix, uri]));

function element(
  { prefix, uri }: Namespace,
  local: string,
  children: Value,
  attributes: readonly XmlAttribute[] = [],
): XmlElement {
  return { prefix, uri, local, attributes, children };
}

function isElement(child: XmlElement | string): child is XmlElement {
  return typeof child !== 'string';
}

/** Whether an attribute is a property in its short form, and not one of RDF or XML. */
function isProperty({ uri }: XmlName): boolean {
  return uri !== RDF.uri && uri !== XML_NAMESPACE && uri !== '';
}

/** The content of an XMP packet or of its extension. */
export interface Packet {
  readonly descriptions: readonly Description[];
  /** Whether that is everything in it. */
  readonly isReadable: boolean;
}

/** How the root element of a packet begins. */
const ROOT = /<(?:[\w.-]+:)?(?:x[ma]pmeta|RDF)(?=[\s/>])/g;

/** How many roots of one packet are read: some programs nest one packet into another. */
const MAX_ROOTS = 16;

function descriptionsIn(root: XmlElement): readonly Description[] {
  const inner = root.uri === META.uri ? root.children.filter(isElement) : [root];
  return inner
    .filter((child) => idOf(child) === `${RDF.uri}RDF`)
    .flatMap(({ children }) => children.filter(isElement));
}

/** Parses a packet from its root element on. What surrounds that, such as padding, does not matter. */
export async function readPacket(text: string, budget: Budget): Promise<Packet> {
  const roots: XmlElement[] = [];
  let isReadable = false;
  let from = 0;
  for (let count = 0; count < MAX_ROOTS; count++) {
    ROOT.lastIndex = from;
    const start = ROOT.exec(text)?.index;
    if (start === undefined) return { descriptions: roots.flatMap(descriptionsIn), isReadable };
    const found = await parseElement(text, start, budget);
    isReadable = found !== undefined && (isReadable || count === 0);
    if (found) roots.push(found.element);
    // An element that cannot be parsed may contain one that can.
    from = found?.end ?? start + 1;
  }
  return { descriptions: roots.flatMap(descriptionsIn), isReadable: false };
}

/**
 * The text of a property, given by namespace and name in one string; undefined when it is missing or not plain text.
 */
export function propertyOf(descriptions: readonly Description[], id: string): string | undefined {
  for (const { attributes, children } of descriptions) {
    const attribute = attributes.find((candidate) => idOf(candidate) === id);
    if (attribute) return attribute.value;
    const property = children.filter(isElement).find((candidate) => idOf(candidate) === id);
    if (!property?.children.some(isElement)) {
      const [text] = property?.children ?? [];
      if (typeof text === 'string') return text;
    }
  }
  return undefined;
}

/** The descriptions without some properties; a description that becomes empty is left out. */
export function withoutProperties(
  descriptions: readonly Description[],
  ids: ReadonlySet<string>,
): readonly Description[] {
  return descriptions
    .map((description) => ({
      ...description,
      attributes: description.attributes.filter((attribute) => !ids.has(idOf(attribute))),
      children: description.children.filter((child) => !isElement(child) || !ids.has(idOf(child))),
    }))
    .filter(({ attributes, children }) => children.some(isElement) || attributes.some(isProperty));
}

/** The value of `rdf:about`, which must be the same in all descriptions of a packet. Usually it is empty. */
function aboutOf(descriptions: readonly Description[]): string {
  const attributes = descriptions.flatMap((description) => description.attributes);
  const abouts = attributes.filter((attribute) => idOf(attribute) === `${RDF.uri}about`);
  return abouts.find(({ value }) => value !== '')?.value ?? '';
}

function idsOf({ attributes, children }: Description): readonly string[] {
  return [...attributes.filter(isProperty), ...children.filter(isElement)].map(idOf);
}

function withAbout(description: Description, value: string): Description {
  const about = { ...RDF, local: 'about', value };
  const others = description.attributes.filter((attribute) => idOf(attribute) !== idOf(about));
  return { ...description, attributes: [about, ...others] };
}

/** Merges the descriptions of several packets: of a property in several of them the first counts. */
export function merged(packets: readonly (readonly Description[])[]): readonly Description[] {
  const [only, ...more] = packets.filter((descriptions) => descriptions.length > 0);
  if (!only || more.length === 0) return only ?? [];
  const about = aboutOf(packets.flat());
  const known = new Set<string>();
  return [only, ...more].flatMap((descriptions) => {
    const added = withoutProperties(descriptions, known);
    for (const id of descriptions.flatMap(idsOf)) known.add(id);
    return added.map((description) => withAbout(description, about));
  });
}

/** Creates a description with properties of one namespace, to stand beside others. */
export function describe(
  namespace: Namespace,
  properties: Readonly<Record<string, Value>>,
  others: readonly Description[],
): Description {
  const about = { ...RDF, local: 'about', value: aboutOf(others) };
  const children = Object.entries(properties).map(([name, value]) => element(namespace, name, value));
  return element(RDF, 'Description', children, [about]);
}

/** A value that can have a text for each language, with one default text. */
export function inAnyLanguage(text: string): Value {
  const language = { prefix: 'xml', uri: XML_NAMESPACE, local: 'lang', value: 'x-default' };
  return [element(RDF, 'Alt', [element(RDF, 'li', [text], [language])])];
}

/** Writes descriptions as the extension of a packet. */
export function writeExtension(descriptions: readonly Description[]): string {
  const lines = descriptions.map((description) => writeXml(description, BOUND));
  return [
    `<x:xmpmeta xmlns:x="${META.uri}">`,
    `<rdf:RDF xmlns:rdf="${RDF.uri}">`,
    ...lines,
    '</rdf:RDF>',
    '</x:xmpmeta>',
  ].join('\n');
}

/** Writes descriptions as an XMP packet, marked as read-only: checksums and lengths depend on it. */
export function writePacket(descriptions: readonly Description[]): string {
  const begin = '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>';
  return `${begin}\n${writeExtension(descriptions)}\n<?xpacket end="r"?>`;
}
