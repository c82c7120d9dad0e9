import { ERROR_CLASSES, type TaskError } from '../../task/errors';
import { isCount } from '../../task/options';
import { sumOfKnown } from '../../task/prices';
import { isSeed, type Seed } from '../../task/seed';
import { type ImageTask, isJsonObject, type JsonObject } from '../../task/types';
import { BACKENDS, RUN_STATES, type BackendId, type RunState } from '../../task/run';
import { isKeyFingerprint, type KeyFingerprint } from './key-fingerprint';

export interface RunResult {
  readonly imageUUID: string;
  readonly state: 'pending' | 'saved' | 'failed' | 'elsewhere';
  /** The image's file name in the run folder. */
  readonly file: string | null;
  readonly width: number | null;
  readonly height: number | null;
  readonly seed: Seed | null;
  /** US dollars. */
  readonly cost: number | null;
  readonly flagged: boolean;
  /**
   * The image's URL and its position in the reply, as first seen, for matching later replies. Records of the first
   * version lack them.
   */
  readonly url?: string;
  readonly place?: number;
}

/** The content of `run.json`. */
export interface RunRecord {
  readonly version: 1;
  readonly taskUUID: string;
  readonly backend: BackendId;
  readonly state: RunState;
  /** The service has confirmed the task, and charges for it. */
  readonly accepted: boolean;
  /** The endpoint that it was sent to. Missing before that, and in records of the first version. */
  readonly address?: string;
  /**
   * When it was last sent (ISO 8601); null when that certainly did not arrive. Missing in records of the first
   * version.
   */
  readonly sentAt?: string | null;
  /** The fingerprint of the key that sent it, or was about to. Missing in records of the first version. */
  readonly sender?: KeyFingerprint;
  /** The name of the file in the run's folder that holds the document's text as it was. */
  readonly promptFile: string;
  /** The task as sent. */
  readonly request: ImageTask;
  /** The items of the last reply, without image data. */
  readonly response: readonly JsonObject[];
  /** How many images were asked for. */
  readonly expected: number;
  readonly results: readonly RunResult[];
  readonly errors: readonly TaskError[];
  /** ISO 8601. */
  readonly createdAt: string;
  readonly updatedAt: string;
}

/** The cost of the images that arrived, in US dollars; null when the service has not said. */
export function costOf(record: RunRecord): number | null {
  return sumOfKnown(record.results.map(({ cost }) => cost));
}

/** A plain file name, without a path that could lead out of the run's folder. */
function isPlainName(value: unknown): value is string {
  return typeof value === 'string' && /^[\w][\w .-]*$/u.test(value);
}

function isNumberOrNull(value: unknown): boolean {
  return value === null || typeof value === 'number';
}

function isResult(value: unknown): value is RunResult {
  return (
    isJsonObject(value) &&
    typeof value['imageUUID'] === 'string' &&
    ['pending', 'saved', 'failed', 'elsewhere'].includes(String(value['state'])) &&
    (value['file'] === null || isPlainName(value['file'])) &&
    ['width', 'height', 'cost'].every((key) => isNumberOrNull(value[key])) &&
    (value['seed'] === null || isSeed(value['seed'])) &&
    typeof value['flagged'] === 'boolean' &&
    ['string', 'undefined'].includes(typeof value['url']) &&
    ['number', 'undefined'].includes(typeof value['place'])
  );
}

function isError(value: unknown): value is TaskError {
  return (
    isJsonObject(value) &&
    typeof value['code'] === 'string' &&
    ERROR_CLASSES.some((errorClass) => errorClass === value['class']) &&
    typeof value['message'] === 'string' &&
    everyIs(value['parameters'], (name) => typeof name === 'string')
  );
}

function isTask(value: unknown): value is ImageTask {
  return (
    isJsonObject(value) && value['taskType'] === 'imageInference' && typeof value['taskUUID'] === 'string'
  );
}

function isTime(value: unknown): boolean {
  return typeof value === 'string' && !Number.isNaN(Date.parse(value));
}

function everyIs(value: unknown, test: (item: unknown) => boolean): boolean {
  return Array.isArray(value) && value.every(test);
}

/** Whether a value read from disk is a run's record of this version. Other values are left alone. */
export function isRunRecord(value: unknown): value is RunRecord {
  return (
    isJsonObject(value) &&
    value['version'] === 1 &&
    typeof value['taskUUID'] === 'string' &&
    BACKENDS.includes(value['backend'] as BackendId) &&
    RUN_STATES.includes(value['state'] as RunState) &&
    typeof value['accepted'] === 'boolean' &&
    ['string', 'undefined'].includes(typeof value['address']) &&
    (['undefined', 'null'].includes(String(value['sentAt'])) || isTime(value['sentAt'])) &&
    (value['sender'] === undefined || isKeyFingerprint(value['sender'])) &&
    isPlainName(value['promptFile']) &&
    isTask(value['request']) &&
    value['request'].taskUUID === value['taskUUID'] &&
    everyIs(value['response'], isJsonObject) &&
    isCount(value['expected']) &&
    everyIs(value['results'], isResult) &&
    everyIs(value['errors'], isError) &&
    isTime(value['createdAt']) &&
    isTime(value['updatedAt'])
  );
}
