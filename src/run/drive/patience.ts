import type { TaskSnapshot } from '../../backend/port';
import type { Pace } from './retry';

/** Answers that must agree, for the time that the pace says, before it is believed that a task is forgotten. */
const AGREEING_ANSWERS = 4;

/**
 * How long a run has waited in vain. Waits are added up: a clock would also count the time that the machine was asleep.
 */
export class Patience {
  private readonly pace: Pace;
  private inVain = 0;
  /** Of that, since the service has told of failures and of nothing that is at work. */
  private quietly = 0;
  private isQuiet = false;
  /** Since the service has not known the task. */
  private denied = 0;
  private denials = 0;

  constructor(pace: Pace) {
    this.pace = pace;
  }

  get isOver(): boolean {
    return this.inVain > this.pace.patience || this.quietly > this.pace.untilMissing;
  }

  /** Whether it is to be believed that the service has forgotten the task. */
  get isForgotten(): boolean {
    return this.denials >= AGREEING_ANSWERS && this.denied >= this.pace.untilForgotten;
  }

  /** The service has answered, with something new or without. One error may stand for all that is missing. */
  answered({ pending, errors }: TaskSnapshot, isNew: boolean): void {
    this.isQuiet = pending === 0 && errors.length > 0;
    if (isNew) this.inVain = 0;
    if (isNew || !this.isQuiet) this.quietly = 0;
    this.denied = this.denials = 0;
  }

  /** The service has not answered for so many milliseconds, or has said that it does not know the task. */
  failed(isDenial: boolean, milliseconds: number): void {
    this.isQuiet = false;
    this.inVain += Math.min(milliseconds, this.pace.longestAsked);
    if (isDenial) this.denials++;
  }

  /** Adds the milliseconds that were waited before the next question. */
  waited(milliseconds: number): void {
    this.inVain += milliseconds;
    if (this.isQuiet) this.quietly += milliseconds;
    if (this.denials > 0) this.denied += milliseconds;
  }
}
