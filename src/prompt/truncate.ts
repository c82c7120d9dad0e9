/** A text of at most `max` characters (code points): a longer one is cut and ends with an ellipsis. */
export function truncate(text: string, max: number): string {
  if (text.length <= max) return text;
  // More characters than this cannot be in the result, so they need not be counted.
  const characters = Array.from(text.slice(0, 2 * max + 2));
  return characters.length > max ? `${characters.slice(0, max - 1).join('')}…` : text;
}
