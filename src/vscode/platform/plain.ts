/**
 * Words of a file or the service as a notification may show them: the editor would make a link of `[words](command:...)`,
 * and run the command when it is clicked.
 */
export function plain(words: string): string {
  return words.replaceAll('](', '] (');
}
