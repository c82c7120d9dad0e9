/**
 * An integer with more digits than a JavaScript number can be trusted to hold, followed by a delimiter of JSON. Text
 * that is not JSON stays so: in front of a colon or beside a letter nothing matches.
 */
const LONG_INTEGER = /(?<![\w.+-])-?[1-9]\d{15,}(?=\s*(?:[,\]}]|$))/g;

function quoted(digits: string): string {
  return Number.isSafeInteger(Number(digits)) ? digits : `"${digits}"`;
}

/** The end of the string that begins at `start`: after its closing quote, or the end of the text. */
function endOfString(text: string, start: number): number {
  for (let quote = text.indexOf('"', start + 1); quote >= 0; quote = text.indexOf('"', quote + 1)) {
    let before = quote - 1;
    while (text[before] === '\\') before--;
    // Backslashes pair up; one without a partner escapes the quote.
    if ((quote - before) % 2 === 1) return quote + 1;
  }
  return text.length;
}

/**
 * Puts quotes around the integers of a JSON text that a number cannot hold, so that `JSON.parse` keeps their digits.
 * Strings are skipped.
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
