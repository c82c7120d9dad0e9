import taskSchema from '../../schemas/image-task.schema.json';
import promptSchema from '../../schemas/structured-prompt.schema.json';
import { isJsonObject, type JsonObject } from './types';
import { isPhraseList } from './vocabulary';

/**
 * Two snippets without a text: the JSON service offers neither, but with them it leaves the value of a new key open and asks
 * for suggestions at once, which the extension has.
 */
const OPEN_VALUE = [{}, {}];

/** What the JSON service is to know of a text that the extension itself has suggestions for. */
function phraseList({ suggestSortText, markdownDescription }: JsonObject): JsonObject {
  return { suggestSortText, markdownDescription, defaultSnippets: OPEN_VALUE };
}

/** A width or a height: its values behind an `if` are known to hovers, but not offered. The extension offers pairs. */
function side({ enum: values, enumDescriptions, ...rest }: JsonObject): JsonObject {
  return { ...rest, if: { enum: values, enumDescriptions }, defaultSnippets: OPEN_VALUE };
}

function isSide({ enum: values }: JsonObject): boolean {
  return Array.isArray(values) && values.every((value) => typeof value === 'number');
}

/** The condition that a width is a certain one, which the JSON service would offer as a value. */
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
 * What stands behind an `if` is matched for completion and hover but is never reported: every problem comes from the linter,
 * once, with its rule, its fixes and the person's severity. The JSON service proposes the snippets of an empty file from
 * the root only, so those stand there too. The draft of all is that of the root.
 */
function silent(file: string, snippets: unknown): object {
  return { $schema: promptSchema.$schema, if: { $ref: file }, defaultSnippets: snippets };
}

const PROMPT = 'structured-prompt.schema.json';
const TASK = 'image-task.schema.json';

/**
 * The schemas by their paths as the editor's JSON service gets them: without problems, and without what the extension does
 * better itself (color swatches, sizes as pairs, phrases). `package.json` names the first two.
 */
export function editorSchemas(): ReadonlyMap<string, object> {
  return new Map([
    ['/structured-prompt.json', silent(PROMPT, promptSchema.defaultSnippets)],
    ['/image-task.json', silent(TASK, taskSchema.definitions.taskSnippets.defaultSnippets)],
    [`/${PROMPT}`, adapted(promptSchema) as object],
    [`/${TASK}`, adapted(taskSchema) as object],
  ]);
}
