import { asXmlText } from './xml';

/** Those that XML itself knows. Others come from document types, which metadata has none of. */
const ENTITIES = new Map([
  ['lt', '<'],
  ['gt', '>'],
  ['amp', '&'],
  ['quot', '"'],
  ['apos', "'"],
]);

/** A reference, with a name no longer than any has. */
const REFERENCE = /&(#x[\da-f]{1,8}|#\d{1,8}|[a-z]{2,8});/gi;

function referred(name: string): string | undefined {
  const [, decimal, hex] = /^#(?:(\d+)|x([\da-f]+))$/i.exec(name) ?? [];
  if (decimal === undefined && hex === undefined) return ENTITIES.get(name);
  const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
  return asXmlText(code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd');
}

/** Replaces references by what they stand for. One that stands for nothing that XML knows is words, as it is written. */
export function decodeReferences(raw: string): string {
  return raw.replace(REFERENCE, (whole, name: string) => referred(name) ?? whole);
}
