/**
 * Makes a text from a file or the service safe to show in a notification: the editor would turn `[words](command:...)`
 * into a link, and run the command on a click.
 */
export function plain(text: string): string {
  return text.replaceAll('](', '] (');
}
