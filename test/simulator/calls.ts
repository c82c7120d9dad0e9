import { isJsonObject, type JsonObject } from '../../src/task/types';
import type { Call, Place } from './faults/fault';
import type { ImageHost } from './images';
import type { ReceivedRequest } from './options';

const PLACES: Readonly<Record<string, Place>> = {
  imageInference: 'submit',
  getResponse: 'poll',
  getTaskDetails: 'details',
  accountManagement: 'balance',
};

interface Subject {
  readonly place: Place;
  readonly taskUUID: string | undefined;
  readonly image: number | undefined;
}

function placeOf({ taskType }: JsonObject): Place | undefined {
  return typeof taskType === 'string' && Object.hasOwn(PLACES, taskType) ? PLACES[taskType] : undefined;
}

/** The kind of an API request, by its first task. */
function subjectOf(tasks: readonly JsonObject[]): Subject | undefined {
  for (const task of tasks) {
    const place = placeOf(task);
    const { taskUUID } = task;
    const named = typeof taskUUID === 'string' && place !== 'balance';
    if (place) return { place, taskUUID: named ? taskUUID.toLowerCase() : undefined, image: undefined };
  }
  return undefined;
}

/** Determines what each request is about, and counts requests. */
export class Calls {
  readonly #images: ImageHost;
  readonly #counts = new Map<string, number>();
  #submissions = 0;

  constructor(images: ImageHost) {
    this.#images = images;
  }

  /** How often an `imageInference` task was received, whatever happened to it. */
  get submissions(): number {
    return this.#submissions;
  }

  /** Records a request. Returns undefined for one that is neither a task of a known type nor the GET of an image. */
  note(request: ReceivedRequest): Call | undefined {
    const subject = this.#subject(request);
    if (!subject) return undefined;
    const key = [subject.place, subject.taskUUID, subject.image].join(' ');
    const ordinal = this.#counts.get(key) ?? 0;
    this.#counts.set(key, ordinal + 1);
    return { request, ...subject, ordinal };
  }

  #subject({ method, path, body }: ReceivedRequest): Subject | undefined {
    const { pathname } = new URL(path, 'http://127.0.0.1');
    if (method === 'POST' && pathname === '/v1' && Array.isArray(body)) {
      const tasks = body.filter(isJsonObject);
      this.#submissions += tasks.filter((task) => placeOf(task) === 'submit').length;
      return subjectOf(tasks);
    }
    const owner = method === 'GET' ? this.#images.ownerOf(pathname) : undefined;
    return owner && { place: 'image', taskUUID: owner.taskUUID.toLowerCase(), image: owner.index };
  }
}
