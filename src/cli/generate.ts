import { randomUUID } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Backend, OpenBackend } from '../backend/port';
import { proofBackend } from '../backend/proof/backend';
import { RunwareBackend } from '../backend/runware/backend';
import { createDispatcher } from '../backend/runware/dispatcher';
import { DEFAULT_ENDPOINT, readEndpoint } from '../backend/runware/endpoint';
import { isBlocked } from '../lint/lint';
import type { DriveOptions } from '../run/driver';
import { expectedOf, startRun } from '../run/engine';
import { documentFolder, isInside } from '../run/folder';
import { DEFAULT_PACE } from '../run/retry';
import { listRuns, type NewRun, type Run } from '../run/store';
import { buildTasks } from '../task/build';
import { DEFAULT_OPTIONS, type ImageTask } from '../task/types';
import { freshUUIDs } from '../task/uuids';
import { printRefusals, readDocument } from './input';
import {
  blockedReport,
  brokenReport,
  printReport,
  reportOf,
  type RunReport,
  unsentReport,
  wholeReport,
} from './report';
import { notWritable, UsageError } from './usage';

export interface GenerateOptions {
  readonly backend: string | undefined;
  readonly endpoint: string | undefined;
  readonly out: string | undefined;
  readonly json: boolean;
}

function endpointOf(text: string): URL {
  try {
    return readEndpoint(text);
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function openRunware(endpointText: string): OpenBackend {
  const key = (process.env['RUNWARE_API_KEY'] ?? '').trim();
  if (key === '') {
    throw new UsageError(
      'Set RUNWARE_API_KEY to your API key, or use --backend proof for a free layout proof.',
    );
  }
  if (!/^[\x21-\x7e]+$/.test(key)) throw new UsageError('RUNWARE_API_KEY holds characters that no key has.');
  const endpoint = endpointOf(endpointText);
  const dispatcher = createDispatcher({ strictSSL: true });
  return {
    backend: new RunwareBackend({ endpoint, key: () => Promise.resolve(key), dispatcher }),
    close: () => dispatcher.destroy(),
  };
}

function openBackend({ backend = 'runware', endpoint = DEFAULT_ENDPOINT }: GenerateOptions): OpenBackend {
  if (backend === 'runware') return openRunware(endpoint);
  if (backend === 'proof') return { backend: proofBackend, close: () => Promise.resolve() };
  throw new UsageError(`--backend ${backend} is not known. Use runware or proof.`);
}

function runsFolder(file: string, out: string | undefined): string {
  if (out !== undefined) return path.resolve(out);
  const absolute = path.resolve(file);
  const root = isInside(process.cwd(), absolute) ? process.cwd() : path.dirname(absolute);
  return documentFolder(root, absolute);
}

/** Made before anything is sent: a place that cannot be written to must not cost anything. */
async function makeRunsFolder(file: string, out: string | undefined): Promise<string> {
  const folder = runsFolder(file, out);
  await mkdir(folder, { recursive: true }).catch((error: unknown) => {
    throw notWritable(folder, error);
  });
  return folder;
}

function driveOptions(backend: Backend, signal: AbortSignal): Omit<DriveOptions, 'onChange'> {
  const log = { info: console.error, warn: console.error };
  return { backend, pace: DEFAULT_PACE, log, signal };
}

/** What every run of the file has in common. */
type RunBase = Pick<NewRun, 'backend' | 'kind' | 'documentText'>;

/** Runs one task. A disk that fails ends the run, but what is known of it is reported all the same. */
async function runOne(
  folder: string,
  init: NewRun,
  options: Omit<DriveOptions, 'onChange'>,
): Promise<RunReport> {
  let last: Run | undefined;
  try {
    return reportOf(await startRun(folder, init, { ...options, onChange: (run) => (last = run) }));
  } catch (error) {
    return brokenReport(init.task, last, error);
  }
}

/** Runs one task after the other. Once the wait was ended, the tasks that are left are not sent any more. */
async function runAll(
  tasks: readonly ImageTask[],
  base: RunBase,
  folder: string,
  options: Omit<DriveOptions, 'onChange'>,
): Promise<RunReport[]> {
  const reports: RunReport[] = [];
  for (const task of tasks) {
    const init = { ...base, task, expected: expectedOf(base.backend, task) };
    reports.push(options.signal.aborted ? unsentReport(task) : await runOne(folder, init, options));
  }
  return reports;
}

/** Sends each task of a file and waits for its images. Returns the exit code. */
export async function generate(file: string, options: GenerateOptions, signal: AbortSignal): Promise<number> {
  const { backend, close } = openBackend(options);
  try {
    const document = await readDocument(file);
    if (isBlocked(document)) {
      printRefusals(file, document);
      console.error('Nothing was sent: the service would refuse this.');
      if (options.json) console.log(JSON.stringify(blockedReport(document), null, 2));
      return 1;
    }
    const { kind = 'prompt', parsed, text: documentText } = document;
    const folder = await makeRunsFolder(file, options.out);
    const used = (await listRuns(folder)).map((run) => run.record.taskUUID);
    const tasks = freshUUIDs(buildTasks(kind, parsed.value, DEFAULT_OPTIONS, randomUUID), used, randomUUID);
    const base = { backend: backend.id, kind, documentText };
    const reports = await runAll(tasks, base, folder, driveOptions(backend, signal));
    if (options.json) console.log(JSON.stringify(wholeReport(reports), null, 2));
    else reports.forEach(printReport);
    return reports.every((one) => one.state === 'succeeded') ? 0 : 1;
  } finally {
    await close();
  }
}
