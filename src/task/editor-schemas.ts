import taskSchema from '../../schemas/image-task.schema.json';
import promptSchema from '../../schemas/structured-prompt.schema.json';
import { isJsonObject, type JsonObject } from './types';
import { isPhraseList } from './vocabulary';

/**
 * Two empty snippets: the JSON service offers neither, but because of them it leaves the value of a new key open and
 * immediately asks for suggestions, which the extension provides.
 */
const OPEN_VALUE = [{}, {}];

/** What the JSON service needs to know about a text for which the extension itself has suggestions. */
function phraseList({ suggestSortText, markdownDescription }: JsonObject): JsonObject {
  return { suggestSortText, markdownDescription, defaultSnippets: OPEN_VALUE };
}

/** A width or a height: behind an `if` its values appear in hovers but are not offered. The extension offers pairs instead. */
function side({ enum: values, enumDescriptions, ...rest }: JsonObject): JsonObject {
  return { ...rest, if: { enum: values, enumDescriptions }, defaultSnippets: OPEN_VALUE };
}

function isSide({ enum: values }: JsonObject): boolean {
  return Array.isArray(values) && values.every((value) => typeof value === 'number');
}

/** The condition that a width has a certain value, written so that the JSON service does not offer that value. */
function certainSide({ const: value, ...rest }: JsonObject): JsonObject {
  return { ...rest, minimum: value, maximum: value };
}

function adapted(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(adapted);
  if (!isJsonObject(schema)) return schema;
  const members = Object.entries(schema)
    .filter(([key, value]) => key !== 'format' || value !== 'color-hex')
    .map(([key, value]) => [key, adapted(value)] as const);
  const copy: JsonObject = Object.fromEntries(members);
  if (isPhraseList(schema)) return phraseList(copy);
  if (typeof schema['const'] === 'number') return certainSide(copy);
  return isSide(schema) ? side(copy) : copy;
}

/**
 * What is behind an `if` is used for completion and hovers, but its problems are never reported: all problems come from the
 * linter, once, with its rule, its fixes and the user's severity. For an empty file the JSON service proposes only snippets
 * of the root, so they are repeated there. The root's draft (`$schema`) applies to everything.
 */
function silent(file: string, snippets: unknown): object {
  return { $schema: promptSchema.$schema, if: { $ref: file }, defaultSnippets: snippets };
}

const PROMPT = 'structured-prompt.schema.json';
const TASK = 'image-task.schema.json';

/**
 * The schemas by path, as the editor's JSON service gets them: they report no problems, and lack what the extension does better
 * itself (color swatches, sizes as pairs, phrases). `package.json` refers to the first two.
 */
export function editorSchemas(): ReadonlyMap<string, object> {
  return new Map([
    ['/structured-prompt.json', silent(PROMPT, promptSchema.defaultSnippets)],
    ['/image-task.json', silent(TASK, taskSchema.definitions.taskSnippets.defaultSnippets)],
    [`/${PROMPT}`, adapted(promptSchema) as object],
    [`/${TASK}`, adapted(taskSchema) as object],
  ]);
}
