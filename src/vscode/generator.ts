import { randomUUID } from 'node:crypto';
import { commands, l10n, type LogOutputChannel, type Uri, window, workspace } from 'vscode';
import type { BackendId, OpenBackend } from '../backend/port';
import { isBlocked, lintDocument } from '../lint/lint';
import { displayName } from '../prompt/kind';
import { expectedOf } from '../run/engine';
import type { NewRun, Run } from '../run/store';
import { freshUUIDs } from '../task/uuids';
import type { ApiKey } from './api-key';
import { openBackend } from './backends';
import { COMMANDS, SETTINGS } from './contributions';
import type { Controls } from './controls';
import { type PromptDocument, runsFolderOf } from './documents';
import { reportOutcome } from './failure';
import { makeOffer, type Offer } from './offer';
import type { Linter } from './linter';
import { withProgress } from './progress';
import { revealProblem } from './reveal';
import type { RunService } from './run-service';

export interface GeneratorServices {
  readonly runs: RunService;
  readonly controls: Controls;
  readonly apiKey: ApiKey;
  readonly linter: Linter;
  readonly storage: Uri;
  readonly log: LogOutputChannel;
}

/** After this the next task of the same document would only fail, or be unwanted. */
function stopsTheRest(run: Run | undefined): boolean {
  if (!run || run.record.state === 'detached') return true;
  return run.record.errors.some(({ class: kind }) => ['auth', 'quota', 'aborted'].includes(kind));
}

/** Turns a document into runs: checks it, starts them, shows their progress and says how they ended. */
export class Generator {
  private readonly services: GeneratorServices;
  /** Documents whose generation was asked for and has no run yet: a second click means the same. */
  private readonly starting = new Set<string>();
  /** The way to real images is shown once per window; the panel shows it all the time. */
  private hinted = false;

  constructor(services: GeneratorServices) {
    this.services = services;
  }

  /** Generates what the document asks for; resolves when all of it has ended. Failures are shown, never thrown. */
  async generate(prompt: PromptDocument): Promise<void> {
    const key = prompt.document.uri.toString();
    if (this.starting.has(key)) return;
    this.starting.add(key);
    try {
      await this.start(prompt, () => this.starting.delete(key));
    } finally {
      this.starting.delete(key);
    }
  }

  /** Takes an unfinished run up again and collects its images. */
  async resume(folder: string, run: Run): Promise<void> {
    if (this.services.runs.isActive(run) || !(await this.mayResume(run))) return;
    await this.drive(displayName(folder), run.record.backend, (open, onChange) =>
      this.services.runs.resume(folder, run, open.backend, onChange),
    );
  }

  private async start(prompt: PromptDocument, onStarted: () => void): Promise<void> {
    const { controls, apiKey, linter, runs, storage } = this.services;
    const { document, kind } = prompt;
    const documentText = document.getText();
    linter.watch(document);
    if (isBlocked(linter.lint(prompt))) {
      void this.explainBlock(prompt);
      return;
    }
    const offer = await makeOffer(prompt, controls, apiKey);
    this.hint(offer);
    const folder = runsFolderOf(document.uri, storage);
    const used = (await runs.list(folder)).map((run) => run.record.taskUUID);
    for (const task of freshUUIDs(offer.tasks, used, randomUUID)) {
      const init: NewRun = {
        backend: offer.backend,
        task,
        expected: expectedOf(offer.backend, task),
        kind,
        documentText,
      };
      const run = await this.drive(displayName(document.uri.path), offer.backend, (open, onChange) =>
        runs.start(folder, init, open.backend, (changed) => {
          onStarted();
          onChange(changed);
        }),
      );
      if (stopsTheRest(run)) return;
    }
  }

  /** Undefined when nothing could be started; the reason was shown. */
  private async drive(
    name: string,
    id: BackendId,
    work: (open: OpenBackend, onChange: (run: Run) => void) => Promise<Run>,
  ): Promise<Run | undefined> {
    let open: OpenBackend;
    try {
      open = openBackend(id, this.services.apiKey);
    } catch (error) {
      void this.explainEndpoint(error);
      return undefined;
    }
    try {
      const drive = (onChange: (run: Run) => void) => work(open, onChange);
      const cancel = (run: Run) => this.services.runs.cancel(run);
      // A proof is there at once: progress would only flicker.
      const run = await (id === 'proof' ? drive(() => undefined) : withProgress(name, cancel, drive));
      void reportOutcome(run);
      return run;
    } catch (error) {
      this.services.log.error(error instanceof Error ? error : String(error));
      const reason = error instanceof Error ? error.message : String(error);
      void window.showErrorMessage(l10n.t('The run could not be kept on disk: {0}', reason));
      return undefined;
    } finally {
      await open.close();
    }
  }

  private async mayResume({ record }: Run): Promise<boolean> {
    if (record.backend === 'runware' && !workspace.isTrusted) {
      void window.showWarningMessage(
        l10n.t('In Restricted Mode nothing is sent. Trust the workspace first.'),
      );
      return false;
    }
    // The record comes from a file, which may come from anywhere: it must not make us send just anything.
    const request = lintDocument('request.image-task.json', JSON.stringify(record.request));
    const problem = request.problems.find(({ blocking }) => blocking);
    if (problem) {
      void window.showErrorMessage(l10n.t('This run cannot be resumed. {0}', problem.message));
      return false;
    }
    if (record.state !== 'submitting') return true;
    const goOn = l10n.t('Go On');
    const question = l10n.t(
      'It is not known whether this task reached the service. If it did not, it is sent now, and charged.',
    );
    return (await window.showWarningMessage(question, { modal: true }, goOn)) === goOn;
  }

  private hint({ reason, tasks }: Offer): void {
    const nothing = tasks.length === 0;
    if (nothing && reason === 'untrusted') {
      void window.showInformationMessage(
        l10n.t('In Restricted Mode nothing is sent. Trust the workspace first.'),
      );
    }
    if (reason !== 'no-key' || (this.hinted && !nothing)) return;
    this.hinted = true;
    const setKey = l10n.t('Set API Key…');
    const text = nothing
      ? l10n.t('A sentence has no layout to draw. Set an API key to generate images from it.')
      : l10n.t('Without an API key, Generate draws a free layout proof. Set a key to generate images.');
    void window.showInformationMessage(text, setKey).then((chosen) => {
      if (chosen === setKey) void commands.executeCommand(COMMANDS.setApiKey);
    });
  }

  private async explainBlock(prompt: PromptDocument): Promise<void> {
    const { document } = prompt;
    const errors = this.services.linter.lint(prompt).problems.filter(({ blocking }) => blocking);
    const [first] = errors;
    if (!first) return;
    const line = document.positionAt(first.offset).line + 1;
    const goTo = l10n.t('Go to Problem');
    const more = errors.length > 1 ? l10n.t(' ({0} problems in all)', errors.length) : '';
    const text = l10n.t('Nothing was sent. Line {0}: {1}{2}', line, first.message, more);
    if ((await window.showErrorMessage(text, goTo)) === goTo) await revealProblem(document, first);
  }

  private async explainEndpoint(error: unknown): Promise<void> {
    const openSettings = l10n.t('Open Settings');
    const reason = error instanceof Error ? error.message : String(error);
    const chosen = await window.showErrorMessage(l10n.t('Nothing was sent. {0}', reason), openSettings);
    if (chosen === openSettings) {
      await commands.executeCommand('workbench.action.openSettings', SETTINGS.endpoint);
    }
  }
}
