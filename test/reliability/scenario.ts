/** The state after a run was driven. */
export interface Ending {
  /** The run's state and, unless it succeeded, the class of its first error; or a description. */
  readonly outcome: string;
  /** How often its task reached the service, in total. */
  readonly sent: number;
  /** How often the service accepted and charged for it. */
  readonly accepted: number;
  /** Complete images on the disk. */
  readonly images: number;
}

/** The outcome of a scenario. */
export interface Observation {
  readonly first: Ending;
  /** The state after resuming without faults, if the run can be resumed. */
  readonly resumed?: Ending;
}

/** One thing that can go wrong, with the expected outcome. */
export interface Scenario {
  /** The heading of its section. */
  readonly section: string;
  /** Unique; the title of its test. */
  readonly title: string;
  readonly expected: Observation;
  /** Plays it with the real engine. Rejects if anything on the disk is damaged. */
  play(): Promise<Observation>;
}
