import { Ajv, type ValidateFunction } from 'ajv';
import taskSchema from '../../schemas/image-task.schema.json';

/** Keywords of the schemas that only editors understand. */
const EDITOR_KEYWORDS = [
  'markdownDescription',
  'enumDescriptions',
  'markdownEnumDescriptions',
  'enumSortTexts',
  'defaultSnippets',
  'errorMessage',
  'patternErrorMessage',
  'suggestSortText',
  'doNotSuggest',
];

/** The compiler of the schemas. It keeps the code that it writes, for the build. */
export const ajv = new Ajv({
  allErrors: true,
  verbose: true,
  strict: true,
  strictRequired: false,
  formats: { 'color-hex': true },
  code: { source: true, esm: true },
})
  .addVocabulary(EDITOR_KEYWORDS)
  .addSchema({}, 'structured-prompt.schema.json');

/**
 * Checks a value against the task schema as the editor uses it, with an empty prompt schema behind its reference, so that
 * it reports only the rules of the service: the trained shape belongs to the linter.
 *
 * The bundles hold the code that ajv writes here instead of this module and of ajv (see `scripts/build/packages.ts`).
 */
export const validateTask: ValidateFunction = ajv.compile(taskSchema);
