import type { TaskSnapshot } from '../../backend/port';
import type { Pace } from './retry';

/**
 * How many replies in a row must deny that they know the task, beside the time that the pace says, before it counts
 * as forgotten.
 */
const MIN_DENIALS = 4;

/**
 * Decides when a run stops polling, by how long it has polled without anything new. Adds up the waits instead of
 * reading a clock, which would count the time that the machine was asleep.
 */
export class GiveUpRules {
  private readonly pace: Pace;
  private fruitless = 0;
  /** Milliseconds, of these, since the service last reported failures and nothing in progress. */
  private idle = 0;
  private isIdle = false;
  /** Milliseconds since the service first denied that it knows the task. */
  private denied = 0;
  private denials = 0;

  constructor(pace: Pace) {
    this.pace = pace;
  }

  get shouldGiveUp(): boolean {
    return this.fruitless > this.pace.giveUpAfter || this.idle > this.pace.missingAfter;
  }

  /** Whether the service has forgotten the task. */
  get isForgotten(): boolean {
    return this.denials >= MIN_DENIALS && this.denied >= this.pace.forgottenAfter;
  }

  /** The service has replied, with something new or without. One error may stand for all images that are missing. */
  answered({ pending, errors }: TaskSnapshot, isNew: boolean): void {
    this.isIdle = pending === 0 && errors.length > 0;
    if (isNew) this.fruitless = 0;
    if (isNew || !this.isIdle) this.idle = 0;
    this.denied = this.denials = 0;
  }

  /** The service did not reply for so many milliseconds, or denied that it knows the task. */
  failed(isDenial: boolean, milliseconds: number): void {
    this.isIdle = false;
    this.fruitless += Math.min(milliseconds, this.pace.maxRetryAfter);
    if (isDenial) this.denials++;
  }

  /** Adds the milliseconds between two polls. */
  waited(milliseconds: number): void {
    this.fruitless += milliseconds;
    if (this.isIdle) this.idle += milliseconds;
    if (this.denials > 0) this.denied += milliseconds;
  }
}
