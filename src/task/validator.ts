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

/** The schema compiler. It keeps the generated code for the build. */
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
 * Checks a value against the task schema as the editor uses it, but with an empty prompt schema behind its reference, so that
 * only the rules of the service are reported: the linter checks the trained shape.
 *
 * The bundles contain the code that ajv generates here instead of this module and ajv (see `scripts/build/packages.ts`).
 */
export const validateTask: ValidateFunction = ajv.compile(taskSchema);
