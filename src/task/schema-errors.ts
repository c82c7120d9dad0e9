import type { ErrorObject } from 'ajv';
import { isJsonObject, type JsonObject } from './types';

function resolve(schema: unknown, pointer: readonly string[]): unknown {
  return pointer.reduce<unknown>(
    (place, name) => (isJsonObject(place) || Array.isArray(place) ? (place as JsonObject)[name] : undefined),
    schema,
  );
}

/**
 * The schema whose `properties` forbid a key. ajv gives the path from the root or, behind a `$ref`, from the definition
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

function byKeyword(error: ErrorObject): string {
  const params = error.params as JsonObject;
  switch (error.keyword) {
    case 'type':
      return `This must be ${TYPE_WORDS[String(params['type'])] ?? String(params['type'])}.`;
    case 'enum':
      return `Use one of ${list(params['allowedValues'])}.`;
    case 'const':
      return `This must be ${JSON.stringify(params['allowedValue'])}.`;
    case 'minimum':
      return `This must be at least ${String(params['limit'])}.`;
    case 'maximum':
      return `This must be at most ${String(params['limit'])}.`;
    case 'minLength':
      return `This needs at least ${String(params['limit'])} characters.`;
    case 'maxLength':
      return `This has more than ${String(params['limit'])} characters.`;
    case 'minItems':
      return `This needs at least ${String(params['limit'])} entries.`;
    case 'maxItems':
      return `This has more than ${String(params['limit'])} entries.`;
    default:
      return `This ${error.message ?? 'is not valid'}.`;
  }
}

/**
 * Says in a sentence what is wrong and how to mend it. The schema's own words (`errorMessage`, `patternErrorMessage`,
 * which the editor shows too) come first.
 */
export function messageOf(error: ErrorObject, rootSchema: unknown): string {
  const params = error.params as JsonObject;
  const parent = isJsonObject(error.parentSchema) ? error.parentSchema : undefined;
  const own = ownMessage(parent, 'errorMessage');
  switch (error.keyword) {
    case 'additionalProperties':
      return [`The key "${String(params['additionalProperty'])}" is not known here.`, own]
        .filter((part) => part !== undefined)
        .join(' ');
    case 'required': {
      // Where one of two keys is asked for, the schema names both: "photo or art_style".
      const key = String(params['missingProperty']);
      return key.includes(' ') ? `This needs ${key}.` : `The key "${key}" is missing.`;
    }
    case 'false schema':
      return (
        ownMessage(forbidding(rootSchema, error.schemaPath), 'errorMessage') ??
        'This key is not allowed here.'
      );
    case 'pattern':
      return ownMessage(parent, 'patternErrorMessage') ?? own ?? byKeyword(error);
    default:
      return own ?? byKeyword(error);
  }
}
