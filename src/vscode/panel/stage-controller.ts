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

/** A document with its current text. */
export interface Sheet {
  readonly uri: string;
  readonly version: number;
  /** Whether its text can be changed. */
  readonly writable: boolean;
  readonly located: LocatedDocument;
}

/** Identifies the text of a sheet. */
type SheetId = Pick<Sheet, 'uri' | 'version'>;

/** Messages to the page about the text. */
export type StageNews = Extract<HostMessage, { readonly type: 'stage' | 'stageChange' }>;

/** Access to the text and the page. */
export interface StageTools {
  /** The document with its current text; undefined if there is none. */
  readonly read: () => Sheet | undefined;
  /** Changes the text in one step to undo, if it still has this version. */
  readonly apply: (edits: readonly TextEdit[], version: number) => Promise<void>;
  readonly post: (news: StageNews) => void;
}

/**
 * Turns gestures into edits of the text. The text is the only source of truth: a gesture is applied to exactly the
 * version that it was made on, or not at all. The text that results is its answer.
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
  /** The snapshot that the page has, unless a message was lost: then the page asks for it again. */
  private posted: StageSnapshot | null = null;

  constructor(tools: StageTools) {
    this.tools = tools;
  }

  /** The task on the stage, counted from 0. */
  get task(): number {
    return this.shown;
  }

  /** Switches to another document, or to another task of it. */
  begin(task: number): void {
    this.shown = task;
    this.model = undefined;
    this.posted = null;
  }

  /** Starts again for a new page, which has no snapshot and counts its edits from 0. */
  restart(): void {
    this.answered = 0;
    this.posted = null;
  }

  /** The path of the prompt on the stage. */
  pathIn({ located }: Pick<Sheet, 'located'>): JsonPath {
    const paths = promptPaths(located);
    return paths[this.shown] ?? paths[0];
  }

  /** Posts a full snapshot. */
  send(): void {
    this.posted = null;
    this.post();
  }

  /** Posts what is new in the text, unless that was posted already. */
  update(): void {
    if (this.tools.read()?.version !== this.sent) this.post();
  }

  /** Whether an action on the stage was made on this version of this document and task. */
  isMeant({ document, version, task }: Omit<StageEdit, 'id' | 'edit'>, sheet: SheetId): boolean {
    return sheet.uri === document && sheet.version === version && this.shown === task;
  }

  /** Applies a gesture and answers it. */
  edit({ edit, id, ...meant }: StageEdit): Promise<void> {
    return this.changes.queue(async () => {
      const sheet = this.tools.read();
      // The change of the text is the answer.
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
