import { scrypt } from 'node:crypto';
import { promisify } from 'node:util';
import { ServiceError, type TaskError } from '../../task/errors';

/** Removes a secret from a text. */
export type Redact = (text: string) => string;

/** Anything shorter is not a key, and may occur in a text by chance. */
const MIN_SECRET = 8;

/** The replacement for a key. */
const REDACTED = '[API key]';

function literal(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, String.raw`\$&`);
}

function hexadecimal(code: number, digits: number): string {
  return code.toString(16).padStart(digits, '0');
}

/**
 * A pattern for all spellings of a character: as it is, after backslashes, escaped for JSON, a URI or HTML, and
 * nested escapes. The repetitions are bounded, so that a text of nothing but backslashes takes no longer than any
 * other.
 */
function spellingsOf(character: string): string {
  const code = character.charCodeAt(0);
  const bytes = [...Buffer.from(character)].map((byte) => `%(?:25){0,3}${hexadecimal(byte, 2)}`);
  return [
    String.raw`\\{0,7}${literal(character)}`,
    String.raw`\\{1,8}(?:u${hexadecimal(code, 4)}|x${hexadecimal(code, 2)})`,
    bytes.join(''),
    `&#(?:0{0,4}${code}|x0{0,4}${hexadecimal(code, 2)});?`,
  ].join('|');
}

/**
 * The key in base64 after `before` bytes of something else, without the characters that it shares with its neighbors.
 */
function inBase64(key: string, before: number): string {
  const encoded = Buffer.from('\0'.repeat(before) + key).toString('base64url');
  const bits = (before + Buffer.byteLength(key)) * 8;
  return encoded.slice(Math.ceil((before * 8) / 6), Math.floor(bits / 6));
}

/** Two characters of base64 differ in its URL variant, and may be escaped in a URI or in JSON; letters never are. */
const VARIANTS: Readonly<Record<string, string>> = { '-': '-+', _: '_/' };

function base64Pattern(text: string): string {
  return text.replaceAll(
    /[-_]/g,
    (character) => `(?:${Array.from(VARIANTS[character] ?? character, spellingsOf).join('|')})`,
  );
}

function pattern(text: string): string {
  return Array.from(text, (character) => `(?:${spellingsOf(character)})`).join('');
}

/**
 * Creates a function that removes a key from a text in whatever form it occurs: as it is, encoded for a URI, JSON or
 * HTML, in base64 or in hexadecimal digits, in any case (host names lose theirs). Everything that comes from the
 * service, and every message about it, passes through this before it is stored or shown.
 */
export function createRedact(key: string): Redact {
  const secret = key.trim();
  if (secret.length < MIN_SECRET) return (text) => text;
  const encoded = [0, 1, 2].map((before) => base64Pattern(inBase64(secret, before)));
  const forms = [pattern(secret), ...encoded, Buffer.from(secret).toString('hex')];
  const anyForm = new RegExp(forms.join('|'), 'gi');
  return (text) => text.replace(anyForm, REDACTED);
}

/** A copy of a failure without secrets; any other error as it is. */
export function redactError(error: unknown, redact: Redact): unknown {
  if (!(error instanceof ServiceError)) return error;
  const [first, ...others] = error.errors;
  const clean = (one: TaskError): TaskError => ({
    ...one,
    code: redact(one.code),
    message: redact(one.message),
    parameters: one.parameters.map(redact),
  });
  const { retryAfter, notSent, cause } = error;
  return new ServiceError([clean(first), ...others.map(clean)], {
    retryAfter,
    notSent,
    cause: typeof cause === 'string' ? redact(cause) : undefined,
  });
}

const derive = promisify<string, string, number, { readonly N: number }, Buffer>(scrypt);

/** Trying one key takes no noticeable time; trying many takes too long. */
const COST = 2 ** 10;

/** A fingerprint of a key: it identifies the key, but does not reveal it. */
export async function fingerprintOf(key: string, salt: string): Promise<string> {
  return (await derive(key, `structured-prompt key ${salt}`, 24, { N: COST })).toString('base64url');
}
