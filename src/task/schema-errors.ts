import type { ErrorObject } from 'ajv';
import { isJsonObject, type JsonObject } from './types';

function resolve(schema: unknown, pointer: readonly string[]): unknown {
  return pointer.reduce<unknown>(
    (place, name) => (isJsonObject(place) || Array.isArray(place) ? (place as JsonObject)[name] : undefined),
    schema,
  );
}

/**
 * The schema whose `properties` forbid a key. ajv gives the path from the root or, behind a `$ref`, from a definition
 * without saying which, so each is tried.
 */
function forbidding(rootSchema: unknown, schemaPath: string): JsonObject | undefined {
  const pointer = schemaPath
    .split('/')
    .slice(1, -1)
    .map((part) => decodeURIComponent(part).replaceAll('~1', '/').replaceAll('~0', '~'));
  const definitions = isJsonObject(rootSchema) ? rootSchema['definitions'] : undefined;
  const roots = [rootSchema, ...(isJsonObject(definitions) ? Object.values(definitions) : [])];
  const root = roots.find((candidate) => resolve(candidate, pointer) === false);
  const schema = root === undefined ? undefined : resolve(root, pointer.slice(0, -2));
  return isJsonObject(schema) ? schema : undefined;
}

function ownMessage(schema: JsonObject | undefined, key: string): string | undefined {
  const message = schema?.[key];
  return typeof message === 'string' ? message : undefined;
}

const TYPE_WORDS: Readonly<Record<string, string>> = {
  string: 'a text in quotes',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  object: 'an object in braces { }',
  array: 'a list in brackets [ ]',
};

function list(values: unknown): string {
  return Array.isArray(values) ? values.map((value) => JSON.stringify(value)).join(', ') : String(values);
}

/** The name of the field that a problem is about, since messages are also read without the text at hand. */
function fieldOf({ instancePath }: ErrorObject): string {
  const name = instancePath.split('/').at(-1) ?? '';
  return name === '' || /^\d+$/.test(name) ? 'This' : `"${name}"`;
}

/** Whether a value was quoted by mistake: `"2048"` instead of `2048`. */
function isQuoted(data: unknown, allowed: unknown): boolean {
  return typeof data === 'string' && Array.isArray(allowed) && allowed.includes(Number(data));
}

function count(limit: unknown, one: string, many: string): string {
  return `${String(limit)} ${limit === 1 ? one : many}`;
}

function byKeyword(error: ErrorObject): string {
  const params = error.params as JsonObject;
  const field = fieldOf(error);
  switch (error.keyword) {
    case 'type':
      return `${field} must be ${TYPE_WORDS[String(params['type'])] ?? String(params['type'])}.`;
    case 'enum':
      return `${field} must be one of ${list(params['allowedValues'])}.`;
    case 'const':
      return `${field} must be ${JSON.stringify(params['allowedValue'])}.`;
    case 'minimum':
      return `${field} must be at least ${String(params['limit'])}.`;
    case 'maximum':
      return `${field} must be at most ${String(params['limit'])}.`;
    case 'minLength':
      return `${field} needs at least ${count(params['limit'], 'character', 'characters')}.`;
    case 'maxLength':
      return `${field} has more than ${count(params['limit'], 'character', 'characters')}.`;
    case 'minItems':
      return `${field} needs at least ${count(params['limit'], 'entry', 'entries')}.`;
    case 'maxItems':
      return `${field} has more than ${count(params['limit'], 'entry', 'entries')}.`;
    default:
      return `${field} ${error.message ?? 'is not valid'}.`;
  }
}

/**
 * Says in a sentence what is wrong and how to fix it. The schema's own messages (`errorMessage`, `patternErrorMessage`),
 * which the editor shows, too, take precedence.
 */
export function schemaMessage(error: ErrorObject, rootSchema: unknown): string {
  const params = error.params as JsonObject;
  const parent = isJsonObject(error.parentSchema) ? error.parentSchema : undefined;
  const own = ownMessage(parent, 'errorMessage');
  switch (error.keyword) {
    case 'additionalProperties':
      return [`The key "${String(params['additionalProperty'])}" is not known here.`, own]
        .filter((part) => part !== undefined)
        .join(' ');
    case 'required': {
      // If one of two keys is required, the schema names both: "photo or art_style".
      const key = String(params['missingProperty']);
      return key.includes(' ') ? `This needs ${key}.` : `The key "${key}" is missing.`;
    }
    case 'false schema':
      return (
        ownMessage(forbidding(rootSchema, error.schemaPath), 'errorMessage') ??
        'This key is not allowed here.'
      );
    case 'enum':
      if (!isQuoted(error.data, params['allowedValues'])) return own ?? byKeyword(error);
      return `${fieldOf(error)} is a number: write it without quotes.`;
    case 'pattern':
      return ownMessage(parent, 'patternErrorMessage') ?? own ?? byKeyword(error);
    default:
      return own ?? byKeyword(error);
  }
}
