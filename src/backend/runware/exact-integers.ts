/**
 * A number that stands alone between two signs of JSON and has more digits than are certain to be exact. What is no JSON
 * stays none: in front of a colon or beside a letter nothing is found.
 */
const LONG_INTEGER = /(?<![\w.+-])-?[1-9]\d{15,}(?=\s*(?:[,\]}]|$))/g;

function quoted(digits: string): string {
  return Number.isSafeInteger(Number(digits)) ? digits : `"${digits}"`;
}

/** Where the string that begins at `start` ends: behind its closing quote, or at the end of the text. */
function endOfString(text: string, start: number): number {
  for (let quote = text.indexOf('"', start + 1); quote >= 0; quote = text.indexOf('"', quote + 1)) {
    let before = quote - 1;
    while (text[before] === '\\') before--;
    // Two backslashes are one sign; one that is left over belongs to the quote.
    if ((quote - before) % 2 === 1) return quote + 1;
  }
  return text.length;
}

/**
 * Puts integers of a JSON text that a number cannot hold into quotes, so that `JSON.parse` keeps their digits. What stands in
 * strings is passed over.
 */
export function quoteLongIntegers(text: string): string {
  const parts: string[] = [];
  let from = 0;
  while (from < text.length) {
    const quote = text.indexOf('"', from);
    const start = quote < 0 ? text.length : quote;
    const end = quote < 0 ? start : endOfString(text, quote);
    parts.push(text.slice(from, start).replace(LONG_INTEGER, quoted), text.slice(start, end));
    from = end;
  }
  return parts.join('');
}
