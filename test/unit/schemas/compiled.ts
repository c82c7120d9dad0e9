import { readFileSync } from 'node:fs';
import { Ajv, type ValidateFunction } from 'ajv';

/** The keywords of the schemas that only an editor reads. */
const EDITOR_KEYWORDS = [
  'defaultSnippets',
  'doNotSuggest',
  'enumDescriptions',
  'enumSortTexts',
  'errorMessage',
  'markdownDescription',
  'markdownEnumDescriptions',
  'patternErrorMessage',
  'suggestSortText',
];

/** Reads one of the project's schemas. */
export function schema(name: string): object {
  return JSON.parse(readFileSync(new URL(`../../../schemas/${name}`, import.meta.url), 'utf8')) as object;
}

const ajv = new Ajv({ allErrors: true, strict: true, strictRequired: false, validateFormats: false });
ajv.addVocabulary(EDITOR_KEYWORDS);
ajv.addSchema(schema('structured-prompt.schema.json'), 'structured-prompt.schema.json');

const validators: Record<string, ValidateFunction> = {
  'structured-prompt': ajv.compile(schema('structured-prompt.schema.json')),
  'image-task': ajv.compile(schema('image-task.schema.json')),
};

/**
 * The mistakes that ajv finds, each as `place keyword [key]`, a mistake that both the service's rules and the trained shape
 * forbid only once.
 */
export function mistakes(kind: 'structured-prompt' | 'image-task', value: unknown): string[] {
  const validate = validators[kind];
  if (!validate) throw new Error(`no schema for ${kind}`);
  validate(value);
  const found = (validate.errors ?? [])
    .filter((error) => error.keyword !== 'if')
    .map(({ instancePath, keyword, params }) => {
      const key: unknown = params['missingProperty'] ?? params['additionalProperty'];
      return [instancePath, keyword, ...(typeof key === 'string' ? [key] : [])].join(' ');
    });
  return [...new Set(found)];
}
