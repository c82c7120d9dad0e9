import path from 'node:path';
import { commands, l10n, ProgressLocation, type Uri, window, workspace } from 'vscode';
import { isBlocked } from '../../lint/lint';
import { openPrompt } from '../documents/prompt-documents';
import { revealProblem } from '../platform/editor';
import { plain } from '../platform/plain';
import { SingleFlight } from '../platform/single-flight';
import { driveBatch } from '../runs/drive';
import type { Action } from '../runs/failure';
import { type Remarks, reportBatch } from '../runs/report';
import { confirmPurchase } from './confirm';
import type { GeneratorServices } from './generator';
import { jobsOf, type Order } from './jobs';
import { offerFor, proofReason } from './offer';
import { findPromptFiles } from './prompt-files';

/** The documents of a folder. */
export interface FolderOrders {
  readonly files: number;
  /** One for each document that can be generated. */
  readonly orders: readonly Order[];
  /** Files that the service would refuse, or that cannot be read. */
  readonly leftOut: readonly Uri[];
  /** The number of documents that need a key: sentences have no layout to draw. */
  readonly idle: number;
}

function leftOutMessage({ files, leftOut }: FolderOrders): string {
  if (leftOut.length === 0) return '';
  return l10n.t('Left out: {0} of {1} files, which the service would refuse.', leftOut.length, files);
}

/** Generates all prompts and tasks below a folder as one batch. */
export class FolderGenerator {
  private readonly services: GeneratorServices;
  private readonly starting = new SingleFlight();

  constructor(services: GeneratorServices) {
    this.services = services;
  }

  /** Generates the documents of a folder; resolves when all have ended. Failures are shown, never thrown. */
  generate(folder: Uri): Promise<void> {
    return this.starting.run(folder.toString(), (onStarted) => this.start(folder, onStarted));
  }

  /** Searches a folder. Resolves with undefined if the person stopped that. */
  find(folder: Uri): Thenable<FolderOrders | undefined> {
    const title = l10n.t('Looking for prompts in {0}', path.posix.basename(folder.path));
    const options = { location: ProgressLocation.Window, title };
    return window.withProgress(options, async (_, token) => {
      const files = await findPromptFiles(folder, token);
      return token.isCancellationRequested ? undefined : this.read(files);
    });
  }

  private async read(files: readonly Uri[]): Promise<FolderOrders> {
    const { linter, controls, apiKey } = this.services;
    // One answer for all: a key that is set in the meantime must not turn half of the batch into paid images.
    const reason = await proofReason(apiKey);
    const orders: Order[] = [];
    const leftOut: Uri[] = [];
    let idle = 0;
    for (const file of files) {
      const prompt = await openPrompt(file);
      if (!prompt || isBlocked(linter.lint(prompt))) {
        leftOut.push(file);
        continue;
      }
      const offer = offerFor(prompt, controls, reason);
      if (offer.tasks.length > 0) orders.push({ prompt, offer });
      else idle++;
    }
    return { files: files.length, orders, leftOut, idle };
  }

  private async start(folder: Uri, onStarted: () => void): Promise<void> {
    const { runs, connections, hints, locations } = this.services;
    const name = plain(path.posix.basename(folder.path));
    const found = await this.find(folder);
    if (!found) return;
    const { orders, leftOut } = found;
    const [first] = orders;
    if (!first) return this.explainNothing(name, found);
    const { backend, reason } = first.offer;
    hints.give({ reason, tasks: first.offer.tasks });
    const message = leftOutMessage(found);
    const tasks = orders.flatMap(({ offer }) => offer.tasks);
    const notes = message === '' ? [] : [message];
    if (backend === 'runware' && !(await confirmPurchase(tasks, true, notes))) return;
    const jobs = await jobsOf(orders, runs, locations);
    onStarted();
    const outcomes = await driveBatch(connections, { name, backend, total: jobs.length }, (batch) =>
      runs.run(jobs, batch),
    );
    const remarks: Remarks = { announce: true, message, actions: this.problemActions(leftOut) };
    void reportBatch(outcomes, remarks);
  }

  private problemActions([first]: readonly Uri[]): readonly Action[] {
    if (!first) return [];
    return [{ title: l10n.t('Show Problems'), run: () => this.showProblems(first) }];
  }

  /** Opens the first file that was left out at its problem, and the list of all problems. */
  private async showProblems(file: Uri): Promise<void> {
    const prompt = await openPrompt(file);
    const problem = prompt && this.services.linter.lint(prompt).problems.find(({ blocking }) => blocking);
    if (prompt && problem) await revealProblem(prompt.document, problem);
    else await window.showTextDocument(await workspace.openTextDocument(file));
    await commands.executeCommand('workbench.actions.view.problems');
  }

  private async explainNothing(name: string, { files, leftOut, idle }: FolderOrders): Promise<void> {
    const { hints } = this.services;
    if (files === 0) {
      const message = l10n.t(
        'There are no prompt files (*.structured-prompt.json) or task files (*.image-task.json) in {0}.',
        name,
      );
      void window.showInformationMessage(message);
      return;
    }
    if (idle > 0) {
      hints.give({ reason: workspace.isTrusted ? 'no-key' : 'untrusted', tasks: [] });
      return;
    }
    const message =
      leftOut.length === 1
        ? l10n.t('Nothing was sent. The service would refuse the file in {0}.', name)
        : l10n.t('Nothing was sent. The service would refuse all {0} files in {1}.', leftOut.length, name);
    const chosen = await window.showErrorMessage(message, ...this.problemActions(leftOut));
    await chosen?.run();
  }
}
