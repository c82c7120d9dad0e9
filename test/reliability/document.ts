import { readFile } from 'node:fs/promises';
import * as prettier from 'prettier';
import { inRoot } from '../../scripts/lib/root';
import { type Backoff, DEFAULT_PACE } from '../../src/run/drive/retry';
import { ERROR_CLASSES } from '../../src/task/errors';
import { FAULTS } from '../simulator/faults/catalog';
import { QUICK } from '../integration/run/support';
import { IMAGES } from './bench';
import type { Ending, Observation } from './scenario';

/** What was observed in one scenario. */
export interface Shown {
  readonly section: string;
  readonly title: string;
  readonly observation: Observation;
}

/** The path of the document. */
export const DOCUMENT = inRoot('docs', 'reliability.md');

const INTRODUCTION = `# What happens to a run when things go wrong

Every image costs money, and its link expires. This document shows how the engine handles failures of the service, the network,
the disk and the machine: the real engine over real sockets with real files, against a simulator of the service that fails on
demand. \`npm run reliability\` measures it and writes this file; \`npm test\` measures it again, and fails if anything differs.

## How to read it

Each row is a test (in \`test/reliability\`) with the title in its first column, for one run of ${IMAGES} images. \`once\` is a fault at
the first request of that kind (for images: at the first request of each); \`always\` is the same fault each time, until the run
is resumed.

- **Sent** is how often the task reached the service, whatever happened to it. **Accepted** is how often the service accepted and
  charged for it: never more than once.
- **Images** are on the disk: complete, verified, and recorded. No row has a damaged image or a damaged record.
- **Resumed** is the outcome of the next \`Resume\` (the extension does so by itself when it starts, unless a person has
  stopped the run), without further faults.

| Outcome | What a person sees and can do |
| --- | --- |
| succeeded | All images, in the panel and in the run's folder. |
| partial | The images that were made, and why the others were not. |
| failed | The service's message. Nothing was charged if the task was not accepted: generate again. If images that were made are missing, \`Resume\` asks for them again. |
| detached | That the wait has ended, and why; that the service may have charged; \`Resume\`. |
| queued, submitting, waiting, downloading | No later state could be recorded: the run is resumed at the next start, or by \`Resume\`. A task that was never sent is not sent without asking. |
| busy | That another window or program is working on the run. |
| no run | That nothing was sent, and why. |

The class of the error is in parentheses. It decides what is retried:`;

const KILLED_PROCESSES = `## What a killed process leaves behind

Half-written files (\`*.tmp\`, \`*.part\`) and the lock are removed when the run is resumed. Two things stay, and may be deleted:
the lock in a run that had just ended (such a run is not resumed), and a folder without \`run.json\` (the process was killed
before the run was recorded, and so before anything was sent).`;

function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const line = (cells: readonly (string | number)[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

function seconds(milliseconds: number): string {
  return `${milliseconds / 1000} s`;
}

function waitsOf({ first, factor, longest, attempts }: Backoff): string {
  const waits = Array.from({ length: attempts - 1 }, (_, attempt) => first * factor ** attempt);
  const growing = waits.filter((wait) => wait < longest).map(seconds);
  return [...growing, ...(growing.length < waits.length ? [`then ${seconds(longest)}`] : [])].join(', ');
}

function policyTable(): string {
  const rows = ERROR_CLASSES.map((name) => {
    const policy = DEFAULT_PACE.retry[name];
    return policy ? [name, policy.attempts, waitsOf(policy)] : [name, 1, 'not retried'];
  });
  return table(['Class', 'Attempts', 'Waits between attempts'], rows);
}

function policyNotes(): string {
  const { poll, maxRetryAfter, giveUpAfter, missingAfter, firstPoll } = DEFAULT_PACE;
  return `Each wait is shortened by up to a quarter at random. A longer wait that the service asks for (\`Retry-After\`) is kept, up to
${maxRetryAfter / 60_000} minutes; after an even longer one the run is left for later. The first poll for results comes after ${seconds(firstPoll)}, the next ones
after ${poll.share * 100} % of the time so far, at least ${seconds(poll.shortest)} and at most ${seconds(poll.longest)}, for all runs in one request. A run with nothing new for
${giveUpAfter / 60_000} minutes is detached; so is one for which, during ${missingAfter / 1000} s, the service only reports failures and does not mention images that
are missing. It can be resumed then. If it is open whether a submission arrived, it is not simply repeated: first the service is
asked, and only a task that it does not know is sent again, under the same \`taskUUID\`. A task that is not found is looked up in
the archive (\`getTaskDetails\`); so is the new URL of an image whose link has expired.

The following was measured with short waits, and ${QUICK.retry.connection?.attempts ?? 1} attempts where there are several.`;
}

function after(resumed: Ending | undefined): string {
  if (!resumed) return '';
  const { outcome, sent, accepted, images } = resumed;
  return `${outcome}: sent ${sent}, accepted ${accepted}, images ${images}`;
}

function sectionTable(shown: readonly Shown[]): string {
  const rows = shown.map(({ title, observation: { first, resumed } }) => {
    const { outcome, sent, accepted, images } = first;
    return [title, outcome, sent, accepted, images, after(resumed)];
  });
  return table(['Test', 'Outcome', 'Sent', 'Accepted', 'Images', 'Resumed'], rows);
}

function faultTable(): string {
  return table(
    ['Fault', 'What the service does', 'Where'],
    FAULTS.map(({ name, description, places }) => [name, description, places.join(', ')]),
  );
}

/** Formats the document for these observations. */
export async function documentOf(shown: readonly Shown[]): Promise<string> {
  const sections = [...new Set(shown.map(({ section }) => section))];
  const parts = [
    INTRODUCTION,
    policyTable(),
    policyNotes(),
    ...sections.flatMap((section) => [
      `## ${section}`,
      sectionTable(shown.filter((one) => one.section === section)),
    ]),
    KILLED_PROCESSES,
    '## The faults',
    faultTable(),
  ];
  const options = await prettier.resolveConfig(DOCUMENT);
  return prettier.format(parts.join('\n\n'), { ...options, filepath: DOCUMENT });
}

/** The present document; empty if there is none. */
export function readDocument(): Promise<string> {
  return readFile(DOCUMENT, 'utf8').catch(() => '');
}
