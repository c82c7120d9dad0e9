import assert from 'node:assert/strict';
import fc from 'fast-check';
import { firstWords, type OutlineItem, outlinePrompt } from '../../../src/prompt/outline';
import { parseDocument } from '../../../src/prompt/parse';

function outline(text: string): OutlineItem[] {
  return outlinePrompt(parseDocument(text).root);
}

/** The names, two spaces a level. */
function names(items: readonly OutlineItem[], indentation = ''): string[] {
  return items.flatMap(({ name, children }) => [indentation + name, ...names(children, `${indentation}  `)]);
}

function all(items: readonly OutlineItem[]): OutlineItem[] {
  return items.flatMap((item) => [item, ...all(item.children)]);
}

function elements(...list: unknown[]): string {
  return JSON.stringify({ compositional_deconstruction: { elements: list } });
}

function elementNames(...list: unknown[]): string[] {
  return outline(elements(...list))[0]?.children[0]?.children.map(({ name }) => name) ?? [];
}

describe('the outline of a prompt', () => {
  it('has the keys, and names elements by their texts', () => {
    const text = `{
      "high_level_description": "A poster",
      "style_description": { "aesthetics": "calm", "color_palette": ["#AABBCC"] },
      "compositional_deconstruction": { "background": "Sky", "elements": [
        { "type": "text", "bbox": [1, 2, 3, 4], "text": "VISIT\\nTHE COAST", "desc": "Bold" },
        { "type": "obj", "desc": "A full moon as one plain cream disc behind the tower" }
      ] }
    }`;
    assert.deepEqual(names(outline(text)), [
      'high_level_description',
      'style_description',
      '  aesthetics',
      '  color_palette',
      'compositional_deconstruction',
      '  background',
      '  elements',
      '    text: VISIT THE COAST',
      '      type',
      '      bbox',
      '      text',
      '      desc',
      '    obj: A full moon as one plain cream disc…',
      '      type',
      '      desc',
    ]);
  });

  it('shows what a key holds', () => {
    const details = all(outline(elements({ type: 'obj', bbox: [1, 2, 3, 4], desc: 'A cat' }))).map(
      ({ name, detail }) => `${name} = ${detail}`,
    );
    assert.deepEqual(details.slice(1), [
      'elements = 1',
      'obj: A cat = ',
      'type = obj',
      'bbox = 1, 2, 3, 4',
      'desc = A cat',
    ]);
  });

  it('names elements that are not complete', () => {
    assert.deepEqual(
      elementNames({}, 3, { desc: 'A cat' }, { type: 'text', desc: 'Bold' }, { type: 'sign', desc: 'Exit' }),
      ['element 1', 'element 2', 'element 3: A cat', 'text', 'sign: Exit'],
    );
  });

  it('selects the key, or the type of an element', () => {
    const text = '{ "compositional_deconstruction": { "elements": [{ "desc": "a", "type": "obj" }] } }';
    const selected = all(outline(text)).map(({ selection: { offset, length } }) =>
      text.slice(offset, offset + length),
    );
    assert.deepEqual(selected, ['"compositional_deconstruction"', '"elements"', '"obj"', '"desc"', '"type"']);
  });

  it('has the readable parts of a text with mistakes', () => {
    assert.deepEqual(names(outline('{ "style_description": { "aesthetics": "calm", "lighting": \n')), [
      'style_description',
      '  aesthetics',
    ]);
  });

  it('has names, and selections within their spans, for any text cut anywhere', () => {
    const element = fc.record({
      type: fc.constantFrom('obj', 'text', ''),
      text: fc.string(),
      desc: fc.string(),
    });
    fc.assert(
      fc.property(fc.array(fc.oneof(element, fc.jsonValue())), fc.nat(), (list, cut) => {
        const text = elements(...list);
        for (const { name, span, selection } of all(outline(text.slice(0, 1 + (cut % text.length))))) {
          assert.notEqual(name, '');
          assert.ok(span.length >= 0 && selection.length >= 0 && selection.offset >= span.offset);
          assert.ok(selection.offset + selection.length <= span.offset + span.length);
        }
      }),
    );
  });
});

describe('firstWords', () => {
  it('cuts between words, or anywhere if there are no spaces', () => {
    assert.equal(firstWords('  a\n b '), 'a b');
    assert.equal(
      firstWords('one two three four five six seven eight nine'),
      'one two three four five six seven…',
    );
    assert.equal(firstWords('\u6d77'.repeat(60)), `${'\u6d77'.repeat(39)}…`);
    assert.equal(firstWords('\u{1F600}'.repeat(60)), `${'\u{1F600}'.repeat(39)}…`);
  });
});
