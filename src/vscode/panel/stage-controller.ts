import type { TextEdit } from '../../prompt/edit';
import { editElements } from '../../prompt/elements/edit';
import { type LocatedDocument, promptPaths } from '../../prompt/located-document';
import type { PromptModel } from '../../prompt/model';
import type { JsonPath } from '../../prompt/path';
import { PromptReader } from '../../prompt/reader';
import type { HostMessage } from '../../protocol/messages';
import type { StageEdit, StageSnapshot } from '../../protocol/stage';
import { changeOf } from '../../protocol/stage-change';
import { Sequencer } from '../platform/sequencer';

/** A document as its text stands. */
export interface Sheet {
  readonly uri: string;
  readonly version: number;
  /** Whether its text can be changed. */
  readonly writable: boolean;
  readonly located: LocatedDocument;
}

/** Which text a sheet is. */
type SheetId = Pick<Sheet, 'uri' | 'version'>;

/** What the page is told of the text. */
export type StageNews = Extract<HostMessage, { readonly type: 'stage' | 'stageChange' }>;

/** What the controller works with. */
export interface StageTools {
  /** The document as it stands now; undefined where there is none. */
  readonly read: () => Sheet | undefined;
  /** Changes the text in one step to undo, if its version is still this one. */
  readonly apply: (edits: readonly TextEdit[], version: number) => Promise<void>;
  readonly post: (news: StageNews) => void;
}

/**
 * Where gestures become edits of the text. The text is the one truth: a gesture is done on exactly the version that it was
 * made on, or not at all, and is answered by what the text says then.
 */
export class StageController {
  /** The changes of the text, one after the other. */
  readonly changes = new Sequencer();
  private readonly tools: StageTools;
  private readonly reader = new PromptReader();
  private shown = 0;
  private model: PromptModel | undefined;
  private answered = 0;
  private sent: number | undefined;
  private serial = 0;
  /** What the page has, if nothing went astray: it says so where it has not. */
  private posted: StageSnapshot | null = null;

  constructor(tools: StageTools) {
    this.tools = tools;
  }

  /** The task on the stage, counted from 0. */
  get task(): number {
    return this.shown;
  }

  /** Begins with another document, or another task of it. */
  begin(task: number): void {
    this.shown = task;
    this.model = undefined;
    this.posted = null;
  }

  /** A new page has nothing yet, and counts its edits from the beginning. */
  restart(): void {
    this.answered = 0;
    this.posted = null;
  }

  /** Where the prompt on the stage stands in the document. */
  pathIn({ located }: Pick<Sheet, 'located'>): JsonPath {
    const paths = promptPaths(located);
    return paths[this.shown] ?? paths[0];
  }

  /** Posts all that the text says. */
  send(): void {
    this.posted = null;
    this.post();
  }

  /** The text may have changed: posts what is new in it, unless that was posted. */
  update(): void {
    if (this.tools.read()?.version !== this.sent) this.post();
  }

  /** Whether what a person did on the stage was done on this text, of this document and task. */
  isMeant({ document, version, task }: Omit<StageEdit, 'id' | 'edit'>, sheet: SheetId): boolean {
    return sheet.uri === document && sheet.version === version && this.shown === task;
  }

  /** Does what a gesture asks for, and answers it. */
  edit({ edit, id, ...meant }: StageEdit): Promise<void> {
    return this.changes.queue(async () => {
      const sheet = this.tools.read();
      // The change of the text that this makes is its answer.
      this.answered = Math.max(this.answered, id);
      const isMeant = sheet?.writable && this.isMeant(meant, sheet);
      const edits = isMeant ? editElements(sheet.located, this.pathIn(sheet), edit) : undefined;
      this.sent = undefined;
      if (edits && edits.length > 0) await this.tools.apply(edits, meant.version);
      this.update();
    });
  }

  private post(): void {
    const { posted } = this;
    const stage = this.snapshot();
    this.sent = stage?.version;
    this.posted = stage;
    this.tools.post(
      stage && posted ? { type: 'stageChange', change: changeOf(posted, stage) } : { type: 'stage', stage },
    );
  }

  private snapshot(): StageSnapshot | null {
    const sheet = this.tools.read();
    if (!sheet) return null;
    const { uri, version, writable, located } = sheet;
    const stale = located.parsed.syntaxProblems.length > 0;
    if (!stale) this.model = this.reader.read(located, this.pathIn(sheet));
    if (!this.model) return null;
    return {
      serial: ++this.serial,
      uri,
      version,
      answered: this.answered,
      editable: writable && !stale,
      stale,
      tasks: promptPaths(located).length,
      task: this.shown,
      model: this.model,
    };
  }
}
