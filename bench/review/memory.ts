/** What the panel's page holds, after all garbage is collected, by the number of runs. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Row } from '../lib/report';
import type { OpenPage } from '../lib/window';
import { loadFilm } from './film';

const MEGABYTE = 2 ** 20;

/** Which runs are in sight differs a little. */
const NODES_LIMIT = 1.05;
/** In milliseconds; longer than the page puts anything off. */
const REPOSE = 1000;

/** What the page knows of the runs in sight is not always the same number of letters. */
const HEAP_LIMIT = 1.05;

export interface Memory {
  readonly runs: number;
  /** Bytes of JavaScript's heap. */
  readonly heap: number;
  /** Of the page's tree. */
  readonly nodes: number;
}

export async function measureMemory(
  open: OpenPage,
  url: string,
  thumbnails: number,
  runs: number,
): Promise<Memory> {
  const { cdp } = open;
  await loadFilm(open, url, thumbnails);
  // What the page leaves for when it rests is done, too.
  await sleep(REPOSE);
  await cdp.send('Performance.enable');
  // What one collection lets go of may be what holds something else.
  for (let time = 0; time < 3; time++) await cdp.send('HeapProfiler.collectGarbage');
  const { metrics } = await cdp.send('Performance.getMetrics');
  const valueOf = (wanted: string) => metrics.find(({ name }) => name === wanted)?.value ?? NaN;
  return { runs, heap: valueOf('JSHeapUsedSize'), nodes: valueOf('Nodes') };
}

/** Lines for the page with the fewest runs, and for those with more beside it. */
export function judgeMemory(all: readonly Memory[]): readonly Row[] {
  const [few] = all;
  const many = all.at(-1);
  if (!few || !many) return [];
  const figures = all.map(({ runs, heap }) => ({
    name: `heap at ${runs} runs, MB`,
    studio: heap / MEGABYTE,
    control: null,
    limit: '',
    holds: true,
  }));
  return [
    ...figures,
    {
      name: `nodes at ${many.runs} runs, against ${few.runs}`,
      studio: many.nodes,
      control: few.nodes,
      limit: `${NODES_LIMIT} x`,
      holds: many.nodes <= NODES_LIMIT * few.nodes,
    },
    {
      name: `heap at ${many.runs} runs, against ${few.runs}`,
      studio: many.heap / MEGABYTE,
      control: few.heap / MEGABYTE,
      limit: `${HEAP_LIMIT} x`,
      holds: many.heap <= HEAP_LIMIT * few.heap,
    },
  ];
}
