/** One item of a reply's `errors`, in the form of the service's documentation. */
export interface ErrorItem {
  readonly code: string;
  readonly message: string;
  /** The field it is about, or all the names where a rule spans several. */
  readonly parameter?: string | readonly string[];
  readonly taskType?: string;
  readonly taskUUID?: string;
  readonly documentation?: string;
  /** On failed generations only. */
  readonly status?: 'error';
}

/** What one task, or a request as a whole, comes to: an HTTP status and its share of the reply. */
export interface Outcome {
  readonly status: number;
  readonly data: readonly object[];
  readonly errors: readonly ErrorItem[];
}

/** Nothing was done: one status and the reasons. */
export function refusal(status: number, ...errors: readonly ErrorItem[]): Outcome {
  return { status, data: [], errors };
}

/** The parts of a reply together. It is a failure only where every part is; the first one then gives the status. */
export function combine(outcomes: readonly Outcome[]): Outcome {
  const succeeded = outcomes.some((outcome) => outcome.status === 200);
  return {
    status: succeeded ? 200 : (outcomes[0]?.status ?? 400),
    data: outcomes.flatMap((outcome) => outcome.data),
    errors: outcomes.flatMap((outcome) => outcome.errors),
  };
}

/** The reply's body. A part that has nothing to say is absent. */
export function envelope(outcome: Pick<Outcome, 'data' | 'errors'>): object {
  return {
    ...(outcome.data.length > 0 && { data: outcome.data }),
    ...(outcome.errors.length > 0 && { errors: outcome.errors }),
  };
}
