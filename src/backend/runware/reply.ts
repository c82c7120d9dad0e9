import { createHash } from 'node:crypto';
import { classify, type ErrorClass, readError, type TaskError } from '../../task/errors';
import { readSeed } from '../../task/seed';
import { isJsonObject, type JsonObject } from '../../task/types';
import type { ResultContent, TaskResult, TaskSnapshot } from '../port';

/** A reply of the service, sorted. Both parts may hold something at once. */
export interface Reply {
  readonly data: readonly JsonObject[];
  readonly errors: readonly TaskError[];
  /** Those of the errors that are about the task; the others say that the question failed, and may pass. */
  readonly taskErrors: readonly TaskError[];
}

function objects(value: unknown): JsonObject[] {
  return Array.isArray(value) ? value.filter(isJsonObject) : [];
}

/** Whether an item is about a task: an archived reply may hold the other tasks of its request too. */
function isAbout(item: JsonObject, taskUUID: string): boolean {
  const own = item['taskUUID'];
  return typeof own !== 'string' || own.toLowerCase() === taskUUID.toLowerCase();
}

/** Failures that pass by themselves, so that they say nothing of a task where they do not name it. */
const PASSING: readonly ErrorClass[] = [
  'rateLimit',
  'provider',
  'timeout',
  'serverError',
  'connection',
  'unknown',
];

/** Whether an error says that a question failed, and nothing about the task that was asked for. */
function isOfQuestion(item: JsonObject, { class: errorClass }: TaskError): boolean {
  if (!PASSING.includes(errorClass) || item['status'] === 'error') return false;
  const isUnnamed = typeof item['taskUUID'] !== 'string';
  return isUnnamed || item['taskType'] === 'getResponse' || item['taskType'] === 'getTaskDetails';
}

function readErrorAt(item: JsonObject, status: number): TaskError {
  return readError(item, status === 200 ? undefined : status);
}

/**
 * Sorts what a reply's body says about one task: `data`, `errors`, or the single `error` of some early failures.
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
    taskErrors: read.filter(({ item, error }) => !isOfQuestion(item, error)).map(({ error }) => error),
  };
}

function isNamed(item: JsonObject): boolean {
  return typeof item['taskUUID'] === 'string';
}

/** Whether an error that names no task says that nothing can be asked for just now. */
function isOfAll(item: JsonObject, status: number): boolean {
  const error = readErrorAt(item, status);
  return isOfQuestion(item, error) || error.class === 'auth' || error.class === 'quota';
}

/** The statuses that say enough without a word: whichever task is asked for, the answer is the same. */
function speaksForAll(status: number): boolean {
  return status >= 500 || [401, 402, 403, 408, 429].includes(status);
}

/**
 * What a reply about several tasks says about one of them, or undefined where it does not say anything. What names no task
 * counts for all of them where it says that the question failed; otherwise nobody can tell whose it is.
 */
export function readReplyAmongOthers(body: unknown, status: number, taskUUID: string): Reply | undefined {
  const envelope = isJsonObject(body) ? body : {};
  const errors = objects(envelope['errors']);
  if (isJsonObject(envelope['error'])) errors.push({ taskUUID: envelope['taskUUID'], ...envelope['error'] });
  const certain = {
    data: objects(envelope['data']).filter(isNamed),
    errors: errors.filter((item) => isNamed(item) || isOfAll(item, status)),
  };
  const reply = readReply(certain, status, taskUUID);
  const isSilent = reply.data.length === 0 && reply.errors.length === 0 && !speaksForAll(status);
  return isSilent ? undefined : reply;
}

const DATA_URI = /^data:[^,]*;base64,/;

/** The most that one snapshot takes of each kind: a task has 20 results at most. */
const MAX_ITEMS = 100;

/** The most that is kept of the items of one reply, in characters of JSON; items beyond it are left out of the record. */
const MAX_KEPT = 2 ** 20;

/** The longest name of a result that is taken as it is: a UUID is shorter. */
const MAX_ID = 100;

/** What the items of a state may say that they are; nothing said counts too. */
const STATE_TYPES: readonly unknown[] = ['imageInference', 'getResponse', 'getTaskDetails', undefined, null];

/** The value of a member that is a text with something in it. */
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
 * What a result is known by from one reply to the next. Without an `imageUUID` it follows from the image, so that results
 * in another order are not taken for new ones; only where nothing tells them apart their position has to.
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
    place: position,
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

/** Whether an item's image can be had, whatever else the item says: then it is made, and paid for. */
function hasImage(item: JsonObject): boolean {
  return text(item, 'imageURL') !== undefined || inlineImage(item) !== undefined;
}

/** What is done is finished when its image can be had, or was sent to the task's own address: until then it is asked for. */
function isFinished(item: JsonObject, isSentOn: boolean): boolean {
  if (hasImage(item)) return true;
  const { status } = item;
  if (typeof status === 'string' && status !== 'success') return false;
  return isSentOn && (status === 'success' || text(item, 'imageUUID') !== undefined);
}

/** The item without the image itself, which is kept as a file. */
function withoutImage(item: JsonObject): JsonObject {
  const { imageBase64Data, imageDataURI, ...rest } = item;
  return rest;
}

function withinBounds(items: readonly JsonObject[]): JsonObject[] {
  let room = MAX_KEPT;
  return items.filter((item) => (room -= JSON.stringify(item).length) >= 0);
}

/**
 * Reads the state of a task out of a reply to `getResponse`, or of an archived one. `isSentOn`: the task sends its images to
 * an address of its own, so that there may be none to be had.
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
      // The same result twice is one result, known by whichever of them has the image.
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
