/** The name of an element or attribute: as it was written, and what its prefix stands for. */
export interface XmlName {
  /** Empty where there is none. */
  readonly prefix: string;
  /** The namespace; empty where there is none. */
  readonly uri: string;
  readonly local: string;
}

export interface XmlAttribute extends XmlName {
  readonly value: string;
}

export interface XmlElement extends XmlName {
  readonly attributes: readonly XmlAttribute[];
  /** Elements and texts; the white space between elements alone is left out. */
  readonly children: readonly (XmlElement | string)[];
}

/** Bound by XML itself: no document has to declare it. */
export const XML_NAMESPACE = 'http://www.w3.org/XML/1998/namespace';

/** What XML 1.0 has no way to hold, not even as a reference. */
const FORBIDDEN = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

/** Whether a text is nothing but what XML counts as white space. */
export function isBlank(text: string): boolean {
  return !/[^ \t\n\r]/.test(text);
}

/** A text as XML can hold it: what it cannot becomes the replacement character. */
export function asXmlText(text: string): string {
  return text.replace(FORBIDDEN, '\ufffd');
}

/** The whole name of an element or attribute, whatever its prefix: namespace and local name in one. */
export function idOf({ uri, local }: XmlName): string {
  return uri + local;
}
