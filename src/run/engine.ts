import type { BackendId } from '../backend/port';
import type { ImageTask } from '../task/types';
import { type DriveOptions, RunDriver } from './driver';
import { createRun, type NewRun, type Run } from './store';

/** How many images a task is to bring: a layout is drawn once, however many images are asked for. */
export function expectedOf(backend: BackendId, task: ImageTask): number {
  return backend === 'proof' ? 1 : (task.numberResults ?? 1);
}

/** Starts a run: it is on disk before anything is sent. Resolves when it has ended or nobody waits any more. */
export async function startRun(documentFolder: string, init: NewRun, options: DriveOptions): Promise<Run> {
  const run = await createRun(documentFolder, init);
  options.onChange(run);
  return new RunDriver(run, options).drive(false);
}

/** Takes an unfinished run up where its record says it stands. */
export function resumeRun(run: Run, options: DriveOptions): Promise<Run> {
  return new RunDriver(run, options).drive(true);
}
