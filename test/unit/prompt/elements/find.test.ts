import assert from 'node:assert/strict';
import { elementAt, elementSpan, writingSpot } from '../../../../src/prompt/elements/find';
import { located } from '../written';

const START = '{"compositional_deconstruction": {"elements": [';
const END = ']}}';

/** The element at the `|` between elements. */
function at(marked: string): number | undefined {
  const text = START + marked + END;
  return elementAt(located(text.replace('|', '')), [], text.indexOf('|'));
}

/** Elements with a `|` at the spot for writing in one of them. */
function spotted(elements: string, index = 0): string | undefined {
  const text = START + elements + END;
  const spot = writingSpot(located(text), [], index);
  return spot === undefined
    ? undefined
    : `${text.slice(START.length, spot)}|${text.slice(spot, -END.length)}`;
}

describe('elementAt', () => {
  it('tells the element within its braces and at their edges', () => {
    for (const marked of [
      '{}, |{"a": [1]}',
      '{}, {"a": [|1]}',
      '{}, {"a": [1]}|',
      '{}, {"a" /* | */: [1]}',
    ]) {
      assert.equal(at(marked), 1, marked);
    }
    assert.equal(at('{"desc": "a"}|,{}'), 0);
    assert.equal(at('{"desc": "a"},|{}'), 1);
    assert.equal(at('{}, 1|2'), 1);
  });

  it('tells none elsewhere', () => {
    for (const marked of ['|', ' | {}', '{} /* | */, {}', '{} |']) {
      assert.equal(at(marked), undefined, marked);
    }
    assert.equal(elementAt(located(`${START}{}${END}`), [], 5), undefined);
    assert.equal(elementAt(located(''), [], 0), undefined);
  });

  it('tells the one that is being written', () => {
    const text = `${START}{"desc": "a"}, {"desc": "b`;
    assert.equal(elementAt(located(text), [], text.length), 1);
  });
});

describe('elementSpan', () => {
  it('goes from brace to brace', () => {
    const text = `${START}{}, /* b */ {"desc": "b"} /* c */${END}`;
    const span = elementSpan(located(text), [], 1);
    assert.ok(span);
    assert.equal(text.slice(span.offset, span.offset + span.length), '{"desc": "b"}');
    assert.equal(elementSpan(located(text), [], 2), undefined);
  });
});

describe('writingSpot', () => {
  it('is within what is empty', () => {
    assert.equal(
      spotted('{"type": "text", "text": "", "desc": "Bold"}'),
      '{"type": "text", "text": "|", "desc": "Bold"}',
    );
    assert.equal(
      spotted('{"type": "text", "text": "Hi", "desc": ""}'),
      '{"type": "text", "text": "Hi", "desc": "|"}',
    );
    assert.equal(
      spotted('{"type": "obj", "text": "", "desc": ""}'),
      '{"type": "obj", "text": "", "desc": "|"}',
    );
  });

  it('is where the words begin', () => {
    assert.equal(
      spotted('{"desc": "Bold", "text": "Hi", "type": "text"}'),
      '{"desc": "Bold", "text": "|Hi", "type": "text"}',
    );
    assert.equal(
      spotted('{"type": "obj", "text": "Hi", "desc": "A cat"}'),
      '{"type": "obj", "text": "Hi", "desc": "|A cat"}',
    );
    assert.equal(
      spotted('{"desc": "old", "d\\u0065sc": "A cat"}'),
      '{"desc": "old", "d\\u0065sc": "|A cat"}',
    );
  });

  it('is behind the brace where there are no words', () => {
    assert.equal(spotted('{}'), '{|}');
    assert.equal(spotted('{}, { "type": "obj", "desc": 5 }', 1), '{}, {| "type": "obj", "desc": 5 }');
    assert.equal(spotted('{"type": "text", "desc": "Bold"}'), '{|"type": "text", "desc": "Bold"}');
  });

  it('is nowhere without an object', () => {
    assert.equal(spotted('"a"'), undefined);
    assert.equal(spotted('{}', 1), undefined);
  });
});
