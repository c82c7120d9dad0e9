import type { IncomingHttpHeaders } from 'node:http';
import { refusal, type Outcome } from './errors';
import { FORBIDDEN_KEY } from './options';

function refuse(status: number, code: string, message: string): Outcome {
  return refusal(status, { code, message, parameter: 'apiKey', taskType: 'authentication' });
}

/** Why a request is not served, or undefined if it is. */
export function authenticate(
  headers: IncomingHttpHeaders,
  accepted: readonly string[] | 'any',
): Outcome | undefined {
  const key = /^Bearer +(\S+) *$/i.exec(headers.authorization ?? '')?.[1];
  if (key === undefined) {
    return refuse(401, 'missingApiKey', "No API key: send it as 'Authorization: Bearer <key>'.");
  }
  if (key === FORBIDDEN_KEY) return refuse(403, 'forbiddenApiKey', 'This API key is not permitted.');
  if (accepted === 'any' || accepted.includes(key)) return undefined;
  return refuse(401, 'invalidApiKey', 'Invalid API key.');
}
