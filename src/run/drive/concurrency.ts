/** Runs that are driven at once where nobody says otherwise. */
export const DEFAULT_CONCURRENCY = 4;
export const MAX_CONCURRENCY = 20;
