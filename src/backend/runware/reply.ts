import { createHash } from 'node:crypto';
import { classify, type ErrorClass, readError, type TaskError } from '../../task/errors';
import { readSeed } from '../../task/seed';
import { isJsonObject, type JsonObject } from '../../task/types';
import type { ResultContent, TaskResult, TaskSnapshot } from '../port';

/** The parts of a service's reply. Both may contain something at once. */
export interface Reply {
  readonly data: readonly JsonObject[];
  readonly errors: readonly TaskError[];
  /** The errors about the task. The others say that the request failed, and may pass. */
  readonly taskErrors: readonly TaskError[];
}

function objects(value: unknown): JsonObject[] {
  return Array.isArray(value) ? value.filter(isJsonObject) : [];
}

/** Whether an item is about a task: an archived reply may contain the other tasks of its request, too. */
function isAbout(item: JsonObject, taskUUID: string): boolean {
  const own = item['taskUUID'];
  return typeof own !== 'string' || own.toLowerCase() === taskUUID.toLowerCase();
}

/** Failures that may pass. They say nothing about a task unless they name it. */
const PASSING: readonly ErrorClass[] = [
  'rateLimit',
  'provider',
  'timeout',
  'serverError',
  'connection',
  'unknown',
];

/** Whether an error says that the request failed, and nothing about the task. */
function isRequestError(item: JsonObject, { class: errorClass }: TaskError): boolean {
  if (!PASSING.includes(errorClass) || item['status'] === 'error') return false;
  const isUnnamed = typeof item['taskUUID'] !== 'string';
  return isUnnamed || item['taskType'] === 'getResponse' || item['taskType'] === 'getTaskDetails';
}

function readErrorAt(item: JsonObject, status: number): TaskError {
  return readError(item, status === 200 ? undefined : status);
}

/**
 * Extracts what a reply's body says about one task: `data`, `errors`, or the single `error` of some early failures.
 */
export function readReply(body: unknown, status: number, taskUUID: string): Reply {
  const envelope = isJsonObject(body) ? body : {};
  const errors = objects(envelope['errors']);
  if (isJsonObject(envelope['error'])) errors.push(envelope['error']);
  const read = errors
    .filter((item) => isAbout(item, taskUUID))
    .map((item) => ({ item, error: readErrorAt(item, status) }));
  return {
    data: objects(envelope['data']).filter((item) => isAbout(item, taskUUID)),
    errors: read.map(({ error }) => error),
    taskErrors: read.filter(({ item, error }) => !isRequestError(item, error)).map(({ error }) => error),
  };
}

function isNamed(item: JsonObject): boolean {
  return typeof item['taskUUID'] === 'string';
}

/** Whether an error that names no task says that no task can be polled just now. */
function concernsAll(item: JsonObject, status: number): boolean {
  const error = readErrorAt(item, status);
  return isRequestError(item, error) || error.class === 'auth' || error.class === 'quota';
}

/** Whether an HTTP status alone is the answer for every task. */
function statusConcernsAll(status: number): boolean {
  return status >= 500 || [401, 402, 403, 408, 429].includes(status);
}

/**
 * Extracts what a reply about several tasks says about one of them; undefined when it does not mention it. Errors
 * that name no task count for all of them when they say that the request failed; otherwise nobody can tell which task
 * they are about.
 */
export function readReplyFor(body: unknown, status: number, taskUUID: string): Reply | undefined {
  const envelope = isJsonObject(body) ? body : {};
  const errors = objects(envelope['errors']);
  if (isJsonObject(envelope['error'])) errors.push({ taskUUID: envelope['taskUUID'], ...envelope['error'] });
  const certain = {
    data: objects(envelope['data']).filter(isNamed),
    errors: errors.filter((item) => isNamed(item) || concernsAll(item, status)),
  };
  const reply = readReply(certain, status, taskUUID);
  const isSilent = reply.data.length === 0 && reply.errors.length === 0 && !statusConcernsAll(status);
  return isSilent ? undefined : reply;
}

const DATA_URI = /^data:[^,]*;base64,/;

/** The most results, errors and items of one snapshot: a task has 20 results at most. */
const MAX_ITEMS = 100;

/** The most characters of JSON of one reply's items that are recorded. Further items are left out. */
const MAX_KEPT = 2 ** 20;

/** The longest `imageUUID` that is used as it is: a UUID is shorter. */
const MAX_ID = 100;

