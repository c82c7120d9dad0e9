import { isBlocked } from '../lint/lint';
import { RunQueue } from '../run/drive/queue';
import { priceOf } from '../task/build';
import { formatMoney } from '../task/prices';
import { type FileDocument, readDocuments } from './documents';
import { drive } from './drive';
import { type FileJob, makeJobs } from './jobs';
import { readConcurrency } from './options';
import { printReports, printSummary, printUnfinished, progressPrinter } from './print-reports';
import { printRefusals } from './problems';
import { blockedReport, generationReport, isKeptFromWriting, type SourceReport } from './report';
import { resumeCommand } from './run-folders';
import { openService, type Service } from './service';
import { jsonLines, print, log } from './terminal';

export interface GenerateOptions {
  readonly backend: string | undefined;
  readonly endpoint: string | undefined;
  readonly out: string | undefined;
  readonly concurrency: string | undefined;
  readonly json: boolean;
}

/** Prints what the service would refuse, which is not sent; everything else is. */
function printBlocked(blocked: readonly FileDocument[], all: readonly FileDocument[]): void {
  for (const document of blocked) printRefusals(document.name, document);
  if (blocked.length === 0) return;
  log(
    blocked.length === all.length
      ? 'Nothing was sent: the service would refuse this.'
      : `Not sent: ${blocked.length} of ${all.length} files, which the service would refuse.`,
  );
}

function announce(jobs: readonly FileJob[], { backend: { address } }: Service): void {
  const tasks = jobs.map(({ init }) => init.task);
  if (address === undefined) {
    log(`Drawing ${tasks.length} layout proof(s), free and offline.`);
    return;
  }
  const images = jobs.reduce((sum, { init }) => sum + init.expected, 0);
  const price = priceOf(tasks);
  log(`Sending ${tasks.length} task(s), ${images} image(s), about $${formatMoney(price)}, to ${address}.`);
}

async function sendAll(
  documents: readonly FileDocument[],
  service: Service,
  options: GenerateOptions,
  signal: AbortSignal,
): Promise<readonly SourceReport[]> {
  const queue = new RunQueue(readConcurrency(options.concurrency));
  const jobs = await makeJobs(documents, service.backend.id, options.out);
  announce(jobs, service);
  const sources = jobs.map(({ document }) => document.name);
  const show = progressPrinter(jobs.length);
  const { reports, unfinished } = await drive(sources, service.backend, signal, show, (batch) =>
    queue.run(jobs, batch),
  );
  if (!options.json) printReports(reports);
  printSummary(reports);
  const roots = jobs.map(({ root }) => root);
  printUnfinished(unfinished, resumeCommand(roots, options.endpoint));
  return reports;
}

/**
 * Sends each task of the files that the arguments name and waits for the images. What the service would refuse is reported
 * and left out. Returns the exit code; rejects with a `UsageError` before anything is sent.
 */
export async function generate(
  args: readonly string[],
  options: GenerateOptions,
  signal: AbortSignal,
): Promise<number> {
  const service = openService(options.backend, options.endpoint);
  try {
    const documents = await readDocuments(args);
    const blocked = documents.filter(isBlocked);
    printBlocked(blocked, documents);
    const sound = documents.filter((document) => !blocked.includes(document));
    const sent = sound.length === 0 ? [] : await sendAll(sound, service, options, signal);
    const reports = documents.flatMap((document) =>
      blocked.includes(document)
        ? [blockedReport(document.name, document)]
        : sent.filter(({ source }) => source === document.name),
    );
    if (options.json) print(...jsonLines(generationReport(reports)));
    if (isKeptFromWriting(reports)) return 2;
    return reports.every(({ state }) => state === 'succeeded') ? 0 : 1;
  } finally {
    await service.close();
  }
}
