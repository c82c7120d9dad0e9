/** The service's public endpoint. */
export const DEFAULT_ENDPOINT = 'https://api.runware.ai/v1';

const LOOPBACK = /^(localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/** Whether a URL's host is this machine. */
export function isLoopback(url: URL): boolean {
  return LOOPBACK.test(url.hostname);
}

/**
 * Reads an endpoint address: https anywhere, or plain http on the loopback only, since the key travels with each
 * request. Throws a `RangeError` whose message says what is wrong.
 */
export function readEndpoint(text: string): URL {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    throw new RangeError(`The endpoint "${text}" is not a URL.`);
  }
  if (url.username !== '' || url.password !== '') {
    throw new RangeError('The endpoint must not hold a user name or a password.');
  }
  if (url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url))) return url;
  throw new RangeError(`The endpoint "${text}" must be https (plain http only on this machine's loopback).`);
}
