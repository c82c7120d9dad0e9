import type { ServerResponse } from 'node:http';
import type { Reply } from '../http';
import type { ReceivedRequest } from '../options';

/** Where a fault can happen: at the API's four kinds of tasks, and at the GET of an image. */
export type Place = 'submit' | 'poll' | 'details' | 'balance' | 'image';

/** A request that may be made to fail. */
export interface Call {
  readonly request: ReceivedRequest;
  readonly place: Place;
  /** The UUID of the task that it is about, or whose image it is about, in lower case. Undefined for the balance. */
  readonly taskUUID: string | undefined;
  /** The index of the task's image that it is about, counted from 0. */
  readonly image: number | undefined;
  /** How many earlier requests had the same place, task and image. */
  readonly ordinal: number;
}

/** Decides for each call, before it is handled, which fault it gets, if any. */
export type Misbehave = (call: Call) => Fault | undefined;

/** A call, with what a fault needs to reply to it. */
export interface Exchange extends Call {
  readonly response: ServerResponse;
  /** Aborts when the simulator closes. */
  readonly closing: AbortSignal;
  /** Handles the request properly, which may accept a task, and returns the reply instead of sending it. */
  readonly handle: () => Promise<Reply>;
}

export interface Fault {
  /** Unique, in kebab case. */
  readonly name: string;
  readonly description: string;
  readonly places: readonly Place[];
  /**
   * - `passing`: affects one reply; a client that asks again properly loses nothing.
   * - `refusal`: a permanent answer, on which a client should give up.
   * - `unbounded`: takes as long, or sends as much, as the client allows.
   */
  readonly nature: 'passing' | 'refusal' | 'unbounded';
  /** Carries it out, to the end of the reply or of the connection. */
  inflict(exchange: Exchange): void | Promise<void>;
}

/** A request that was made to fail. */
export interface Misbehavior {
  readonly place: Place;
  /** The fault's name. */
  readonly fault: string;
  readonly taskUUID: string | undefined;
}

/** The places where replies are JSON. */
export const API: readonly Place[] = ['submit', 'poll', 'details', 'balance'];

export const EVERYWHERE: readonly Place[] = [...API, 'image'];
