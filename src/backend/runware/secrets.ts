import { ServiceError, type TaskError } from '../../task/errors';

/** Takes a secret out of a text. */
export type Hide = (text: string) => string;

/** What is shorter is no key but a word, which may stand in a text by chance. */
const MIN_SECRET = 8;

/** What stands in the place of a key. */
const HIDDEN = '[API key]';

function literal(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, String.raw`\$&`);
}

function hexadecimal(code: number, digits: number): string {
  return code.toString(16).padStart(digits, '0');
}

/**
 * All ways to write a sign: as it is, behind a backslash, for JSON, a URI or a page, and each of them within another. There are
 * bounds to that, so that a text of nothing but backslashes takes no longer than any other.
 */
function spellingsOf(sign: string): string {
  const code = sign.charCodeAt(0);
  const bytes = [...Buffer.from(sign)].map((byte) => `%(?:25){0,3}${hexadecimal(byte, 2)}`);
  return [
    String.raw`\\{0,7}${literal(sign)}`,
    String.raw`\\{1,8}(?:u${hexadecimal(code, 4)}|x${hexadecimal(code, 2)})`,
    bytes.join(''),
    `&#(?:0{0,4}${code}|x0{0,4}${hexadecimal(code, 2)});?`,
  ].join('|');
}

/** The key in base64 behind `before` bytes of something else, without the signs that it shares with its neighbors. */
function inBase64(key: string, before: number): string {
  const encoded = Buffer.from('\0'.repeat(before) + key).toString('base64url');
  const bits = (before + Buffer.byteLength(key)) * 8;
  return encoded.slice(Math.ceil((before * 8) / 6), Math.floor(bits / 6));
}

/** Base64 has two signs that are others in a URI, and that are escaped there or in JSON; nobody escapes its letters. */
const TWINS: Readonly<Record<string, string>> = { '-': '-+', _: '_/' };

function base64Pattern(text: string): string {
  return text.replaceAll(/[-_]/g, (sign) => `(?:${Array.from(TWINS[sign] ?? sign, spellingsOf).join('|')})`);
}

function pattern(text: string): string {
  return Array.from(text, (sign) => `(?:${spellingsOf(sign)})`).join('');
}

/**
 * Makes what takes a key out of a text, in whatever form it stands there: as it is, encoded for a URI, JSON or a page, in base64
 * or in hexadecimal digits, in any case (names of hosts lose theirs). Whatever the service says, and whatever is said about
 * it, goes through this before it is stored or shown.
 */
export function hiding(key: string): Hide {
  const secret = key.trim();
  if (secret.length < MIN_SECRET) return (text) => text;
  const encoded = [0, 1, 2].map((before) => base64Pattern(inBase64(secret, before)));
  const forms = [pattern(secret), ...encoded, Buffer.from(secret).toString('hex')];
  const anyForm = new RegExp(forms.join('|'), 'gi');
  return (text) => text.replace(anyForm, HIDDEN);
}

/** A failure in which no secret stands any more. */
export function withoutSecrets(error: unknown, hide: Hide): unknown {
  if (!(error instanceof ServiceError)) return error;
  const [first, ...others] = error.errors;
  const clean = (one: TaskError): TaskError => ({
    ...one,
    code: hide(one.code),
    message: hide(one.message),
    parameters: one.parameters.map(hide),
  });
  const { retryAfter, notSent, cause } = error;
  return new ServiceError([clean(first), ...others.map(clean)], {
    retryAfter,
    notSent,
    cause: typeof cause === 'string' ? hide(cause) : undefined,
  });
}
