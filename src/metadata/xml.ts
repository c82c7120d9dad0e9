/** The name of an element or attribute: as written, and with its prefix resolved. */
export interface XmlName {
  /** Empty when there is none. */
  readonly prefix: string;
  /** The namespace; empty when there is none. */
  readonly uri: string;
  readonly local: string;
}

export interface XmlAttribute extends XmlName {
  readonly value: string;
}

export interface XmlElement extends XmlName {
  readonly attributes: readonly XmlAttribute[];
  /** Elements and texts. White space between elements is left out. */
  readonly children: readonly (XmlElement | string)[];
}

/** Predefined by XML: no document has to declare it. */
export const XML_NAMESPACE = 'http://www.w3.org/XML/1998/namespace';

/** The characters that XML 1.0 cannot hold, not even as a reference. */
const FORBIDDEN = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

/** Whether a text is only what XML counts as white space. */
export function isBlank(text: string): boolean {
  return !/[^ \t\n\r]/.test(text);
}

/** Replaces the characters that XML cannot hold by the replacement character. */
export function asXmlText(text: string): string {
  return text.replace(FORBIDDEN, '\ufffd');
}

/** The full name of an element or attribute: namespace and local name in one string. */
export function idOf({ uri, local }: XmlName): string {
  return uri + local;
}

/** The entities that XML predefines. Others come from document types, which metadata does not have. */
const ENTITIES = new Map([
  ['lt', '<'],
  ['gt', '>'],
  ['amp', '&'],
  ['quot', '"'],
  ['apos', "'"],
]);

/** A reference, as long as any can be. */
const REFERENCE = /&(#x[\da-f]{1,8}|#\d{1,8}|[a-z]{2,8});/gi;

function resolveReference(name: string): string | undefined {
  const [, decimal, hex] = /^#(?:(\d+)|x([\da-f]+))$/i.exec(name) ?? [];
  if (decimal === undefined && hex === undefined) return ENTITIES.get(name);
  const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
  return asXmlText(code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd');
}

/** Decodes references. An unknown one stays as it is written. */
export function decodeReferences(raw: string): string {
  return raw.replace(REFERENCE, (reference, name: string) => resolveReference(name) ?? reference);
}