/** The `taskType` of items about a task's state; a missing one counts, too. */
const STATE_TYPES: readonly unknown[] = ['imageInference', 'getResponse', 'getTaskDetails', undefined, null];

/** The value of a member that is a non-empty string. */
function text(item: JsonObject, name: string): string | undefined {
  const value = item[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function inlineImage(item: JsonObject): string | undefined {
  return text(item, 'imageBase64Data') ?? text(item, 'imageDataURI');
}

function content(item: JsonObject): ResultContent {
  const url = text(item, 'imageURL');
  if (url !== undefined) return { kind: 'url', url };
  const inline = inlineImage(item);
  if (inline === undefined) return { kind: 'none' };
  return { kind: 'bytes', bytes: Buffer.from(inline.replace(DATA_URI, ''), 'base64') };
}

function number(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

/**
 * Identifies a result across replies. Without an `imageUUID` its identity is derived from the image, so that a
 * different order does not make it a new result; its position counts only when nothing else identifies it.
 */
function identity(item: JsonObject, position: number): string {
  const id = text(item, 'imageUUID');
  if (id !== undefined && id.length <= MAX_ID) return id;
  const known = id ?? text(item, 'imageURL') ?? inlineImage(item);
  if (known !== undefined) {
    return `result-${createHash('sha256').update(known).digest('hex').slice(0, 16)}`;
  }
  const seed = readSeed(item['seed']);
  return seed === null ? `result-${position}` : `result-seed-${seed}`;
}

function result(item: JsonObject, position: number): TaskResult {
  return {
    imageUUID: identity(item, position),
    content: content(item),
    position: position,
    seed: readSeed(item['seed']),
    cost: number(item['cost']),
    flagged: item['NSFWContent'] === true,
  };
}

function embeddedError(item: JsonObject): TaskError | undefined {
  const error = item['error'] ?? undefined;
  if (error !== undefined) return readError(isJsonObject(error) ? error : { message: error });
  return item['status'] === 'error' ? readError(item) : undefined;
}

/** Whether an item has an image: then it was made and paid for, whatever else the item says. */
function hasImage(item: JsonObject): boolean {
  return text(item, 'imageURL') !== undefined || inlineImage(item) !== undefined;
}

/**
 * Whether an item is finished: it has an image, or the image was uploaded to the task's own address. Otherwise
 * polling goes on.
 */
function isFinished(item: JsonObject, isSentOn: boolean): boolean {
  if (hasImage(item)) return true;
  const { status } = item;
  if (typeof status === 'string' && status !== 'success') return false;
  return isSentOn && (status === 'success' || text(item, 'imageUUID') !== undefined);
}

/** The item without its image, which is saved as a file. */
function withoutImage(item: JsonObject): JsonObject {
  const { imageBase64Data, imageDataURI, ...rest } = item;
  return rest;
}

function withinBounds(items: readonly JsonObject[]): JsonObject[] {
  let room = MAX_KEPT;
  return items.filter((item) => (room -= JSON.stringify(item).length) >= 0);
}

/**
 * Reads the state of a task from a reply to `getResponse`, or from an archived one. `isUploaded`: the task has its
 * images uploaded to its own address, so the reply may contain none.
 */
export function readSnapshot(reply: Reply, isSentOn: boolean): TaskSnapshot {
  const items = reply.data.filter((item) => STATE_TYPES.includes(item['taskType'])).slice(0, MAX_ITEMS);
  const results = new Map<string, TaskResult>();
  const errors: TaskError[] = [];
  let pending = 0;
  items.forEach((item, position) => {
    const error = hasImage(item) ? undefined : embeddedError(item);
    if (error) errors.push(error);
    else if (isFinished(item, isSentOn)) {
      const one = result(item, position);
      // A result that is listed twice is one result: the entry that has the image counts.
      const known = results.get(one.imageUUID)?.content.kind ?? 'none';
      if (known === 'none') results.set(one.imageUUID, one);
    } else pending++;
  });
  return {
    pending,
    results: [...results.values()],
    errors: [...reply.taskErrors, ...errors].slice(0, MAX_ITEMS),
    items: withinBounds(items.map(withoutImage)),
  };
}

/** Whether a reply says that the task is unknown. */
export function saysNotFound(reply: Reply, status: number): boolean {
  if (reply.data.length > 0) return false;
  return reply.errors.some((error) => classify(error.code, status) === 'notFound');
}
