import type { ServerResponse } from 'node:http';
import type { Reply } from '../http';
import type { ReceivedRequest } from '../options';

/** Where a fault can happen: the API's four tasks, and the GET of an image. */
export type Place = 'submit' | 'poll' | 'details' | 'balance' | 'image';

/** A request that may be made to misbehave. */
export interface Call {
  readonly request: ReceivedRequest;
  readonly place: Place;
  /** The task that it is about, in lower case; that of the image. Undefined for the balance, which is about none. */
  readonly taskUUID: string | undefined;
  /** Which of the task's images it is about, counted from 0. */
  readonly image: number | undefined;
  /** How many requests came before it with the same place, task and image. */
  readonly ordinal: number;
}

/** Decides for each call, before it is handled, what goes wrong with it, if anything does. */
export type Misbehave = (call: Call) => Fault | undefined;

/** A call, and the means to do something about it. */
export interface Exchange extends Call {
  readonly response: ServerResponse;
  /** Ends when the simulator closes. */
  readonly closing: AbortSignal;
  /** Handles the request as it should be, by which a task is accepted, and returns the reply instead of sending it. */
  readonly handle: () => Promise<Reply>;
}

export interface Fault {
  /** Unique, in words joined by hyphens. */
  readonly name: string;
  readonly description: string;
  readonly places: readonly Place[];
  /**
   * - `passing`: over with the one reply; a client that asks again, and asks well, loses nothing.
   * - `refusal`: an answer for good, on which a client is right to give up.
   * - `unbounded`: takes as long, or sends as much, as the client puts up with.
   */
  readonly nature: 'passing' | 'refusal' | 'unbounded';
  /** Does it, to the end of the reply or of the connection. */
  inflict(exchange: Exchange): void | Promise<void>;
}

/** A request that was made to misbehave. */
export interface Misbehavior {
  readonly place: Place;
  /** The fault's name. */
  readonly fault: string;
  readonly taskUUID: string | undefined;
}

/** Where the replies are JSON. */
export const API: readonly Place[] = ['submit', 'poll', 'details', 'balance'];

export const EVERYWHERE: readonly Place[] = [...API, 'image'];
