/**
 * How many runs are driven at once unless the person chooses. Kept apart from the queue, so that the command line can
 * declare its options without loading it.
 */
export const DEFAULT_CONCURRENCY = 4;
export const MAX_CONCURRENCY = 20;
