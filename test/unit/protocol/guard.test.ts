import assert from 'node:assert/strict';
import {
  type Guard,
  isBoolean,
  isIndex,
  isText,
  listOf,
  objectOf,
  oneOf,
  orNull,
  unionOf,
} from '../../../src/protocol/guard';

interface Move {
  readonly type: 'move';
  readonly to: number | null;
}
interface Say {
  readonly type: 'say';
  readonly text: string;
  readonly loud: boolean;
}
type Message = Move | Say;

const move = { to: orNull(isIndex) };
const say = { text: isText, loud: isBoolean };

describe('unionOf', () => {
  const isMessage = unionOf<Message, 'type'>('type', { move, say });

  it('accepts the objects of a union', () => {
    for (const message of [
      { type: 'move', to: 1 },
      { type: 'move', to: null },
      { type: 'say', text: '', loud: false },
    ]) {
      assert.ok(isMessage(message), JSON.stringify(message));
    }
  });

  it('refuses other tags, other types, and members too many or too few', () => {
    for (const value of [
      null,
      [],
      'move',
      {},
      { type: 'toString' },
      { type: ['move'], to: 1 },
      { type: 'move' },
      { type: 'move', to: '1' },
      { type: 'move', to: 1, more: 1 },
      { type: 'move', to: 1, toString: 1 },
      { type: 'say', to: 1 },
      { type: 'say', text: 'x' },
    ]) {
      assert.ok(!isMessage(value), JSON.stringify(value));
    }
  });

  // TypeScript checks these: where a line did compile, `@ts-expect-error` would be the error.
  it('does not compile when a guard and its member differ', () => {
    const guards = [
      // @ts-expect-error A member was renamed.
      unionOf<Message, 'type'>('type', { move: { target: orNull(isIndex) }, say }),
      // @ts-expect-error A member was added to the union.
      unionOf<Message, 'type'>('type', { move, say: { text: isText } }),
      // @ts-expect-error A member has a guard but is not there any more.
      unionOf<Message, 'type'>('type', { move: { to: orNull(isIndex), more: isText }, say }),
      // @ts-expect-error A member has another type.
      unionOf<Message, 'type'>('type', { move: { to: orNull(isText) }, say }),
      // @ts-expect-error A member has a wider type than its guard: messages that are right would be refused.
      unionOf<Message, 'type'>('type', { move: { to: isIndex }, say }),
      // @ts-expect-error A member has a narrower type than its guard: messages that are wrong would be accepted.
      unionOf<Message, 'type'>('type', { move, say: { text: orNull(isText), loud: isBoolean } }),
      // @ts-expect-error An object of the union has no guards.
      unionOf<Message, 'type'>('type', { move }),
      // @ts-expect-error An object is not in the union any more.
      unionOf<Message, 'type'>('type', { move, say, sing: {} }),
    ];
    assert.equal(guards.length, 8);
  });
});

describe('Guard', () => {
  it('combines', () => {
    const isMark = oneOf('a', 'b');
    const isMarks: Guard<readonly ('a' | 'b')[]> = listOf(isMark, 2);
    assert.ok(isMarks(['a', 'b']));
    for (const value of [[], ['a', 'b', 'a'], ['c'], 'a', { length: 1, 0: 'a' }]) assert.ok(!isMarks(value));
    const isPoint = objectOf({ x: isIndex, y: isIndex });
    assert.ok(isPoint({ x: 0, y: 1 }));
    for (const value of [{ x: 0 }, { x: 0, y: -1 }, { x: 0, y: 1, z: 2 }, [0, 1], null]) {
      assert.ok(!isPoint(value));
    }
  });
});
