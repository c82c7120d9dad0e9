/** Limits a text to `max` characters (code points): a longer one is cut and ends with an ellipsis. */
export function truncate(text: string, max: number): string {
  if (text.length <= max) return text;
  // The result cannot hold more characters than this, so the rest need not be counted.
  const characters = Array.from(text.slice(0, 2 * max + 2));
  return characters.length > max ? `${characters.slice(0, max - 1).join('')}…` : text;
}
