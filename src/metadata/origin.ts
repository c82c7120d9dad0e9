import { isDeeperThan, MAX_DEPTH } from '../prompt/json';
import { parseDocument } from '../prompt/parse';
import { SCHEMA_KEY } from '../prompt/shape';
import { isSeed, type Seed } from '../task/seed';
import { isJsonObject, type JsonObject } from '../task/types';

/** How an image was made. */
export interface Origin {
  readonly model: string;
  /** The exact structured prompt; null for a sentence whose expansion is not known. */
  readonly prompt: JsonObject | null;
  /**
   * The text of the document that the prompt was sent from, character by character, if it is known and contains this
   * very prompt.
   */
  readonly promptText?: string;
  /** The task as sent, including its `taskUUID`, but without addresses, which are private. */
  readonly task: JsonObject;
  readonly seed: Seed | null;
  /** When the run was created: ISO 8601. */
  readonly createdAt: string;
}

const VERSION = 1;

/** More than any origin has, in UTF-16 units. */
const MAX_LENGTH = 4 * 2 ** 20;
/** The depth of a prompt, and of what surrounds it. */
const MAX_ORIGIN_DEPTH = MAX_DEPTH + 5;
const MAX_NAME = 200;

function promptOfTask(task: JsonObject): JsonObject | undefined {
  const settings = task['settings'];
  const prompt = isJsonObject(settings) ? settings['structuredPrompt'] : undefined;
  return isJsonObject(prompt) ? prompt : undefined;
}

/** Whether a document contains exactly this prompt, with its keys in this order. */
function holdsPrompt(text: string, prompt: JsonObject): boolean {
  try {
    const { value, syntaxProblems } = parseDocument(text);
    if (syntaxProblems.length > 0 || !isJsonObject(value)) return false;
    const { [SCHEMA_KEY]: schema, ...sent } = value;
    return JSON.stringify(sent) === JSON.stringify(prompt);
  } catch {
    // Nested so deeply that it overflows the stack: no prompt is.
    return false;
  }
}

/**
 * Creates an origin. The prompt is the task's own; the given one counts for a task with a sentence. A document text
 * that does not contain this prompt is left out.
 */
export function makeOrigin({ prompt: expanded, promptText, ...known }: Origin): Origin {
  const prompt = promptOfTask(known.task) ?? expanded;
  const isText = promptText !== undefined && prompt && holdsPrompt(promptText, prompt);
  return { ...known, prompt, ...(isText ? { promptText } : {}) };
}

/** Escapes what `JSON.stringify` does not, and what XML or programs that show it cannot handle. */
function escaped(json: string): string {
  return json.replace(
    /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/**
 * Writes the origin as one line of JSON, of characters that every format and XML can hold. Undefined for an origin
 * that could not be read again, such as one that is too large. The prompt is in the task, or beside it when the task
 * is a sentence.
 */
export function writeOrigin(origin: Origin): string | undefined {
  const { model, seed, createdAt, task, prompt, promptText } = origin;
  const extra = promptOfTask(task) ? {} : { prompt };
  const payload = { version: VERSION, model, seed, createdAt, task, ...extra, promptText };
  if (isDeeperThan(payload, MAX_ORIGIN_DEPTH)) return undefined;
  const json = escaped(JSON.stringify(payload));
  return readOrigin(json) ? json : undefined;
}

function parse(json: string): unknown {
  if (json.length > MAX_LENGTH) return undefined;
  try {
    const value: unknown = JSON.parse(json);
    return isDeeperThan(value, MAX_ORIGIN_DEPTH) ? undefined : value;
  } catch {
    return undefined;
  }
}

function isTime(value: unknown): value is string {
  return typeof value === 'string' && value.length <= MAX_NAME && !Number.isNaN(Date.parse(value));
}

/** Parses an origin, whoever wrote it; undefined for anything but an origin of this version. */
export function readOrigin(json: string): Origin | undefined {
  const payload = parse(json);
  if (!isJsonObject(payload) || payload['version'] !== VERSION) return undefined;
  const { model, seed, createdAt, task, promptText } = payload;
  if (typeof model !== 'string' || model.length > MAX_NAME || !isTime(createdAt)) return undefined;
  if (!isJsonObject(task) || (seed !== null && !isSeed(seed))) return undefined;
  const prompt = payload['prompt'] ?? null;
  if (prompt !== null && !isJsonObject(prompt)) return undefined;
  const origin = { model, prompt, task, seed, createdAt };
  return makeOrigin(typeof promptText === 'string' ? { ...origin, promptText } : origin);
}

/** The prompt as the text of a document, the original one if it is known; undefined when there is no prompt. */
export function promptDocument({ prompt, promptText }: Origin): string | undefined {
  return prompt ? (promptText ?? `${JSON.stringify(prompt, null, 2)}\n`) : undefined;
}
