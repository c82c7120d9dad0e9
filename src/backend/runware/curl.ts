import type { JsonObject } from '../../task/types';

/** A text as one word of a POSIX shell, whatever it holds. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

/**
 * The command line that sends a task to the service as we do. The key's place is left to the variable that the command line
 * client reads it from, too.
 */
export function curlCommand(endpoint: URL, task: JsonObject): string {
  return [
    `curl ${quoted(endpoint.href)}`,
    `  --header ${quoted('Content-Type: application/json')}`,
    // In double quotes, so that the shell puts the key in.
    '  --header "Authorization: Bearer $RUNWARE_API_KEY"',
    `  --data-raw ${quoted(JSON.stringify([task]))}`,
  ].join(' \\\n');
}
