import path from 'node:path';
import { l10n, window } from 'vscode';
import { isBlocked } from '../../lint/lint';
import { displayName } from '../../prompt/kind';
import type { Job } from '../../run/drive/queue';
import type { Run } from '../../run/record/store';
import type { Speed } from '../../task/types';
import type { Controls } from '../documents/controls';
import type { PromptDocument } from '../documents/prompt-documents';
import type { RunLocations } from '../documents/run-locations';
import type { Linter } from '../linting/linter';
import type { ApiKey } from '../platform/api-key';
import { plain } from '../platform/plain';
import { SingleFlight } from '../platform/single-flight';
import type { Connections } from '../runs/connections';
import { driveBatch } from '../runs/drive';
import { reportBatch } from '../runs/report';
import type { RunService } from '../runs/run-service';
import { jobAgain, taskAgain } from './again';
import { confirmPurchase } from './confirm';
import { explainBlock, type Hints } from './hints';
import { jobsOf } from './jobs';
import { makeOffer, type Offer, offerOf, proofReason } from './offer';
import { refusalOf } from './resumer';

export interface GeneratorServices {
  readonly runs: RunService;
  readonly connections: Connections;
  readonly controls: Controls;
  readonly apiKey: ApiKey;
  readonly linter: Linter;
  readonly hints: Hints;
  readonly locations: RunLocations;
}

/** Turns a document into runs: checks it, asks if it costs much, and drives the runs to their ends. */
export class Generator {
  private readonly services: GeneratorServices;
  private readonly starting = new SingleFlight();

  constructor(services: GeneratorServices) {
    this.services = services;
  }

  /** Generates a document; resolves when all of its runs have ended. Failures are shown, never thrown. */
  generate(prompt: PromptDocument): Promise<void> {
    return this.starting.run(prompt.document.uri.toString(), (onStarted) => this.start(prompt, onStarted));
  }

  /**
   * Makes a run again, as a new one beside it: with the same prompt and parameters, at another speed if one is given.
   * Failures are shown, never thrown.
   */
  again(run: Run, speed: Speed | null): Promise<void> {
    return this.starting.run(`${run.directory} ${speed ?? ''}`, (onStarted) =>
      this.startAgain(run, speed, onStarted),
    );
  }

  private async start(prompt: PromptDocument, onStarted: () => void): Promise<void> {
    const { runs, controls, apiKey, linter, locations } = this.services;
    const { document } = prompt;
    linter.watch(document);
    if (isBlocked(linter.lint(prompt))) {
      void explainBlock(prompt, linter);
      return;
    }
    const offer = await makeOffer(prompt, controls, apiKey);
    const jobs = () => jobsOf([{ prompt, offer }], runs, locations);
    await this.make(displayName(document.uri.path), offer, jobs, onStarted);
  }

  private async startAgain(run: Run, speed: Speed | null, onStarted: () => void): Promise<void> {
    const { apiKey } = this.services;
    const task = taskAgain(run.record, speed);
    const refusal = task ? refusalOf({ request: task }) : l10n.t('Its task cannot be read.');
    if (!task || refusal !== undefined) {
      void window.showErrorMessage(l10n.t('This run cannot be made again. {0}', plain(refusal ?? '')));
      return;
    }
    const offer = offerOf([task], await proofReason(apiKey));
    const jobs = async () => [await jobAgain(run, task, offer.backend)];
    await this.make(displayName(path.dirname(run.directory)), offer, jobs, onStarted);
  }

  /** Asks if it costs much, and drives the runs of an offer to their ends. */
  private async make(
    name: string,
    offer: Offer,
    jobsOfOffer: () => Promise<readonly Job[]>,
    onStarted: () => void,
  ): Promise<void> {
    const { runs, connections, hints } = this.services;
    hints.give(offer);
    if (offer.tasks.length === 0) return;
    if (offer.backend === 'runware' && !(await confirmPurchase(offer.tasks))) return;
    const jobs = await jobsOfOffer();
    const title = { name, backend: offer.backend, total: jobs.length };
    const outcomes = await driveBatch(connections, title, ({ onChange, ...batch }) =>
      runs.run(jobs, {
        ...batch,
        onChange: (run) => {
          onStarted();
          onChange?.(run);
        },
      }),
    );
    void reportBatch(outcomes);
  }
}
