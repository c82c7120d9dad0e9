import { scrypt } from 'node:crypto';
import { promisify } from 'node:util';

const derive = promisify<string, string, number, { readonly N: number }, Buffer>(scrypt);

/** Trying one key costs nothing noticeable; trying many costs too much. */
const COST = 2 ** 10;

/** A fingerprint of a key, by which it is known again and not to be found out. */
export async function fingerprintOf(key: string, salt: string): Promise<string> {
  return (await derive(key, `structured-prompt key ${salt}`, 24, { N: COST })).toString('base64url');
}
