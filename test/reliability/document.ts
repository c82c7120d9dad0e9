import { readFile } from 'node:fs/promises';
import * as prettier from 'prettier';
import { inRoot } from '../../scripts/lib/root';
import { type Backoff, DEFAULT_PACE } from '../../src/run/drive/retry';
import { ERROR_CLASSES } from '../../src/task/errors';
import { FAULTS } from '../simulator/faults/catalog';
import { QUICK } from '../integration/run/support';
import { IMAGES } from './bench';
import type { Ending, Observation } from './scenario';

/** What one scenario has shown. */
export interface Shown {
  readonly section: string;
  readonly title: string;
  readonly observation: Observation;
}

/** Where the document is. */
export const DOCUMENT = inRoot('docs', 'reliability.md');

const INTRODUCTION = `# What becomes of a run when things go wrong

Every image costs money, and its link expires. This is what the engine makes of everything that the service, the network, the
disk and the machine are made to do to it here: the real engine over real sockets on real files, against a simulator of the
service that misbehaves on demand. \`npm run reliability\` measures it and writes this file; \`npm test\` measures it again, and
fails where anything differs.

## How to read it

Each row is a test of the title in its first column (in \`test/reliability\`), for one run of ${IMAGES} images. \`once\` is a fault at
the first request at that place (for images: at the first request of each); \`always\` is the same fault each time, until the run
is taken up again.

- **Sent** is how often the task came in at the service, whatever became of it. **Accepted** is how often the service took it on,
  and charges for it: never more than once.
- **Images** are on the disk: whole, checked, and written down. In no row is there a damaged one, or a record that is torn.
- **Taken up again** is what the next \`Resume\` makes of it (the extension does so by itself when it starts, unless a person has
  stopped the run), with nothing in the way any more.

| Outcome | What a person sees, and can do |
| --- | --- |
| succeeded | All images, in the panel and in the run's folder. |
| partial | The images that were made, and why the others were not. |
| failed | The reason in the service's words. Nothing was charged where the task was not accepted: generate again. Where images are missing that were made, \`Resume\` asks for them again. |
| detached | Nobody waits any more, and why; that the service may have charged; \`Resume\`. |
| queued, submitting, waiting, downloading | Nobody could write down anything else: the run is taken up at the next start, or by \`Resume\`. What was never sent is not sent unasked. |
| busy | That another window or program is working on the run. |
| no run | That nothing was sent, and why. |

In brackets stands the class of the reason, which decides what is tried again:`;

const KILLED_PROCESSES = `## What a killed process leaves behind

Half-written files (\`*.tmp\`, \`*.part\`) and the lock are removed when the run is taken up again. Two things stay, and may be deleted:
the lock in a run that had just ended (such a run is not taken up any more), and a folder without \`run.json\` (a run that was killed
before it was written down, and so before anything was sent).`;

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
    return policy ? [name, policy.attempts, waitsOf(policy)] : [name, 1, 'not tried again'];
  });
  return table(['Class', 'Attempts', 'Waits between them'], rows);
}

function policyNotes(): string {
  const {
    poll,
    maxRetryAfter: longestAsked,
    giveUpAfter: patience,
    missingAfter: untilMissing,
    firstPoll,
  } = DEFAULT_PACE;
  return `Up to a quarter of each wait is taken off at random. A longer wait that the service asks for (\`Retry-After\`) is kept, up to
${longestAsked / 60_000} minutes; what it asks beyond that is left for later. Results are asked for after ${seconds(firstPoll)}, then again
after ${poll.share * 100} % of the time so far, ${seconds(poll.shortest)} at least and ${seconds(poll.longest)} at most, for all runs in one request; a run that has brought nothing new
for ${patience / 60_000} minutes is detached, and after ${untilMissing / 1000} s where failures are told and images are missing of which nothing is said; it can be
resumed then. A sending that leaves it open whether the task arrived is not simply tried again: first the
service is asked, and only a task that it does not know is sent again, under the same \`taskUUID\`. What is not found is looked for
in the archive (\`getTaskDetails\`); so is the new address of an image whose link has expired.

What follows was measured with short waits, and ${QUICK.retry.connection?.attempts ?? 1} attempts where several are made.`;
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
  return table(['Test', 'Outcome', 'Sent', 'Accepted', 'Images', 'Taken up again'], rows);
}

function faultTable(): string {
  return table(
    ['Fault', 'What the service does', 'Where'],
    FAULTS.map(({ name, description, places }) => [name, description, places.join(', ')]),
  );
}

/** The document of what was shown, as it is to stand in its file. */
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

/** The document that is there; empty where there is none. */
export function readDocument(): Promise<string> {
  return readFile(DOCUMENT, 'utf8').catch(() => '');
}
