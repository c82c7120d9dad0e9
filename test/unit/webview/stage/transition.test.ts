import assert from 'node:assert/strict';
import type { ElementsEdit } from '../../../../src/prompt/elements/edit';
import type { StageSnapshot } from '../../../../src/protocol/stage';
import { StageModel } from '../../../../src/webview/stage/model/stage-model';
import type {
  GestureContext,
  Input,
  Interaction,
  InteractionEvent,
  Press,
} from '../../../../src/webview/stage/tools/interaction';
import { StageTools } from '../../../../src/webview/stage/tools/stage-tools';
import { CLICK_REACH } from '../../../../src/webview/stage/tools/transition';
import { type Elements, numbered, obj, snapshotOf, text } from './elements';

const ELEMENTS: Elements = [
  obj([100, 100, 300, 300], 'a'),
  obj([150, 150, 250, 250], 'inside of a'),
  text([500, 500, 600, 800], 'c'),
  obj(undefined, 'without a box'),
];

/** A stage without a page. A pixel of the screen is a unit of the grid. */
class Stage {
  readonly edits: ElementsEdit[] = [];
  readonly revealed: number[] = [];
  readonly model = new StageModel(
    ({ edit }) => this.edits.push(edit),
    (_, index) => this.revealed.push(index),
  );
  readonly tools = new StageTools(this.model);
  readonly context: GestureContext = {
    frame: { width: 1000, height: 1000 },
    snapReach: { x: 5, y: 5 },
    hitReach: { x: 5, y: 5 },
    snap: false,
    grid: null,
  };
  private snapshot = snapshotOf(ELEMENTS);

  constructor(...selected: readonly number[]) {
    this.model.receive(this.snapshot);
    this.model.setSelection(selected);
  }

  get kind(): Interaction['kind'] {
    return this.tools.interaction.value.kind;
  }

  /** The boxes that are shown in place of the text's. */
  get previewed(): readonly number[] {
    return [...this.model.previews.all.value.keys()];
  }

  send(...events: readonly InteractionEvent[]): this {
    for (const event of events) this.tools.send(event);
    return this;
  }

  press(x: number, y: number, changed: Partial<Press> = {}): this {
    const hit = { element: undefined, handle: undefined, again: false, pan: false };
    return this.send({ type: 'down', press: { ...hit, ...at(x, y), ...changed }, context: this.context });
  }

  lift(element: number): this {
    return this.send({ type: 'downInTray', element, input: at(10, 1100), context: this.context });
  }

  /** The text says something else. */
  type(change: (all: Elements) => Elements, changed: Partial<StageSnapshot> = {}): this {
    const { model, version } = this.snapshot;
    const elements = numbered(change(model.elements));
    this.snapshot = { ...this.snapshot, version: version + 1, model: { ...model, elements }, ...changed };
    this.model.receive(this.snapshot);
    return this;
  }
}

const at = (x: number, y: number, held: Partial<Input> = {}): Input => ({
  point: { x, y },
  screen: { x, y },
  shift: false,
  alt: false,
  ...held,
});
const moveTo = (x: number, y: number, held?: Partial<Input>): InteractionEvent => ({
  type: 'move',
  input: at(x, y, held),
});
const UP: InteractionEvent = { type: 'up' };
const RIGHT: InteractionEvent = { type: 'nudge', dx: 1, dy: 0, resize: false };

/** How a person comes to be in the middle of something. */
const STATES = {
  idle: () => new Stage(),
  'pointing at a box': () => new Stage().press(120, 120),
  'pointing at a handle': () => new Stage(0).press(300, 300, { handle: 'se' }),
  'pointing at the tray': () => new Stage().lift(3),
  translating: () => new Stage().press(120, 120).send(moveTo(140, 150)),
  resizing: () => new Stage(0).press(300, 300, { handle: 'se' }).send(moveTo(340, 350)),
  brushing: () => new Stage(2).press(900, 900).send(moveTo(50, 50)),
  'creating by drawing': () => {
    const stage = new Stage();
    stage.model.creating.value = { kind: 'obj' };
    return stage.press(600, 100).send(moveTo(700, 200));
  },
  'creating from the tray': () => new Stage().lift(3).send(moveTo(500, 300)),
  panning: () => new Stage(2).press(120, 120, { pan: true }),
  nudging: () => new Stage(0).send(RIGHT),
} as const;
type State = keyof typeof STATES;

