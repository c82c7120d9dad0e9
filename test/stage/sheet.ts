import { applyEdits, type TextEdit } from '../../src/prompt/edit';
import type { DocumentKind } from '../../src/prompt/kind';
import { locate } from '../../src/prompt/located-document';
import { parseDocument } from '../../src/prompt/parse';
import { StageController, type StageNews } from '../../src/vscode/panel/stage-controller';
import { Link, turn } from './link';

/** A text as the editor keeps it: each edit is one step to undo, and the version only grows. */
export class Sheet {
  text: string;
  version = 1;
  readonly listeners: (() => void)[] = [];
  private readonly past: string[] = [];
  private future: string[] = [];

  constructor(text: string) {
    this.text = text;
  }

  edit(edits: readonly TextEdit[]): void {
    if (edits.length === 0) return;
    this.past.push(this.text);
    this.future = [];
    this.become(applyEdits(this.text, edits));
  }

  undo(): boolean {
    return this.go(this.past, this.future);
  }

  redo(): boolean {
    return this.go(this.future, this.past);
  }

  private go(from: string[], to: string[]): boolean {
    const text = from.pop();
    if (text === undefined) return false;
    to.push(this.text);
    this.become(text);
    return true;
  }

  private become(text: string): void {
    this.text = text;
    this.version++;
    for (const listener of this.listeners) listener();
  }
}

/** A panel on a text: the host's controller, and the page as it is now. */
export interface SheetPanel {
  readonly controller: StageController;
  readonly link: Link;
  /** The page is loaded again. */
  reload(): void;
}

/**
 * The host's controller and the page's model, with messages that take so many turns of the event loop. A message that
 * `carries` refuses never reaches the page, as if the page were hidden.
 */
export function openSheet(
  sheet: Sheet,
  kind: DocumentKind,
  delay: () => number,
  carries: (news: StageNews) => boolean = () => true,
): SheetPanel {
  const controller = new StageController({
    read: () => {
      const { text, version } = sheet;
      const located = locate(parseDocument(text), kind);
      return { uri: 'file:///a', version, writable: true, located };
    },
    // As the editor does it: later, and only if nothing has changed in the meantime.
    apply: async (edits, version) => {
      await turn();
      if (sheet.version === version) sheet.edit(edits);
    },
    post: (news) => {
      if (carries(news)) link.tellPage(news);
    },
  });
  const page = () =>
    new Link(delay, (message) => {
      if (message.type === 'edit') return controller.edit(message);
      controller.send();
      return Promise.resolve();
    });
  let link = page();
  sheet.listeners.push(() => controller.update());
  controller.send();
  return {
    controller,
    get link() {
      return link;
    },
    reload: () => {
      link = page();
      controller.restart();
      controller.send();
    },
  };
}
