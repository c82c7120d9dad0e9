import { type Disposable, type Event, EventEmitter, type TextDocument, type Uri, workspace } from 'vscode';
import { type LintedDocument, lintLocated } from '../../lint/lint';
import type { SeverityChoices } from '../../lint/severities';
import type { Generation } from '../../lint/subject';
import type { ParsedDocument } from '../../prompt/parse';
import type { Controls } from '../documents/controls';
import { asPromptDocument, isCandidate, isNamed, type PromptDocument } from '../documents/prompt-documents';
import { SETTINGS } from '../platform/contributions';
import { lintSettings } from '../platform/settings';

/** A document is analyzed when a person has not typed for this long, in milliseconds. */
const PAUSE_MS = 200;

interface Analysis {
  readonly parsed: ParsedDocument;
  readonly generation: Generation;
  readonly severities: SeverityChoices;
  readonly linted: LintedDocument;
}

function isSameSize(a: Generation, b: Generation): boolean {
  return a.width === b.width && a.height === b.height && a.format === b.format;
}

/**
 * Finds the problems of open documents: all those named as prompts or tasks, and others once a command was run on them.
 * Each version of a text is analyzed only once: on request, or after a pause in the typing.
 */
export class Linter implements Disposable {
  private readonly controls: Controls;
  private readonly linted = new EventEmitter<TextDocument>();
  private readonly subscriptions: readonly { dispose(): unknown }[];
  private readonly analyses = new WeakMap<TextDocument, Analysis>();
  private readonly severities = new Map<string, SeverityChoices>();
  private readonly watched = new WeakSet<TextDocument>();
  private readonly pauses = new Map<TextDocument, NodeJS.Timeout>();

  constructor(controls: Controls) {
    this.controls = controls;
    this.subscriptions = [
      this.linted,
      workspace.onDidOpenTextDocument((document) => this.announce(document)),
      workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length > 0 && isCandidate(document)) this.announceLater(document);
      }),
      workspace.onDidCloseTextDocument((document) => this.forget(document)),
      workspace.onDidChangeConfiguration((event) => {
        if (!event.affectsConfiguration(SETTINGS.lintRules)) return;
        this.severities.clear();
        this.announceAll();
      }),
      controls.onDidChange(() => this.announceAll()),
    ];
  }

  /** Fires when the problems of a watched document may have changed. */
  get onDidLint(): Event<TextDocument> {
    return this.linted.event;
  }

  /**
   * Whether a document's problems are shown while it is open. Those of read-only documents, as of version control, are
   * not.
   */
  watches(document: TextDocument): boolean {
    const { scheme } = document.uri;
    const editable = scheme === 'untitled' || workspace.fs.isWritableFileSystem(scheme) === true;
    return editable && (isNamed(document) || this.watched.has(document));
  }

  /** Shows from now on the problems of a document that is a prompt or a task by its content alone. */
  watch(document: TextDocument): void {
    if (this.watches(document)) return;
    this.watched.add(document);
    this.announce(document);
  }

  /** The problems of a document, for its current size and severities. */
  lint(prompt: PromptDocument): LintedDocument {
    const { document, kind, parsed, located } = prompt;
    const { generation, severities } = this.optionsFor(document.uri);
    const known = this.analyses.get(document);
    if (
      known?.parsed === parsed &&
      known.severities === severities &&
      (kind === 'task' || isSameSize(known.generation, generation))
    ) {
      return known.linted;
    }
    const linted = lintLocated(located, { generation, severities });
    this.analyses.set(document, { parsed, generation, severities, linted });
    return linted;
  }

  /** The size that a document is generated at now, and the severities that the person chose. */
  optionsFor(document: Uri): { readonly generation: Generation; readonly severities: SeverityChoices } {
    return { generation: this.controls.of(document), severities: this.severitiesOf(document) };
  }

  /** Announces the documents that are open already. */
  announceAll(): void {
    for (const document of workspace.textDocuments) this.announce(document);
  }

  dispose(): void {
    for (const timer of this.pauses.values()) clearTimeout(timer);
    for (const subscription of this.subscriptions) subscription.dispose();
  }

  private severitiesOf(uri: Uri): SeverityChoices {
    const folder = workspace.getWorkspaceFolder(uri)?.uri.toString() ?? '';
    const known = this.severities.get(folder);
    if (known) return known;
    const choices = lintSettings(uri);
    this.severities.set(folder, choices);
    return choices;
  }

  private announce(document: TextDocument): void {
    if (this.watches(document) && asPromptDocument(document)) this.linted.fire(document);
  }

  /** Announces a document after a pause. Each further change starts the pause again. */
  private announceLater(document: TextDocument): void {
    clearTimeout(this.pauses.get(document));
    const timer = setTimeout(() => {
      this.pauses.delete(document);
      this.linted.fire(document);
    }, PAUSE_MS);
    this.pauses.set(document, timer);
  }

  private forget(document: TextDocument): void {
    clearTimeout(this.pauses.get(document));
    this.pauses.delete(document);
    this.watched.delete(document);
  }
}