/** What may happen then. */
const EVENTS = {
  'a move within the click reach': (stage: Stage) => {
    const { value } = stage.tools.interaction;
    const { x, y } = value.kind === 'pointing' ? value.start.screen : { x: 120, y: 120 };
    return stage.send(moveTo(x + CLICK_REACH, y));
  },
  'a move beyond it': (stage: Stage) => stage.send(moveTo(400, 400)),
  up: (stage: Stage) => stage.send(UP),
  'a press on a box': (stage: Stage) => stage.press(550, 550),
  'a press on nothing': (stage: Stage) => stage.press(950, 950),
  'a press with Space': (stage: Stage) => stage.press(550, 550, { pan: true }),
  'a press in the tray': (stage: Stage) => stage.lift(3),
  'an arrow key': (stage: Stage) => stage.send(RIGHT),
  'a released key': (stage: Stage) => stage.send({ type: 'keyUp' }),
  'Escape or a lost pointer': (stage: Stage) => stage.send({ type: 'cancel' }),
  'a blurred window': (stage: Stage) => stage.send({ type: 'blur' }),
  'a change of its element': (stage: Stage) =>
    stage.type((all) => all.map((one) => ({ ...one, desc: `${one.desc}!` }))),
  'a change of the rest of the text': (stage: Stage) => stage.type((all) => all),
  'an element more': (stage: Stage) => stage.type((all) => [obj([0, 0, 9, 9], 'new'), ...all]),
  'another document': (stage: Stage) => stage.type((all) => all, { uri: 'file:///other' }),
} as const;

type Outcomes = Readonly<Record<keyof typeof EVENTS, Interaction['kind']>>;

/** A gesture of the pointer ends, or stays: one gesture at a time. */
function untilReleased(kind: Interaction['kind'], changed: Partial<Outcomes> = {}): Outcomes {
  return {
    'a move within the click reach': kind,
    'a move beyond it': kind,
    up: 'idle',
    'a press on a box': kind,
    'a press on nothing': kind,
    'a press with Space': kind,
    'a press in the tray': kind,
    'an arrow key': kind,
    'a released key': kind,
    'Escape or a lost pointer': 'idle',
    'a blurred window': 'idle',
    'a change of its element': 'idle',
    'a change of the rest of the text': kind,
    'an element more': 'idle',
    'another document': 'idle',
    ...changed,
  };
}

/** Where the pointer is up, a press begins something. */
const PRESSES = {
  'a press on a box': 'pointing',
  'a press on nothing': 'brushing',
  'a press with Space': 'panning',
  'a press in the tray': 'pointing',
} as const;

const TABLE: Readonly<Record<State, Outcomes>> = {
  idle: untilReleased('idle', PRESSES),
  'pointing at a box': untilReleased('pointing', {
    'a move beyond it': 'translating',
    'a change of its element': 'pointing',
  }),
  'pointing at a handle': untilReleased('pointing', {
    'a move beyond it': 'resizing',
    'a change of its element': 'pointing',
  }),
  'pointing at the tray': untilReleased('pointing', { 'a move beyond it': 'creating' }),
  translating: untilReleased('translating'),
  resizing: untilReleased('resizing'),
  brushing: untilReleased('brushing', { 'a change of its element': 'brushing' }),
  'creating by drawing': untilReleased('creating', { 'a change of its element': 'creating' }),
  'creating from the tray': untilReleased('creating'),
  panning: untilReleased('panning', {
    'a change of its element': 'panning',
    'an element more': 'panning',
    'another document': 'panning',
  }),
  nudging: untilReleased('nudging', { ...PRESSES, up: 'nudging', 'a released key': 'idle' }),
};

/** States whose gesture places a box when it is completed. */
const PLACES: readonly State[] = ['translating', 'resizing', 'creating from the tray', 'nudging'];

