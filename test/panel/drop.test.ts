import assert from 'node:assert/strict';
import { openPanel, type Panel } from './support/panel';
import * as states from './support/states';

interface Dragged {
  readonly file?: { readonly name: string; readonly text: string };
  readonly data?: Readonly<Record<string, string>>;
}

describe('A drop on the panel', function () {
  this.timeout(20_000);
  let panel: Panel;
  beforeEach(async () => (panel = await openPanel(states.studio())));
  afterEach(() => panel.close());

  const drag = (dragged: Dragged, ...names: readonly string[]) =>
    panel.page.evaluate(
      ({ dragged: { file, data = {} }, names: events }) => {
        const dataTransfer = new DataTransfer();
        for (const [type, value] of Object.entries(data)) dataTransfer.setData(type, value);
        if (file) dataTransfer.items.add(new File([file.text], file.name));
        return events.map((name) => {
          const event = new DragEvent(name, { dataTransfer, bubbles: true, cancelable: true });
          document.querySelector('.film')?.dispatchEvent(event);
          return event.defaultPrevented;
        });
      },
      { dragged, names },
    );
  const sent = async (...messages: readonly unknown[]) => {
    await panel.page.waitForFunction((count) => globalThis.panelPosted.length > count, messages.length);
    assert.deepEqual(await panel.posted(), messages);
  };

  it('sends the file', async () => {
    const file = { name: 'poster.PNG', text: 'pixels' };
    assert.deepEqual(await drag({ file }, 'dragenter', 'dragover'), [true, true]);
    assert.match(await panel.byId('drop-hint').innerText(), /Drop an image to restore its prompt/);
    await drag({ file }, 'drop');
    assert.equal(await panel.byId('drop-hint').count(), 0);
    await sent({ type: 'restoreImage', name: 'poster.PNG', data: 'cGl4ZWxz' });
  });

  it('sends the URI if the editor knows it', async () => {
    const uri = 'file:///posters/a.webp';
    await drag({ data: { 'application/vnd.code.uri-list': uri } }, 'dragover', 'drop');
    await drag({ data: { 'text/uri-list': `# an image\r\n${uri}\r\n` } }, 'dragover', 'drop');
    await sent({ type: 'restoreFrom', uri }, { type: 'restoreFrom', uri });
  });

  it('sends the file if it comes from outside with its URI', async () => {
    const file = { name: 'a.webp', text: 'pixels' };
    await drag({ file, data: { 'text/uri-list': 'file:///a.webp' } }, 'drop');
    await sent({ type: 'restoreImage', name: 'a.webp', data: 'cGl4ZWxz' });
  });

  it('is refused with a message if it is no image', async () => {
    for (const file of [
      { name: 'notes.txt', text: 'x' },
      { name: 'empty.png', text: '' },
    ]) {
      await drag({ file }, 'dragover', 'drop');
      await panel.byId('said').getByText('Only PNG, JPEG and WEBP images can be restored.').waitFor();
      await panel.byId('said').getByRole('button', { name: 'Close' }).click();
    }
    assert.deepEqual(await panel.posted(), []);
  });

  it('ignores text, and what is dragged away again', async () => {
    assert.deepEqual(await drag({ data: { 'text/plain': 'words' } }, 'dragover', 'drop'), [false, false]);
    await drag({ file: { name: 'a.png', text: 'x' } }, 'dragover', 'dragleave');
    assert.equal(await panel.byId('drop-hint').count(), 0);
    assert.deepEqual(await panel.posted(), []);
  });

  it('offers a draft instead if nothing is open', async () => {
    await panel.show(states.NO_DOCUMENT);
    await panel.page.getByRole('button', { name: 'Draft from Description…' }).click();
    await sent({ type: 'draft' });
  });
});
