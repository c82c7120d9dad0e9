/** The host's part in the text, played by the test: what the page asks for becomes the next layout. */
import assert from 'node:assert/strict';
import type { ElementsEdit } from '../../../src/prompt/elements/edit';
import type { StageEdit, StageSnapshot } from '../../../src/protocol/stage';
import type { Panel } from './panel';
import { applied, type Elements } from '../../unit/webview/stage/elements';

export class StageHost {
  snapshot: StageSnapshot;
  private readonly panel: Panel;

  constructor(panel: Panel, snapshot: StageSnapshot) {
    this.panel = panel;
    this.snapshot = snapshot;
  }

  /** All edits that the page has sent. */
  async sent(): Promise<readonly StageEdit[]> {
    return (await this.panel.posted()).filter((message) => message.type === 'edit');
  }

  /** What those edits change. */
  async edits(): Promise<readonly ElementsEdit[]> {
    return (await this.sent()).map(({ edit }) => edit);
  }

  /** Does what the page has asked for since the last answer, as far as it is meant for the text as it is. */
  async answer(): Promise<void> {
    const open = (await this.sent()).filter(({ id }) => id > this.snapshot.answered);
    for (const { id, version, edit } of open) {
      const { elements } = this.snapshot.model;
      const isMeant = version === this.snapshot.version;
      await this.tell(isMeant ? applied(elements, edit) : elements, { answered: id });
    }
  }

  /** The text was changed in the editor. */
  async type(change: (elements: Elements) => Elements): Promise<void> {
    await this.tell(change(this.snapshot.model.elements), {});
  }

  /** Sends the layout as it is now, with something about it changed. */
  async send(changed: Partial<StageSnapshot> = {}): Promise<void> {
    this.snapshot = { ...this.snapshot, ...changed };
    await this.panel.send({ type: 'stage', stage: this.snapshot });
  }

  /** Exactly one gesture has been sent since the last answer; does it, and gives back what it asked for. */
  async one(): Promise<ElementsEdit> {
    const open = (await this.sent()).filter(({ id }) => id > this.snapshot.answered);
    assert.equal(open.length, 1, JSON.stringify(open));
    await this.answer();
    assert.ok(open[0]);
    return open[0].edit;
  }

  private async tell(elements: Elements, changed: Partial<StageSnapshot>): Promise<void> {
    const { model, version } = this.snapshot;
    const isChanged = elements !== model.elements;
    await this.send({
      ...changed,
      version: isChanged ? version + 1 : version,
      model: { ...model, elements },
    });
  }
}