describe('What a person is in the middle of', () => {
  for (const state of Object.keys(STATES) as State[]) {
    for (const event of Object.keys(EVENTS) as (keyof typeof EVENTS)[]) {
      const expected = TABLE[state][event];
      it(`is ${expected} after ${event} while ${state}`, () => {
        assert.equal(EVENTS[event](STATES[state]()).kind, expected);
      });
    }

    it(`changes nothing when canceled while ${state}`, () => {
      const stage = STATES[state]();
      const { value: creating } = stage.model.creating;
      stage.send({ type: 'cancel' }, moveTo(400, 400), UP, { type: 'keyUp' });
      assert.deepEqual([stage.edits, stage.previewed], [[], []]);
      assert.equal(stage.model.creating.value, creating);
    });
  }

  for (const state of PLACES) {
    it(`places its box when ${state} is completed, and shows it until the text says it`, () => {
      const stage = STATES[state]();
      stage.send(state === 'nudging' ? { type: 'keyUp' } : UP);
      assert.deepEqual(
        stage.edits.map(({ kind }) => kind),
        ['place'],
      );
      assert.equal(stage.previewed.length, 1);
    });
  }

  it('places nudged boxes when the window is blurred, and before the pointer begins anything', () => {
    for (const event of ['a blurred window', 'a press on a box', 'a press on nothing'] as const) {
      const stage = EVENTS[event](STATES.nudging());
      assert.deepEqual(stage.edits, [{ kind: 'place', boxes: [{ index: 0, bbox: [100, 101, 300, 301] }] }]);
    }
  });

  it('adds up the presses of arrow keys until one is released', () => {
    const stage = new Stage(0).send(
      RIGHT,
      RIGHT,
      { ...RIGHT, dx: 0, dy: 10, resize: true },
      { type: 'keyUp' },
    );
    assert.deepEqual(stage.edits, [{ kind: 'place', boxes: [{ index: 0, bbox: [100, 102, 310, 302] }] }]);
  });

  it('nudges nothing that is locked, or that cannot be edited', () => {
    const stage = new Stage(0);
    stage.model.locked.value = new Set([0]);
    assert.equal(stage.send(RIGHT).kind, 'idle');
    const broken = new Stage(0).type((all) => all, { editable: false });
    assert.equal(broken.send(RIGHT).kind, 'idle');
    assert.deepEqual(broken.previewed, []);
  });

  it('selects on press, and goes on to what lies below on a click', () => {
    const stage = new Stage().press(200, 200);
    assert.deepEqual(stage.model.selection.value, [1], 'the smaller box lies above');
    stage.send(UP).press(200, 200);
    assert.deepEqual(stage.model.selection.value, [1], 'it may be the start of a drag');
    stage.send(UP);
    assert.deepEqual(stage.model.selection.value, [0]);
    stage.press(200, 200, { again: true }).send(UP);
    assert.deepEqual(stage.model.selection.value, [0], 'a double click stays');
    assert.deepEqual(stage.revealed, [1, 0, 0]);
  });

  it('adds to the selection with Shift, and takes away from it', () => {
    const stage = new Stage(2).press(120, 120, { shift: true }).send(UP);
    assert.deepEqual(stage.model.selection.value, [2, 0]);
    stage.press(550, 550, { shift: true }).send(UP);
    assert.deepEqual(stage.model.selection.value, [0]);
  });

  it('selects what a brush touches, beside what was selected before with Shift', () => {
    const stage = new Stage(2).press(20, 20).send(moveTo(130, 130));
    assert.deepEqual(stage.model.selection.value, [0]);
    stage.send({ type: 'cancel' });
    assert.deepEqual(stage.model.selection.value, []);
    const more = new Stage(2).press(20, 20, { shift: true }).send(moveTo(130, 130));
    assert.deepEqual(more.model.selection.value, [2, 0]);
    assert.deepEqual(more.revealed, []);
    more.send(UP);
    assert.deepEqual(more.revealed, [0]);
  });

  it('leaves a locked box to the brush, and drags what lies below it', () => {
    const stage = new Stage();
    stage.model.locked.value = new Set([1]);
    stage.press(200, 200);
    assert.deepEqual(stage.model.selection.value, [0]);
  });

  it('does not drag a box where the text cannot be edited', () => {
    const stage = new Stage().type((all) => all, { editable: false });
    assert.equal(stage.press(120, 120).send(moveTo(400, 400)).kind, 'idle');
    assert.deepEqual(stage.model.selection.value, [0]);
  });

  it('draws a box for what is to be created, and gives it the usual size on a click', () => {
    const drawn = STATES['creating by drawing']().send(UP);
    assert.deepEqual(drawn.edits, [{ kind: 'add', type: 'obj', bbox: [100, 600, 200, 700] }]);
    assert.equal(drawn.model.creating.value, null);
    const waiting = new Stage();
    waiting.model.creating.value = { element: 3 };
    waiting.press(500, 500).send(UP);
    assert.deepEqual(waiting.edits, [{ kind: 'place', boxes: [{ index: 3, bbox: [375, 375, 625, 625] }] }]);
    assert.deepEqual(waiting.model.selection.value, [3]);
  });

  it('has the next box be for an element in the tray that is clicked, until it is clicked again', () => {
    const stage = new Stage().lift(3).send(UP);
    assert.deepEqual(stage.model.creating.value, { element: 3 });
    stage.lift(3).send(UP);
    assert.equal(stage.model.creating.value, null);
  });

  it('places nothing that is dragged out of the tray and dropped outside of the frame', () => {
    const stage = STATES['creating from the tray']().send(moveTo(500, 1200), UP);
    assert.deepEqual([stage.edits, stage.kind], [[], 'idle']);
  });

  it('keeps no preview when the answer to an edit arrives in the middle of something else', () => {
    const stage = STATES.nudging().send({ type: 'keyUp' });
    stage.press(900, 900);
    stage.type(
      (all) => all.map((one, index) => (index === 0 ? { ...one, bbox: [100, 101, 300, 301] } : one)),
      { answered: 1 },
    );
    assert.deepEqual([stage.kind, stage.previewed], ['brushing', []]);
  });
});
