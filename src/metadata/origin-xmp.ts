import type { Origin } from './origin';
import { asXmlText } from './xml';
import { decodeReferences } from './xml-references';
import { describe, type Description, inAnyLanguage, type Namespace, type Value } from './xmp';

/** Ours: a name and no address, where nothing is to be found. */
const STUDIO = { prefix: 'sps', uri: 'https://structured-prompt-studio/ns/origin/1.0/' };
const DC = { prefix: 'dc', uri: 'http://purl.org/dc/elements/1.1/' };
const BASIC = { prefix: 'xmp', uri: 'http://ns.adobe.com/xap/1.0/' };
const IPTC = { prefix: 'Iptc4xmpExt', uri: 'http://iptc.org/std/Iptc4xmpExt/2008-02-29/' };

/** What IPTC calls an image that a trained model has made. */
const MADE_BY_MODEL = 'http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia';

/** The property with the origin itself. */
export const ORIGIN_PROPERTY = `${STUDIO.uri}origin`;

/** All properties that `originDescriptions` writes. */
export const PROPERTIES: readonly string[] = [
  ORIGIN_PROPERTY,
  `${DC.uri}description`,
  `${BASIC.uri}CreatorTool`,
  `${IPTC.uri}AISystemUsed`,
  `${IPTC.uri}DigitalSourceType`,
];

/** What the image shows, in words: those of the prompt, or the sentence that was sent. */
function summaryOf({ prompt, task }: Origin): string | undefined {
  const words = prompt?.['high_level_description'] ?? task['positivePrompt'];
  return typeof words === 'string' && words.trim() !== '' ? asXmlText(words) : undefined;
}

/**
 * What XMP says of an image: `json`, which holds the whole origin, and the properties that other programs show. `others` are
 * the descriptions that these stand beside.
 */
export function originDescriptions(
  origin: Origin,
  json: string,
  others: readonly Description[],
): readonly Description[] {
  const summary = summaryOf(origin);
  const described: readonly (readonly [Namespace, Readonly<Record<string, Value>>])[] = [
    ...(summary === undefined ? [] : ([[DC, { description: inAnyLanguage(summary) }]] as const)),
    [BASIC, { CreatorTool: ['Structured Prompt Studio'] }],
    [IPTC, { AISystemUsed: [asXmlText(origin.model)], DigitalSourceType: [MADE_BY_MODEL] }],
    [STUDIO, { origin: [json] }],
  ];
  return described.map(([namespace, properties]) => describe(namespace, properties, others));
}

/** How our namespace is bound to a prefix, in a text. */
const BINDING = new RegExp(String.raw`\sxmlns:([\w.-]{1,100})\s*=\s*["']${STUDIO.uri}["']`);

/** The origin in a packet that is damaged elsewhere; undefined where there is none. */
export function originWithin(packet: string): string | undefined {
  const [, prefix] = BINDING.exec(packet) ?? [];
  if (prefix === undefined) return undefined;
  const [tag, closing] = [`<${prefix}:origin>`, `</${prefix}:origin>`];
  const start = packet.indexOf(tag);
  const end = packet.indexOf(closing, start);
  if (start < 0 || end < 0) return undefined;
  return decodeReferences(packet.slice(start + tag.length, end));
}
