import { isXmlText } from './xml';

/** Those that XML itself knows. Others come from document types, which metadata has none of. */
const ENTITIES = new Map([
  ['lt', '<'],
  ['gt', '>'],
  ['amp', '&'],
  ['quot', '"'],
  ['apos', "'"],
]);

/** As long as the name of a reference may be. */
const MAX_NAME = 8;

function referred(name: string): string | undefined {
  const [, decimal, hex] = /^#(?:(\d+)|x([\da-fA-F]+))$/.exec(name) ?? [];
  const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
  return code <= 0x10ffff ? String.fromCodePoint(code) : ENTITIES.get(name);
}

/** Replaces references by what they stand for; undefined where one stands for nothing that XML can hold. */
export function decodeReferences(raw: string): string | undefined {
  let text = '';
  let from = 0;
  for (let at = raw.indexOf('&'); at >= 0; at = raw.indexOf('&', from)) {
    const end = raw.indexOf(';', at);
    const sign = end > at + 1 + MAX_NAME ? undefined : referred(raw.slice(at + 1, Math.max(end, at)));
    if (sign === undefined) return undefined;
    text += raw.slice(from, at) + sign;
    from = end + 1;
  }
  text += raw.slice(from);
  return from === 0 || isXmlText(text) ? text : undefined;
}
