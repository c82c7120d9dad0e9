const LONGEST = 48;

/** A text that is quoted in a message, cut to a length that can be read at a glance. */
export function shortened(text: string): string {
  const characters = Array.from(text.slice(0, 2 * LONGEST));
  return characters.length <= LONGEST ? text : `${characters.slice(0, LONGEST - 1).join('')}…`;
}
