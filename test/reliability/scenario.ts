/** What there is after a run was driven. */
export interface Ending {
  /** The run's state and, where it did not succeed, the class of its first error; or what became of it in words. */
  readonly outcome: string;
  /** How often its task came in at the service, from the start. */
  readonly sent: number;
  /** How often the service has accepted it, and charges for it. */
  readonly accepted: number;
  /** Whole images on the disk. */
  readonly images: number;
}

export interface Observation {
  readonly first: Ending;
  /** After it was taken up again with nothing in the way, where it can be. */
  readonly resumed?: Ending;
}

/** One thing that can go wrong, and what then has to come of it. */
export interface Scenario {
  /** The heading that it stands under. */
  readonly section: string;
  /** Unique; the title of its test. */
  readonly title: string;
  readonly expected: Observation;
  /** Lets it happen to the real engine, and looks at what came of it. Rejects where anything on the disk is torn. */
  play(): Promise<Observation>;
}
