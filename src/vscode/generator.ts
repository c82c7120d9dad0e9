import { randomUUID } from 'node:crypto';
import { commands, l10n, type Progress, ProgressLocation, type Uri, window, workspace } from 'vscode';
import type { BackendId } from '../backend/port';
import { isBlocked } from '../lint/lint';
import { displayName } from '../prompt/kind';
import { expectedOf } from '../run/engine';
import { type RunState, isFinal } from '../run/record';
import type { NewRun, Run } from '../run/store';
import { checkDocument } from '../task/check';
import type { ImageTask } from '../task/types';
import type { ApiKey } from './api-key';
import { type OpenBackend, openBackend } from './backends';
import { COMMANDS, SETTINGS } from './contributions';
import type { Controls } from './controls';
import { type PromptDocument, runsFolderOf } from './documents';
import { reportOutcome } from './failure';
import { makeOffer, tasksFor } from './offer';
import { type BlockingProblems, revealProblem } from './problems';
import type { RunService } from './run-service';

function stageWords(state: RunState): string {
  switch (state) {
    case 'submitting':
      return l10n.t('sending the task');
    case 'waiting':
      return l10n.t('waiting for the service');
    case 'downloading':
      return l10n.t('downloading');
    case 'succeeded':
    case 'partial':
    case 'failed':
    case 'detached':
      return l10n.t('finished');
  }
}

function stage({ record }: Run): string {
  const saved = record.results.filter((result) => result.state === 'saved').length;
  const words = stageWords(record.state);
  return saved > 0 ? l10n.t('{0}, {1} of {2} images here', words, saved, record.expected) : words;
}

/** Turns a document into runs: checks it, starts them, shows their progress and says how they ended. */
export class Generator {
  private readonly runs: RunService;
  private readonly controls: Controls;
  private readonly apiKey: ApiKey;
  private readonly problems: BlockingProblems;
  private readonly storage: Uri;
  /** The way to real images is shown once per window; the panel shows it all the time. */
  private hinted = false;

  constructor(
    runs: RunService,
    controls: Controls,
    apiKey: ApiKey,
    problems: BlockingProblems,
    storage: Uri,
  ) {
    this.runs = runs;
    this.controls = controls;
    this.apiKey = apiKey;
    this.problems = problems;
    this.storage = storage;
  }

  /** Generates what the document asks for; resolves when all of it has ended. Failures are shown, never thrown. */
  async generate(prompt: PromptDocument): Promise<void> {
    this.problems.show(prompt.document, prompt.linted.problems);
    if (isBlocked(prompt.linted)) {
      void this.explainBlock(prompt);
      return;
    }
    const { backend, reason } = await makeOffer(prompt, this.controls, this.apiKey);
    if (reason === 'no-key') this.hint();
    const folder = runsFolderOf(prompt.document.uri, this.storage);
    const used = new Set((await this.runs.list(folder)).map((run) => run.record.taskUUID));
    const tasks = tasksFor(prompt, this.controls, randomUUID).map((task) =>
      // The service takes a taskUUID once: a file that names its own gets a fresh one from the second time on.
      used.has(task.taskUUID) ? { ...task, taskUUID: randomUUID() } : task,
    );
    for (const task of tasks) await this.startTask(prompt, folder, backend, task);
  }

  /** Takes an unfinished run up again and collects its images. */
  async resume(folder: string, run: Run): Promise<void> {
    if (this.runs.isActive(run)) return;
    if (!workspace.isTrusted && run.record.backend === 'runware') {
      await window.showWarningMessage(
        l10n.t('In Restricted Mode nothing is sent. Trust the workspace first.'),
      );
      return;
    }
    // The record comes from a file, which may come from anywhere: it must not make us send just anything.
    const [problem] = checkDocument('task', run.record.request).filter(
      ({ severity }) => severity === 'error',
    );
    if (problem) {
      void window.showErrorMessage(l10n.t('This run cannot be resumed. {0}', problem.message));
      return;
    }
    await this.drive(displayName(folder), run.record.backend, (open, onChange) =>
      this.runs.resume(folder, run, open.backend, onChange),
    );
  }

  private startTask(
    { document, kind }: PromptDocument,
    folder: string,
    backend: BackendId,
    task: ImageTask,
  ): Promise<void> {
    const documentText = document.getText();
    const init: NewRun = { backend, task, expected: expectedOf(backend, task), kind, documentText };
    return this.drive(displayName(document.uri.path), backend, (open, onChange) =>
      this.runs.start(folder, init, open.backend, onChange),
    );
  }

  private async drive(
    name: string,
    id: BackendId,
    work: (open: OpenBackend, onChange: (run: Run) => void) => Promise<Run>,
  ): Promise<void> {
    let open: OpenBackend;
    try {
      open = openBackend(id, this.apiKey);
    } catch (error) {
      void this.explainEndpoint(error);
      return;
    }
    try {
      const drive = (onChange: (run: Run) => void) => work(open, onChange);
      // A proof is there at once: progress would only flicker.
      const run = await (id === 'proof' ? drive(() => undefined) : this.withProgress(name, drive));
      void reportOutcome(run);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      void window.showErrorMessage(l10n.t('The run could not be written to disk: {0}', reason));
    } finally {
      await open.close();
    }
  }

  private withProgress(name: string, work: (onChange: (run: Run) => void) => Promise<Run>): Thenable<Run> {
    const options = {
      location: ProgressLocation.Notification,
      title: l10n.t('Generating {0}', name),
      cancellable: true,
    };
    return window.withProgress(options, (progress: Progress<{ message: string }>, token) => {
      let current: Run | undefined;
      token.onCancellationRequested(() => {
        if (current) this.runs.cancel(current);
      });
      return work((run) => {
        current = run;
        progress.report({ message: stage(run) });
        // Cancelled before there was a run to cancel.
        if (token.isCancellationRequested && !isFinal(run.record.state)) this.runs.cancel(run);
      });
    });
  }

  private hint(): void {
    if (this.hinted) return;
    this.hinted = true;
    const setKey = l10n.t('Set API Key…');
    const text = l10n.t(
      'Without an API key, Generate draws a free layout proof. Set a key to generate images.',
    );
    void window.showInformationMessage(text, setKey).then((chosen) => {
      if (chosen === setKey) void commands.executeCommand(COMMANDS.setApiKey);
    });
  }

  private async explainBlock({ document, linted }: PromptDocument): Promise<void> {
    const errors = linted.problems.filter((problem) => problem.severity === 'error');
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
