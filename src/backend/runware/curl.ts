import type { JsonObject } from '../../task/types';

/** Quotes a text as one word of a POSIX shell, whatever it contains. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

/**
 * A curl command that sends a task to the service as we do. The key is left to the environment variable that our
 * command line reads it from, too.
 */
export function curlCommand(endpoint: URL, task: JsonObject): string {
  return [
    `curl ${quoted(endpoint.href)}`,
    `  --header ${quoted('Content-Type: application/json')}`,
    // In double quotes, so that the shell inserts the key.
    '  --header "Authorization: Bearer $RUNWARE_API_KEY"',
    `  --data-raw ${quoted(JSON.stringify([task]))}`,
  ].join(' \\\n');
}
