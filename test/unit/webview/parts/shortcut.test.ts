import assert from 'node:assert/strict';
import {
  type KeyPress,
  matches,
  platformOf,
  type Shortcut,
  shortcutLabel,
} from '../../../../src/webview/parts/shortcut';

const press = (key: string, held: Partial<KeyPress> = {}): KeyPress => ({
  key,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  altKey: false,
  ...held,
});

describe('Shortcuts', () => {
  const LABELS: readonly (readonly [Shortcut, other: string, mac: string])[] = [
    [{ key: 'd', mod: true }, 'Ctrl+D', '⌘D'],
    [{ key: 'z', mod: true, shift: true }, 'Ctrl+Shift+Z', '⇧⌘Z'],
    [{ key: 'h', shift: true }, 'Shift+H', '⇧H'],
    [{ key: 'l' }, 'L', 'L'],
    [{ key: 'Delete', shift: false }, 'Del', '⌫'],
    [{ key: 'Delete', shift: true }, 'Shift+Del', '⇧⌫'],
    [{ key: 'Escape' }, 'Esc', 'Esc'],
    [{ key: 'Enter' }, 'Enter', 'Enter'],
    [{ key: ']' }, ']', ']'],
  ];
  for (const [shortcut, other, mac] of LABELS) {
    it(`writes ${other}, and ${mac} on a Mac`, () => {
      assert.equal(shortcutLabel(shortcut, 'other'), other);
      assert.equal(shortcutLabel(shortcut, 'mac'), mac);
    });
  }

  it('recognizes a Mac by its user agent', () => {
    assert.equal(platformOf('Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)'), 'mac');
    for (const other of ['Mozilla/5.0 (Windows NT 10.0; Win64; x64)', 'Mozilla/5.0 (X11; Linux x86_64)']) {
      assert.equal(platformOf(other), 'other');
    }
  });

  it('matches Ctrl and Cmd alike, and neither where it has none', () => {
    for (const held of [{ ctrlKey: true }, { metaKey: true }]) {
      assert.ok(matches({ key: 'd', mod: true }, press('d', held)));
      assert.ok(!matches({ key: 'd' }, press('d', held)));
    }
    assert.ok(!matches({ key: 'd', mod: true }, press('d')));
  });

  it('matches a letter by Shift, whether Caps Lock is on or not', () => {
    for (const key of ['h', 'H']) {
      assert.ok(matches({ key: 'h' }, press(key)));
      assert.ok(!matches({ key: 'h' }, press(key, { shiftKey: true })));
      assert.ok(matches({ key: 'h', shift: true }, press(key, { shiftKey: true })));
      assert.ok(!matches({ key: 'h', shift: true }, press(key)));
    }
  });

  it('matches a sign or a named key with and without Shift, unless it says which', () => {
    for (const shiftKey of [true, false]) {
      assert.ok(matches({ key: '}' }, press('}', { shiftKey })));
      assert.ok(matches({ key: 'Escape' }, press('Escape', { shiftKey })));
      assert.equal(matches({ key: 'Delete', shift: true }, press('Delete', { shiftKey })), shiftKey);
      assert.equal(matches({ key: 'Delete', shift: false }, press('Delete', { shiftKey })), !shiftKey);
    }
  });

  it('matches nothing with Alt', () => {
    assert.ok(!matches({ key: 'Delete' }, press('Delete', { altKey: true })));
  });
});
