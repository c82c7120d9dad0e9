/** States of the panel as the host sends them. */
import type { StudioState } from '../../../src/protocol/messages';
import type { ErrorView, ResultView, RunView } from '../../../src/protocol/run-view';

/** An image of the test's own server. */
export function imageUri(width: number, height: number, look = 0): string {
  return `/image/${width}x${height}/${look}.svg`;
}

/** When all of this is looked at: at noon, so that a quarter of an hour ago is the same day. */
export const NOW = new Date(2026, 2, 1, 12).getTime();

function minutesAgo(minutes: number): string {
  return new Date(NOW - minutes * 60_000).toISOString();
}

export function result(index: number, changed: Partial<ResultView> = {}): ResultView {
  const uri = changed.uri === undefined ? imageUri(1664, 2496, index) : changed.uri;
  const [width = null, height = null] = uri?.match(/\d+/g)?.map(Number) ?? [];
  return {
    index,
    state: 'ready',
    uri,
    seed: 48213 + index * 42558,
    cost: 0.1,
    flagged: false,
    width,
    height,
    thumbnail: uri && `${uri}?thumbnail`,
    favorite: false,
    note: '',
    ...changed,
  };
}

export const PENDING = { state: 'pending', uri: null, seed: null, cost: null } as const;

export function run(id: string, changed: Partial<RunView> = {}): RunView {
  return {
    id,
    backend: 'runware',
    state: 'succeeded',
    active: false,
    resumable: false,
    width: 1664,
    height: 2496,
    speed: 'QUALITY',
    count: 1,
    cost: 0.1,
    createdAt: minutesAgo(10),
    taskUUID: '5d6f1c39-6f3a-4a5c-9b8a-0f5d2b7a9e11',
    hasPrompt: true,
    results: [result(0)],
    errors: [],
    ...changed,
  };
}

export const BLOCKED: ErrorView = {
  title: 'Blocked by the service',
  advice: 'Content policy: rephrase element 2.',
  message: 'The request was rejected because the prompt may violate the content policy.',
  class: 'safety',
  code: 'contentPolicyViolation',
};

/** A run that has just begun. */
export const BUSY_RUN = run('busy', {
  state: 'waiting',
  active: true,
  count: 3,
  cost: null,
  createdAt: minutesAgo(0.3),
  results: [result(0, PENDING), result(1, PENDING), result(2, PENDING)],
});

/** A run with one of three images. */
export const HALF_RUN = run('half', {
  ...BUSY_RUN,
  id: 'half',
  state: 'downloading',
  cost: 0.1,
  results: [result(0), result(1, PENDING), result(2, PENDING)],
});

export const PAIR_RUN = run('pair', {
  speed: 'DEFAULT',
  count: 2,
  cost: 0.12,
  createdAt: minutesAgo(20),
  results: [result(2), result(1, { flagged: true, favorite: true, note: 'Best sky' })].map((one, index) => ({
    ...one,
    index,
  })),
});

export const FAILED_RUN = run('failed', {
  state: 'failed',
  speed: 'TURBO',
  cost: null,
  createdAt: minutesAgo(25),
  results: [],
  errors: [BLOCKED],
});

export const PROOF_RUN = run('proof', {
  backend: 'proof',
  cost: null,
  createdAt: minutesAgo(30 * 60),
  results: [result(0, { seed: null, cost: null })],
});

/** A run that a reload of the window cut off. */
export const INTERRUPTED_RUN = run('interrupted', {
  ...BUSY_RUN,
  id: 'interrupted',
  active: false,
  resumable: true,
});

export const DETACHED_RUN = run('detached', { ...INTERRUPTED_RUN, id: 'detached', state: 'detached' });

/** A run that waits for its turn. */
export const QUEUED_RUN = run('queued', { ...BUSY_RUN, id: 'queued', state: 'queued' });

/** A run that was written down and never sent. */
export const UNSENT_RUN = run('unsent', { ...INTERRUPTED_RUN, id: 'unsent', state: 'queued', results: [] });

/** A run whose images found no room on the disk. */
export const FULL_DISK_RUN = run('full', {
  ...DETACHED_RUN,
  id: 'full',
  errors: [
    {
      title: 'The images cannot be kept on the disk',
      advice: 'Make room, then collect the images from the run.',
      message: 'ENOSPC: no space left on device',
      class: 'disk',
      code: 'ENOSPC',
    },
  ],
});

export const PARTIAL_RUN = run('partial', {
  state: 'partial',
  count: 3,
  results: [result(0), result(1, { seed: 2_147_483_647, state: 'missing', uri: null })],
  errors: [BLOCKED, BLOCKED],
});

export const WIDE_RUN = run('wide', {
  width: 3328,
  height: 1248,
  results: [result(0, { uri: imageUri(3328, 1248, 1) })],
});

export const LONG_RUN = run('long', {
  width: 1248,
  height: 3328,
  results: [0, 1].map((index) => result(index, { uri: imageUri(1248, 3328, index) })),
});

/** A prompt with runs of every kind. */
export function studio(changed: Partial<StudioState> = {}): StudioState {
  return {
    document: {
      uri: 'file:///posters/travel-poster.structured-prompt.json',
      name: 'travel-poster',
      kind: 'prompt',
      tasks: 1,
      problem: null,
    },
    locked: false,
    controls: { width: 1664, height: 2496, speed: 'QUALITY', count: 3, format: 'JPG', editable: true },
    offer: { backend: 'runware', price: 0.3 },
    notice: null,
    runs: [HALF_RUN, PAIR_RUN, FAILED_RUN, PROOF_RUN],
    older: 0,
    unreadable: [],
    selected: { runId: 'pair', index: 0 },
    ...changed,
  };
}

/** So many finished runs of four images each; every tenth failed. */
export function manyRuns(count: number): readonly RunView[] {
  return Array.from({ length: count }, (_, index) => {
    const id = `run-${index}`;
    const createdAt = minutesAgo(60 + index * 7);
    if (index % 10 === 9) return { ...FAILED_RUN, id, createdAt };
    const results = [0, 1, 2, 3].map((at) => result(at, { favorite: index % 50 === 0 && at === 0 }));
    return run(id, { createdAt, count: 4, results, speed: index % 2 === 0 ? 'QUALITY' : 'TURBO' });
  });
}

/** No prompt is open. */
export const NO_DOCUMENT = studio({ document: null, controls: null, offer: null, runs: [], selected: null });

/** A prompt that nothing was made of, without a key. */
export const UNUSED = studio({
  notice: 'no-key',
  offer: { backend: 'proof', price: null },
  runs: [],
  selected: null,
});

/** A document that does not parse. */
export function unreadable(state: StudioState): StudioState {
  const problem = { message: 'Comma expected', line: 12, column: 5 };
  return studio({ ...state, offer: null, document: state.document && { ...state.document, problem } });
}

/** A file of two whole tasks, whose controls only show what it says. */
export function taskFile(): StudioState {
  const { document, controls } = studio();
  return studio({
    document: document && { ...document, name: 'two-posters', kind: 'task', tasks: 2 },
    controls: controls && { ...controls, editable: false },
  });
}
