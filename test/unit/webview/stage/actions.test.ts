import assert from 'node:assert/strict';
import { PANEL_STRING_KEYS } from '../../../../src/protocol/strings';
import { type KeyPress, matches, type Shortcut, shortcutLabel } from '../../../../src/webview/parts/shortcut';
import { actionForKey, actionsIn, STAGE_ACTIONS } from '../../../../src/webview/stage/actions/index';
import { MENU_LINES, MENU_ROWS } from '../../../../src/webview/stage/actions/action';
import { StageModel } from '../../../../src/webview/stage/model/stage-model';
import { viewportAction } from '../../../../src/webview/viewport/keys';
import { CODICONS } from '../../../support/codicons';
import { type Elements, obj, snapshotOf, text } from './elements';
import { contextOf, perform } from './perform';

const ELEMENTS: Elements = [
  obj([100, 100, 200, 200], 'a'),
  text([300, 300, 400, 400], 'b'),
  obj([500, 500, 600, 600], 'c'),
  obj(undefined, 'd'),
];

function modelOf(selected: readonly number[] = [], elements = ELEMENTS) {
  const edits: unknown[] = [];
  const model = new StageModel(
    ({ edit }) => edits.push(edit),
    () => undefined,
  );
  model.receive(snapshotOf(elements));
  model.setSelection(selected);
  return { model, edits };
}

/** The press of a shortcut on a keyboard. */
function pressOf({ key, mod, shift = false }: Shortcut): KeyPress {
  return {
    key: shift && key.length === 1 ? key.toUpperCase() : key,
    ctrlKey: mod ?? false,
    metaKey: false,
    shiftKey: shift,
    altKey: false,
  };
}

const shown = STAGE_ACTIONS.filter((action) => 'where' in action);

