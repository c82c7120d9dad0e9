import { type TaskError, classify, readError } from '../../task/errors';
import { isJsonObject, type JsonObject } from '../../task/types';
import type { ResultContent, TaskResult, TaskSnapshot } from '../port';

/** A reply of the service, sorted. Both parts may hold something at once. */
export interface Reply {
  readonly data: readonly JsonObject[];
  readonly errors: readonly TaskError[];
}

function objects(value: unknown): JsonObject[] {
  return Array.isArray(value) ? value.filter(isJsonObject) : [];
}

/** Whether an item is about a task: an archived reply may hold the other tasks of its request too. */
function isAbout(item: JsonObject, taskUUID: string): boolean {
  const own = item['taskUUID'];
  return typeof own !== 'string' || own.toLowerCase() === taskUUID.toLowerCase();
}

/**
 * Sorts what a reply's body says about one task: `data`, `errors`, or the single `error` of some early failures.
 */
export function readReply(body: unknown, status: number, taskUUID: string): Reply {
  const envelope = isJsonObject(body) ? body : {};
  const errors = objects(envelope['errors']);
  if (isJsonObject(envelope['error'])) errors.push(envelope['error']);
  return {
    data: objects(envelope['data']).filter((item) => isAbout(item, taskUUID)),
    errors: errors
      .filter((error) => isAbout(error, taskUUID))
      .map((error) => readError(error, status === 200 ? undefined : status)),
  };
}

const DATA_URI = /^data:[^,]*;base64,/;

function content(item: JsonObject): ResultContent {
  const url = item['imageURL'];
  if (typeof url === 'string') return { kind: 'url', url };
  const inline = item['imageBase64Data'] ?? item['imageDataURI'];
  if (typeof inline === 'string') {
    return { kind: 'bytes', bytes: Buffer.from(inline.replace(DATA_URI, ''), 'base64') };
  }
  return { kind: 'none' };
}

function number(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

function result(item: JsonObject, position: number): TaskResult {
  const id = item['imageUUID'];
  return {
    imageUUID: typeof id === 'string' && id !== '' ? id : `result-${position}`,
    content: content(item),
    seed: number(item['seed']),
    cost: number(item['cost']),
    flagged: item['NSFWContent'] === true,
  };
}

function embeddedError(item: JsonObject): TaskError | undefined {
  const error = item['error'] ?? undefined;
  if (error !== undefined) return readError(isJsonObject(error) ? error : { message: error });
  return item['status'] === 'error' ? readError(item) : undefined;
}

function isFinished(item: JsonObject): boolean {
  if (item['status'] !== undefined) return item['status'] === 'success';
  return item['imageUUID'] !== undefined || content(item).kind !== 'none';
}

/** The item without the image itself, which is kept as a file. */
function withoutImage(item: JsonObject): JsonObject {
  const { imageBase64Data, imageDataURI, ...rest } = item;
  return rest;
}

/** Reads the state of a task out of a reply to `getResponse`, or of an archived one. */
export function readSnapshot(reply: Reply): TaskSnapshot {
  const results: TaskResult[] = [];
  const errors = [...reply.errors];
  let pending = 0;
  reply.data.forEach((item, position) => {
    const error = embeddedError(item);
    if (error) errors.push(error);
    else if (isFinished(item)) results.push(result(item, position));
    else pending++;
  });
  return { pending, results, errors, items: reply.data.map(withoutImage) };
}

/** Whether a reply says that the task is unknown. */
export function saysNotFound(reply: Reply, status: number): boolean {
  if (reply.data.length > 0) return false;
  return reply.errors.some((error) => classify(error.code, status) === 'notFound');
}
