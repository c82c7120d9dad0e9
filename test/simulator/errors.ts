/** One item of a reply's `errors`, in the form of the service's documentation. */
export interface ErrorItem {
  readonly code: string;
  readonly message: string;
  /** The field that it is about, or all fields if a rule spans several. */
  readonly parameter?: string | readonly string[];
  readonly taskType?: string;
  readonly taskUUID?: string;
  readonly documentation?: string;
  /** Only for failed generations. */
  readonly status?: 'error';
}

/** The outcome of one task, or of a request: an HTTP status and its part of the reply. */
export interface Outcome {
  readonly status: number;
  readonly data: readonly object[];
  readonly errors: readonly ErrorItem[];
}

/** The outcome when nothing was done: a status and the reasons. */
export function refusal(status: number, ...errors: readonly ErrorItem[]): Outcome {
  return { status, data: [], errors };
}

/** Combines the parts of a reply. It fails only if every part does; then the first one gives the status. */
export function combine(outcomes: readonly Outcome[]): Outcome {
  const succeeded = outcomes.some((outcome) => outcome.status === 200);
  return {
    status: succeeded ? 200 : (outcomes[0]?.status ?? 400),
    data: outcomes.flatMap((outcome) => outcome.data),
    errors: outcomes.flatMap((outcome) => outcome.errors),
  };
}

/** The reply's body, without empty parts. */
export function envelope(outcome: Pick<Outcome, 'data' | 'errors'>): object {
  return {
    ...(outcome.data.length > 0 && { data: outcome.data }),
    ...(outcome.errors.length > 0 && { errors: outcome.errors }),
  };
}