describe('The actions of the stage', () => {
  it('have names of their own', () => {
    const names = STAGE_ACTIONS.map(({ name }) => name);
    assert.deepEqual(names, [...new Set(names)]);
  });

  it('never share a key', () => {
    for (const { name, shortcuts = [] } of STAGE_ACTIONS) {
      for (const shortcut of shortcuts) {
        const others = STAGE_ACTIONS.filter((other) =>
          other.shortcuts?.some((theirs) => matches(theirs, pressOf(shortcut))),
        );
        assert.deepEqual(
          others.map((other) => other.name),
          [name],
          shortcutLabel(shortcut, 'other'),
        );
      }
    }
  });

  it('leave the keys alone that zoom and pan', () => {
    for (const { name, shortcuts = [] } of STAGE_ACTIONS) {
      for (const { key, mod } of shortcuts) {
        assert.ok(
          mod === true || (key !== ' ' && !viewportAction(key)),
          `${name}: "${key}" zooms or pans already`,
        );
      }
    }
  });

  it('name icons that exist', () => {
    for (const { name, icon } of shown) {
      if (typeof icon === 'string') assert.ok(CODICONS.has(icon), `${name}: no codicon "${icon}"`);
    }
  });

  it('are triggered by each of their keys on the stage, and in the toolbar where they say so', () => {
    for (const action of STAGE_ACTIONS) {
      for (const shortcut of action.shortcuts ?? []) {
        assert.equal(actionForKey(pressOf(shortcut), 'stage'), action);
        const inToolbar = action.everywhere === true ? action : undefined;
        assert.equal(actionForKey(pressOf(shortcut), 'toolbar'), inToolbar);
      }
    }
  });

  it('show each key on a Mac and elsewhere as one that triggers them', () => {
    for (const action of shown) {
      const [first] = action.shortcuts ?? [];
      if (!first) continue;
      assert.equal(actionForKey(pressOf(first), 'stage'), action);
      // A Mac's Delete key is the browser's Backspace.
      if (shortcutLabel(first, 'mac').endsWith('⌫')) {
        assert.equal(actionForKey(pressOf({ ...first, key: 'Backspace' }), 'stage'), action);
      }
    }
  });

  it('have labels and hints among the sentences of the panel', () => {
    const known = new Set<string>(PANEL_STRING_KEYS);
    for (const { name, label, hint } of shown) {
      for (const { model } of [modelOf(), modelOf([0, 1])]) {
        const key = typeof label === 'string' ? label : label(model)[0];
        assert.ok(known.has(key), `${name}: src/protocol/strings.ts has no "${key}"`);
      }
      assert.ok(hint === undefined || known.has(hint), `${name}: src/protocol/strings.ts has no "${hint}"`);
    }
  });

  it('are each in the toolbar, in the menu or on a key', () => {
    const listed = (['toolbar', ...MENU_ROWS, ...MENU_LINES] as const).flatMap(actionsIn);
    for (const action of STAGE_ACTIONS) {
      assert.ok(listed.some(({ name }) => name === action.name) || action.shortcuts, action.name);
    }
  });

  it('are disabled without a selection, but for those that need none', () => {
    const { model } = modelOf();
    const enabled = shown.filter((action) => action.enabled?.(model) ?? true).map(({ name }) => name);
    const free = ['draw-obj', 'draw-text', 'snap', 'grid', 'boxes', 'show-hidden', 'unlock-all'];
    assert.deepEqual(enabled, free);
  });

  it('are disabled where the text cannot be edited, but for those that do not change it', () => {
    const { model } = modelOf([0, 1, 2]);
    model.receive(snapshotOf(ELEMENTS, { editable: false }));
    const enabled = shown.filter((action) => action.enabled?.(model) ?? true).map(({ name }) => name);
    const without = [
      'snap',
      'grid',
      'boxes',
      'go-to-text',
      'select-same-kind',
      'lock',
      'hide',
      'show-hidden',
      'unlock-all',
    ];
    assert.deepEqual(enabled, without);
  });

  it('want as many boxes as they need', () => {
    const NEEDS = { 'align-left': 1, 'match-width': 2, 'distribute-x': 3, 'remove-box': 1 };
    for (const [name, least] of Object.entries(NEEDS)) {
      const action = shown.find((known) => known.name === name);
      for (const count of [0, 1, 2, 3]) {
        // An element without a box does not count.
        const { model } = modelOf([3, ...[0, 1, 2].slice(0, count)]);
        assert.equal(action?.enabled?.(model), count >= least, `${name} with ${count}`);
      }
    }
  });

  it('leave locked elements alone', () => {
    const { model } = modelOf([0]);
    perform(model, 'lock');
    for (const name of ['align-left', 'bring-to-front', 'remove-box', 'delete-element']) {
      const action = shown.find((known) => known.name === name);
      assert.equal(action?.enabled?.(model), false, name);
    }
  });

  it('offer what is hidden or locked back, with its number', () => {
    const { model } = modelOf([0, 1]);
    const restore = () =>
      actionsIn('restore')
        .filter(({ listed }) => listed?.(model))
        .map(({ label }) => (typeof label === 'string' ? label : label(model)));
    assert.deepEqual(restore(), []);
    perform(model, 'lock');
    perform(model, 'hide');
    assert.deepEqual(restore(), [
      ['showHidden', 2],
      ['unlockAll', 2],
    ]);
  });

  it('select all that is visible and not locked', () => {
    const { model } = modelOf([1]);
    perform(model, 'lock');
    perform(model, 'select-all');
    assert.deepEqual(model.selection.value, [0, 2]);
  });

  it('select all of the same kind that are visible and not locked', () => {
    const { model } = modelOf([2]);
    const sameKind = (...selected: readonly number[]) => {
      model.setSelection(selected);
      perform(model, 'select-same-kind');
      return model.selection.value;
    };
    assert.deepEqual(sameKind(0), [0, 2]);
    assert.deepEqual(sameKind(1), [1]);
    assert.deepEqual(sameKind(0, 1), [0, 1, 2]);
    model.setSelection([2]);
    perform(model, 'lock');
    assert.deepEqual(sameKind(0), [0]);
  });

  it('put a drawing tool away first, and then the selection', () => {
    const { model } = modelOf([1]);
    perform(model, 'draw-text');
    perform(model, 'deselect');
    assert.deepEqual([model.creating.value, model.selection.value], [null, [1]]);
    perform(model, 'deselect');
    assert.deepEqual(model.selection.value, []);
  });

  it('draw by pointer, until the button is pressed again, and at once by keyboard', () => {
    const { model, edits } = modelOf();
    perform(model, 'draw-obj', 'pointer');
    assert.deepEqual(model.creating.value, { kind: 'obj' });
    perform(model, 'draw-text', 'pointer');
    assert.deepEqual(model.creating.value, { kind: 'text' });
    perform(model, 'draw-text', 'pointer');
    assert.equal(model.creating.value, null);
    perform(model, 'draw-obj', 'keyboard');
    assert.equal(model.creating.value, null);
    assert.deepEqual(edits, [{ kind: 'add', type: 'obj', bbox: [375, 375, 625, 625] }]);
  });

  it('ask the page for other view options, and the editor to undo, redo and show the text', () => {
    const { model } = modelOf([2]);
    const { context, posted, viewOptions } = contextOf(model);
    for (const { name, perform: act } of STAGE_ACTIONS) {
      if (['snap', 'boxes', 'undo', 'redo', 'go-to-text'].includes(name)) {
        act(context, 'shortcut');
      }
    }
    assert.deepEqual(viewOptions, [{ snap: false }, { boxes: false }]);
    const { document } = model;
    assert.deepEqual(posted, [
      { type: 'showElement', document, index: 2, focus: true },
      { type: 'undo', document },
      { type: 'redo', document },
    ]);
  });
});
