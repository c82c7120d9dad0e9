import type { Uri } from 'vscode';
import { isBlocked } from '../../lint/lint';
import { displayName } from '../../prompt/kind';
import type { ApiKey } from '../api-key';
import type { Connections } from '../backends';
import type { Controls } from '../controls';
import type { PromptDocument } from '../documents';
import type { Linter } from '../linter';
import { driveBatch } from '../runs/drive';
import { reportBatch } from '../runs/report';
import type { RunService } from '../runs/run-service';
import { Beginning } from './beginning';
import { confirmPurchase } from './confirm';
import { explainBlock, type Hints } from './hints';
import { jobsOf } from './jobs';
import { makeOffer } from './offer';

export interface GeneratorServices {
  readonly runs: RunService;
  readonly connections: Connections;
  readonly controls: Controls;
  readonly apiKey: ApiKey;
  readonly linter: Linter;
  readonly hints: Hints;
  readonly storage: Uri;
}

/** Turns a document into runs: checks it, asks where it costs much, and sees the runs through to their ends. */
export class Generator {
  private readonly services: GeneratorServices;
  private readonly beginning = new Beginning();

  constructor(services: GeneratorServices) {
    this.services = services;
  }

  /** Generates what the document asks for; resolves when all of it has ended. Failures are shown, never thrown. */
  generate(prompt: PromptDocument): Promise<void> {
    return this.beginning.once(prompt.document.uri.toString(), (onBegun) => this.start(prompt, onBegun));
  }

  private async start(prompt: PromptDocument, onBegun: () => void): Promise<void> {
    const { runs, connections, controls, apiKey, linter, hints, storage } = this.services;
    const { document } = prompt;
    linter.watch(document);
    if (isBlocked(linter.lint(prompt))) {
      void explainBlock(prompt, linter);
      return;
    }
    const offer = await makeOffer(prompt, controls, apiKey);
    hints.give(offer);
    if (offer.tasks.length === 0) return;
    if (offer.backend === 'runware' && !(await confirmPurchase(offer.tasks))) return;
    const jobs = await jobsOf([{ prompt, offer }], runs, storage);
    const title = { name: displayName(document.uri.path), backend: offer.backend, total: jobs.length };
    const outcomes = await driveBatch(connections, title, ({ onChange, ...batch }) =>
      runs.run(jobs, {
        ...batch,
        onChange: (run) => {
          onBegun();
          onChange?.(run);
        },
      }),
    );
    void reportBatch(outcomes);
  }
}
