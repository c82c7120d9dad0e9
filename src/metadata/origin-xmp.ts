import { KEY } from '../prompt/shape';
import type { Origin } from './origin';
import { asXmlText, decodeReferences } from './xml';
import { describe, type Description, inAnyLanguage, type Namespace, type Value } from './xmp';

/** Our own namespace: only a name; there is nothing at this address. */
const STUDIO = { prefix: 'sps', uri: 'https://structured-prompt-studio/ns/origin/1.0/' };
const DC = { prefix: 'dc', uri: 'http://purl.org/dc/elements/1.1/' };
const BASIC = { prefix: 'xmp', uri: 'http://ns.adobe.com/xap/1.0/' };
const IPTC = { prefix: 'Iptc4xmpExt', uri: 'http://iptc.org/std/Iptc4xmpExt/2008-02-29/' };

/** IPTC's term for an image that was made by a trained model. */
const MADE_BY_MODEL = 'http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia';

/** The property that holds the origin. */
export const ORIGIN_PROPERTY = `${STUDIO.uri}origin`;

/** All properties that `originDescriptions` writes. */
export const PROPERTIES: readonly string[] = [
  ORIGIN_PROPERTY,
  `${DC.uri}description`,
  `${BASIC.uri}CreatorTool`,
  `${IPTC.uri}AISystemUsed`,
  `${IPTC.uri}DigitalSourceType`,
];

/** A description of the image: that of the prompt, or the sentence that was sent. */
function summaryOf({ prompt, task }: Origin): string | undefined {
  const text = prompt?.[KEY.summary] ?? task['positivePrompt'];
  return typeof text === 'string' && text.trim() !== '' ? asXmlText(text) : undefined;
}

/**
 * Describes an image in XMP: with `json`, the complete origin, and with the properties that other programs show.
 * `others` are the descriptions already in the packet.
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

/** Finds the prefix of our namespace in a text. */
const BINDING = new RegExp(String.raw`\sxmlns:([\w.-]{1,100})\s*=\s*["']${STUDIO.uri}["']`);

/** Finds the origin in a packet that is damaged elsewhere; undefined when there is none. */
export function salvageOrigin(packet: string): string | undefined {
  const [, prefix] = BINDING.exec(packet) ?? [];
  if (prefix === undefined) return undefined;
  const [tag, closing] = [`<${prefix}:origin>`, `</${prefix}:origin>`];
  const start = packet.indexOf(tag);
  const end = packet.indexOf(closing, start);
  if (start < 0 || end < 0) return undefined;
  return decodeReferences(packet.slice(start + tag.length, end));
}
