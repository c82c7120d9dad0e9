import { isDeeperThan, MAX_DEPTH } from '../prompt/json';
import { parseDocument } from '../prompt/parse';
import { SCHEMA_KEY } from '../prompt/shape';
import { isSeed, type Seed } from '../task/seed';
import { isJsonObject, type JsonObject } from '../task/types';

/** Where an image comes from. */
export interface Origin {
  readonly model: string;
  /** The exact structured prompt; null for a sentence whose expansion is not known. */
  readonly prompt: JsonObject | null;
  /** The document that the prompt was sent from, character by character, where it is known and holds this very prompt. */
  readonly promptText?: string;
  /** The task as sent, its `taskUUID` included, but for addresses that are the sender's own business. */
  readonly task: JsonObject;
  readonly seed: Seed | null;
  /** When the run was made: ISO 8601. */
  readonly createdAt: string;
}

const VERSION = 1;

/** Far more than any prompt, in UTF-16 units. */
const MAX_LENGTH = 4 * 2 ** 20;
/** A prompt, and what stands around it. */
const MAX_ORIGIN_DEPTH = MAX_DEPTH + 5;
const MAX_NAME = 200;

function promptOfTask(task: JsonObject): JsonObject | undefined {
  const settings = task['settings'];
  const prompt = isJsonObject(settings) ? settings['structuredPrompt'] : undefined;
  return isJsonObject(prompt) ? prompt : undefined;
}

/** Whether a document holds exactly this prompt, its keys in this order. */
function holdsPrompt(text: string, prompt: JsonObject): boolean {
  try {
    const { value, syntaxProblems } = parseDocument(text);
    if (syntaxProblems.length > 0 || !isJsonObject(value)) return false;
    const { [SCHEMA_KEY]: schema, ...sent } = value;
    return JSON.stringify(sent) === JSON.stringify(prompt);
  } catch {
    // Nested so deeply that it exhausts the stack: no prompt is.
    return false;
  }
}

/**
 * Makes an origin of what is known. The prompt is the task's own; the one given counts for a task that is a sentence. A text
 * that says something else than the prompt is left out.
 */
export function makeOrigin({ prompt: expanded, promptText, ...known }: Origin): Origin {
  const prompt = promptOfTask(known.task) ?? expanded;
  const isText = promptText !== undefined && prompt && holdsPrompt(promptText, prompt);
  return { ...known, prompt, ...(isText ? { promptText } : {}) };
}

/** `JSON.stringify` escapes half characters and what is below the space; these trouble XML and those who show it. */
function escaped(json: string): string {
  return json.replace(
    /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/**
 * The one line of JSON that an image carries, of characters that every format and XML can hold; undefined for an origin that
 * could not be read again, such as one too large. The prompt stands in the task, or beside it where the task is a sentence.
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

/** Reads what an image carries, whoever wrote it; undefined for anything but an origin of this version. */
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

/** The prompt as the text of a document: as it was, where that is known; undefined where there is no prompt. */
export function promptDocument({ prompt, promptText }: Origin): string | undefined {
  return prompt ? (promptText ?? `${JSON.stringify(prompt, null, 2)}\n`) : undefined;
}
