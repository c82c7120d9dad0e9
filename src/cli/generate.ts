import { randomUUID } from 'node:crypto';
import path from 'node:path';
import type { Backend } from '../backend/port';
import { proofBackend } from '../backend/proof/backend';
import { RunwareBackend } from '../backend/runware/backend';
import { createDispatcher } from '../backend/runware/dispatcher';
import { DEFAULT_ENDPOINT, readEndpoint } from '../backend/runware/endpoint';
import { isBlocked } from '../lint/lint';
import type { DocumentKind } from '../prompt/kind';
import type { DriveOptions } from '../run/driver';
import { expectedOf, startRun } from '../run/engine';
import { documentFolder, isInside } from '../run/folder';
import { DEFAULT_PACE } from '../run/retry';
import { buildTasks } from '../task/build';
import { DEFAULT_OPTIONS } from '../task/types';
import { problemLines, readDocument } from './input';
import { blockedReport, printReport, reportOf, type RunReport, wholeReport } from './report';
import { UsageError } from './usage';

export interface GenerateOptions {
  readonly backend: string | undefined;
  readonly endpoint: string | undefined;
  readonly out: string | undefined;
  readonly json: boolean;
}

interface OpenBackend {
  readonly backend: Backend;
  readonly close: () => Promise<void>;
}

function endpointOf(text: string): URL {
  try {
    return readEndpoint(text);
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function openRunware(endpointText: string): OpenBackend {
  const key = process.env['RUNWARE_API_KEY'] ?? '';
  if (key === '') {
    throw new UsageError(
      'Set RUNWARE_API_KEY to your API key, or use --backend proof for a free layout proof.',
    );
  }
  const endpoint = endpointOf(endpointText);
  const dispatcher = createDispatcher({ strictSSL: true });
  return {
    backend: new RunwareBackend({ endpoint, key: () => Promise.resolve(key), dispatcher }),
    close: () => dispatcher.close(),
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

function driveOptions(backend: Backend, signal: AbortSignal): DriveOptions {
  const log = { info: console.error, warn: console.error };
  return { backend, pace: DEFAULT_PACE, log, signal, onChange: () => undefined };
}

interface Source {
  readonly kind: DocumentKind;
  readonly value: unknown;
  readonly text: string;
}

async function sendAll(source: Source, folder: string, options: DriveOptions): Promise<RunReport[]> {
  const reports: RunReport[] = [];
  const { kind, value, text: documentText } = source;
  for (const task of buildTasks(kind, value, DEFAULT_OPTIONS, randomUUID)) {
    const { id } = options.backend;
    const init = { backend: id, task, expected: expectedOf(id, task), kind, documentText };
    reports.push(reportOf(await startRun(folder, init, options)));
  }
  return reports;
}

/** Sends each task of a file and waits for its images. Returns the exit code. */
export async function generate(file: string, options: GenerateOptions, signal: AbortSignal): Promise<number> {
  const { backend, close } = openBackend(options);
  try {
    const document = await readDocument(file);
    if (isBlocked(document)) {
      for (const line of problemLines(file, document)) console.error(line);
      console.error('Nothing was sent: the service would refuse this.');
      if (options.json) console.log(JSON.stringify(blockedReport(document), null, 2));
      return 1;
    }
    const source = { kind: document.kind ?? 'prompt', value: document.parsed.value, text: document.text };
    const reports = await sendAll(source, runsFolder(file, options.out), driveOptions(backend, signal));
    if (options.json) console.log(JSON.stringify(wholeReport(reports), null, 2));
    else reports.forEach(printReport);
    return reports.every((one) => one.state === 'succeeded') ? 0 : 1;
  } finally {
    await close();
  }
}
