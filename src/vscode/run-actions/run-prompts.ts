import path from 'node:path';
import {
  commands,
  type Disposable,
  env,
  l10n,
  TabInputTextDiff,
  type TextDocumentContentProvider,
  Uri,
  ViewColumn,
  window,
  workspace,
} from 'vscode';
import { displayName } from '../../prompt/kind';
import { promptTextOf } from '../../run/record/run-prompt';
import { readRun, type Run } from '../../run/record/store';
import { RUN_PROMPTS_SCHEME } from '../platform/contributions';

/** A file name that makes the editor treat it as JSON. */
const NAME = 'prompt.structured-prompt.json';

/** The URI of the prompt of a run. */
function uriOf(run: Run): Uri {
  return Uri.file(path.join(run.directory, NAME)).with({ scheme: RUN_PROMPTS_SCHEME });
}

/** When a run was made, so that people can tell runs apart. */
function whenMade({ record }: Run): string {
  return new Date(record.createdAt).toLocaleString(env.language, {
    dateStyle: 'medium',
    timeStyle: 'medium',
  });
}

/** Shows the prompts of runs in the editor's own views, read-only. */
export class RunPrompts implements TextDocumentContentProvider, Disposable {
  private readonly registration: Disposable;
  /** Texts that are only in memory, by URI. */
  private readonly previews = new Map<string, string>();
  private previewed = 0;

  constructor() {
    this.registration = workspace.registerTextDocumentContentProvider(RUN_PROMPTS_SCHEME, this);
  }

  dispose(): void {
    this.registration.dispose();
  }

  async provideTextDocumentContent(uri: Uri): Promise<string> {
    const preview = this.previews.get(uri.toString());
    if (preview !== undefined) return preview;
    const run = await readRun(path.dirname(uri.fsPath));
    return (run && (await promptTextOf(run))) ?? '';
  }

  /** Opens the editor's diff view, from the prompt of one run to that of another. */
  async openDifference(a: Run, b: Run): Promise<void> {
    const texts = await Promise.all([promptTextOf(a), promptTextOf(b)]);
    if (texts.includes(undefined)) {
      void window.showInformationMessage(l10n.t('The prompt of one of these runs is not known.'));
      return;
    }
    const name = displayName(path.dirname(a.directory));
    const title = l10n.t('{0}: {1} ↔ {2}', name, whenMade(a), whenMade(b));
    await commands.executeCommand('vscode.diff', uriOf(a), uriOf(b), title, { viewColumn: ViewColumn.One });
  }

  /**
   * Shows a document beside a preview of it with the prompt of a run, until the work has ended. `viewColumn` is the column
   * of the document.
   */
  async whilePreviewing<T>(
    document: Uri,
    run: Run,
    text: string,
    viewColumn: ViewColumn,
    work: () => Promise<T>,
  ): Promise<T> {
    const uri = uriOf(run).with({ query: `preview-${++this.previewed}` });
    this.previews.set(uri.toString(), text);
    try {
      const title = l10n.t('{0} ↔ prompt of {1}', displayName(document.path), whenMade(run));
      await commands.executeCommand('vscode.diff', document, uri, title, { viewColumn, preview: true });
      return await work();
    } finally {
      await closePreview(uri);
      this.previews.delete(uri.toString());
    }
  }
}

async function closePreview(uri: Uri): Promise<void> {
  const tabs = window.tabGroups.all.flatMap((group) => group.tabs);
  const shown = tabs.filter(
    ({ input }) => input instanceof TabInputTextDiff && input.modified.toString() === uri.toString(),
  );
  await window.tabGroups.close(shown, true);
}
