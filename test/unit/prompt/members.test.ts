import assert from 'node:assert/strict';
import fc from 'fast-check';
import { applyEdits } from '../../../src/prompt/edit';
import {
  insertMember,
  removeItem,
  removeMember,
  renameMember,
  reorderMembers,
  setNumbers,
} from '../../../src/prompt/members';
import { itemsOf, memberOf, membersOf, type Node } from '../../../src/prompt/nodes';
import { parseDocument } from '../../../src/prompt/parse';
import { commentTexts, jsonValues, writtenJson } from './written';

const ORDER = ['a', 'b', 'c'];

function rootOf(text: string): Node {
  const { root, syntaxProblems } = parseDocument(text);
  assert.ok(root);
  assert.deepEqual(syntaxProblems, [], text);
  return root;
}

const inserted = (text: string, name: string): string =>
  applyEdits(text, [insertMember(text, rootOf(text), name, '0', ORDER)]);

function removed(text: string, name: string): string {
  const member = memberOf(membersOf(rootOf(text)), name);
  assert.ok(member);
  return applyEdits(text, [removeMember(text, member)]);
}

function withoutItem(text: string, index: number): string {
  const item = itemsOf(rootOf(text))[index];
  assert.ok(item);
  return applyEdits(text, [removeItem(text, item)]);
}

const reordered = (text: string): string => applyEdits(text, reorderMembers(text, rootOf(text), ORDER));

function check(
  change: (text: string) => string,
  cases: readonly (readonly [before: string, after: string])[],
): void {
  for (const [before, after] of cases) assert.equal(change(before), after);
}

/** The names and values of an object in the order of the text, repeated names included. */
function pairs(text: string): [string, string][] {
  return membersOf(rootOf(text)).map(({ name, value }) => [
    name,
    text.slice(value.offset, value.offset + value.length),
  ]);
}

const objects = writtenJson(
  fc.dictionary(fc.constantFrom('$schema', 'a', 'b', 'c', 'd', 'e'), jsonValues(['a', 'b']), {
    noNullPrototype: true,
  }),
);

describe('inserting a member', () => {
  it('inserts it in the given order', () => {
    check(
      (text) => inserted(text, 'b'),
      [
        ['{"a": 1, "c": 3}', '{"a": 1, "b": 0, "c": 3}'],
        ['{"c": 3, "x": 4}', '{"b": 0, "c": 3, "x": 4}'],
        ['{"$schema": "s", "c": 3}', '{"$schema": "s", "b": 0, "c": 3}'],
        ['{"c": 3, "a": 1, "x": 2}', '{"c": 3, "a": 1, "b": 0, "x": 2}'],
        ['{"x": 4, "a": 1}', '{"x": 4, "a": 1, "b": 0}'],
      ],
    );
    assert.equal(inserted('{"a": 1, "z": 2}', 'y'), '{"a": 1, "z": 2, "y": 0}');
  });

  it('gives it a line of its own if the neighbors have one', () => {
    check(
      (text) => inserted(text, 'b'),
      [
        ['{\n  "a": 1,\n  "c": 3\n}', '{\n  "a": 1,\n  "b": 0,\n  "c": 3\n}'],
        ['{\r\n\t"a": 1\r\n}', '{\r\n\t"a": 1,\r\n\t"b": 0\r\n}'],
        ['{\n  "c": 3\n}', '{\n  "b": 0,\n  "c": 3\n}'],
        ['{\n  "a": 1,\n}', '{\n  "a": 1,\n  "b": 0,\n}'],
        ['{ "a": 1\n, "c": 3\n}', '{ "a": 1\n, "b": 0\n, "c": 3\n}'],
        ['{ "$schema": 1\n, "a": 3\n}', '{ "$schema": 1\n, "a": 3\n, "b": 0\n}'],
        ['{"c": 3,\n "d": 4}', '{"b": 0,\n "c": 3,\n "d": 4}'],
      ],
    );
  });

  it('stays on the line if they do', () => {
    check(
      (text) => inserted(text, 'b'),
      [
        ['{ "a": 1 }', '{ "a": 1, "b": 0 }'],
        ['{ "c": 1 }', '{ "b": 0, "c": 1 }'],
        ['{"a": 1,}', '{"a": 1, "b": 0,}'],
        ['{"a":1,"c":3}', '{"a":1,"b":0,"c":3}'],
        ['{"c":3}', '{"b":0,"c":3}'],
      ],
    );
  });

  it('fills an empty object', () => {
    check(
      (text) => inserted(text, 'b'),
      [
        ['{}', '{"b": 0}'],
        ['{ }', '{ "b": 0 }'],
        ['{\n}', '{\n  "b": 0\n}'],
        ['{ // none\n}', '{ // none\n  "b": 0\n}'],
        ['{ /* none */ }', '{ /* none */ "b": 0 }'],
      ],
    );
    const text = '{\n    "a": {\n    }\n}';
    const object = memberOf(membersOf(rootOf(text)), 'a')?.value;
    assert.ok(object);
    const edit = insertMember(text, object, 'b', '[1, 2]', ORDER);
    assert.equal(applyEdits(text, [edit]), '{\n    "a": {\n        "b": [1, 2]\n    }\n}');
  });

  it('leaves comments with the members they are about', () => {
    check(
      (text) => inserted(text, 'b'),
      [
        [
          '{\n  "a": 1, // one\n  // three\n  "c": 3\n}',
          '{\n  "a": 1, // one\n  "b": 0,\n  // three\n  "c": 3\n}',
        ],
        ['{\n  "a": 1 // one\n  // end\n}', '{\n  "a": 1, // one\n  "b": 0\n  // end\n}'],
        ['{"a": 1, // one\n}', '{"a": 1, // one\n"b": 0,\n}'],
        ['{"a": 1, /* three */ "c": 3}', '{"a": 1, "b": 0, /* three */ "c": 3}'],
        ['{\n  // three\n  "c": 3\n}', '{\n  "b": 0,\n  // three\n  "c": 3\n}'],
      ],
    );
  });

  it('changes nothing else', () => {
    fc.assert(
      fc.property(objects, fc.constantFrom('$schema', 'a', 'b', 'c', 'new'), (text, name) => {
        const result = inserted(text, name);
        const index = pairs(result).findLastIndex(([key, value]) => key === name && value === '0');
        assert.deepEqual(pairs(result).toSpliced(index, 1), pairs(text));
        assert.deepEqual(commentTexts(result), commentTexts(text));
      }),
    );
  });
});

describe('setting numbers', () => {
  it('replaces those that differ and leaves the others as they are written', () => {
    const text = '[1.0, 2 , "3", 4]';
    assert.equal(applyEdits(text, setNumbers(rootOf(text), [1, 5, 3])), '[1.0, 5 , 3, 4]');
  });
});

describe('renaming a member', () => {
  it('changes its name alone', () => {
    const text = '{ "x" /* c */ : 1 }';
    const member = membersOf(rootOf(text))[0];
    assert.ok(member);
    assert.equal(applyEdits(text, [renameMember(member, 'say "a"')]), '{ "say \\"a\\"" /* c */ : 1 }');
  });
});

describe('removing', () => {
  it('removes the line of a member with it', () => {
    check(
      (text) => removed(text, 'b'),
      [
        ['{\n  "a": 1,\n  "b": 2,\n  "c": 3\n}', '{\n  "a": 1,\n  "c": 3\n}'],
        ['{\r\n  "b": 2,\r\n  "c": 3\r\n}', '{\r\n  "c": 3\r\n}'],
        ['{\n  "a": 1,\n  "b": 2\n}', '{\n  "a": 1\n}'],
        ['{\n  "a": 1,\n  "b": 2,\n}', '{\n  "a": 1,\n}'],
        ['{\n  "b": 2\n}', '{\n}'],
        ['{ "a": 1\n, "b": 2\n, "c": 3\n}', '{ "a": 1\n, "c": 3\n}'],
        ['{ "a": 1\n, "b": 2\n}', '{ "a": 1\n}'],
      ],
    );
  });

  it('leaves the rest of a shared line', () => {
    check(
      (text) => removed(text, 'b'),
      [
        ['{"a": 1, "b": 2, "c": 3}', '{"a": 1, "c": 3}'],
        ['{"b": 2, "c": 3}', '{"c": 3}'],
        ['{"a": 1, "b": 2}', '{"a": 1}'],
        ['{"a": 1, "b": 2,}', '{"a": 1,}'],
        ['{\n  "b": 2, "c": 3\n}', '{\n  "c": 3\n}'],
        ['{\n  "a": 1, "b": 2,\n  "c": 3\n}', '{\n  "a": 1,\n  "c": 3\n}'],
      ],
    );
  });

  it('leaves the comments of others', () => {
    check(
      (text) => removed(text, 'b'),
      [
        ['{\n  "a": 1, // one\n  "b": 2 // two\n}', '{\n  "a": 1 // one\n}'],
        ['{\n  "a": 1 // one\n  , "b": 2 }', '{\n  "a": 1 // one\n   }'],
        ['{\n  "a": 1,\n  "b": 2, // two\n  // three\n  "c": 3\n}', '{\n  "a": 1,\n  // three\n  "c": 3\n}'],
        ['{\n  "a": 1,\n  // here\n  "b": 2 }', '{\n  "a": 1\n  // here\n   }'],
      ],
    );
  });

  it('does the same for items', () => {
    assert.equal(withoutItem('[1, 2, 3]', 1), '[1, 3]');
    assert.equal(withoutItem('[1]', 0), '[]');
    assert.equal(withoutItem('[\n  {},\n  {}\n]', 1), '[\n  {}\n]');
    assert.equal(withoutItem('[\n  {},\n  {}\n]', 0), '[\n  {}\n]');
  });

  it('keeps all other members', () => {
    fc.assert(
      fc.property(
        objects.filter((text) => pairs(text).length > 0),
        fc.nat(),
        (text, seed) => {
          const index = seed % pairs(text).length;
          const member = membersOf(rootOf(text))[index];
          assert.ok(member);
          assert.deepEqual(
            pairs(applyEdits(text, [removeMember(text, member)])),
            pairs(text).toSpliced(index, 1),
          );
        },
      ),
    );
  });

  it('keeps all other items', () => {
    fc.assert(
      fc.property(writtenJson(fc.array(fc.integer(), { minLength: 1 })), fc.nat(), (text, seed) => {
        const values = parseDocument(text).value as number[];
        const index = seed % values.length;
        assert.deepEqual(parseDocument(withoutItem(text, index)).value, values.toSpliced(index, 1));
      }),
    );
  });
});

describe('reordering members', () => {
  it('keeps commas, indentation and lines where they are', () => {
    check(reordered, [
      ['{"b": 2, "a": 1}', '{"a": 1, "b": 2}'],
      ['{ "c": 3,"a": 1 , "b": 2, }', '{ "a": 1,"b": 2 , "c": 3, }'],
      ['{\r\n  "b": 2,\r\n\r\n  "a": 1\r\n}', '{\r\n  "a": 1,\r\n\r\n  "b": 2\r\n}'],
      ['{ "b": 2\n, "a": 1\n}', '{ "a": 1\n, "b": 2\n}'],
    ]);
  });

  it('puts $schema first and unknown names last, as they were', () => {
    check(reordered, [['{"y": 1, "b": 2, "x": 3, "$schema": 4}', '{"$schema": 4, "b": 2, "y": 1, "x": 3}']]);
  });

  it('keeps the order of a repeated name, as the last one counts', () => {
    check(reordered, [['{"b": 1, "a": 2, "b": 3, "a": 4}', '{"a": 2, "a": 4, "b": 1, "b": 3}']]);
  });

  it('moves comments with their member', () => {
    check(reordered, [
      [
        '{\n  // two\n  // still two\n  "b": 2, // end of two\n  /* one */ "a": 1 // end of one\n  // end of all\n}',
        '{\n  /* one */ "a": 1, // end of one\n  // two\n  // still two\n  "b": 2 // end of two\n  // end of all\n}',
      ],
      ['{ // all\n  "b": 2,\n  "a": 1\n}', '{ // all\n  "a": 1,\n  "b": 2\n}'],
      ['{\n  // all\n\n  "b": 2,\n  "a": 1\n}', '{\n  // all\n\n  "a": 1,\n  "b": 2\n}'],
    ]);
  });

  it('lets no line comment swallow what follows', () => {
    check(reordered, [
      ['{"b": 2, // two\n "a": 1}', '{"a": 1,\n "b": 2 // two\n}'],
      ['{\n  "b": 2,\n  "c": 3, "a": 1 // one\n}', '{\n  "a": 1, // one\n  "b": 2, "c": 3\n}'],
      ['{"c": 2 // two\n, "a": 1, "b": 3}', '{"a": 1\n, "b": 3, "c": 2 // two\n}'],
    ]);
  });

  it('touches nothing before the first and after the last that moves', () => {
    const text = '{"$schema": 1, "b": 2, "a": 1, "c": 3}';
    const [edit, ...others] = reorderMembers(text, rootOf(text), ORDER);
    assert.deepEqual(edit, { offset: 15, length: 15, text: '"a": 1, "b": 2,' });
    assert.deepEqual(others, []);
  });

  it('keeps every member and every comment', () => {
    fc.assert(
      fc.property(objects, (text) => {
        const result = reordered(text);
        const rank = (name: string): number => ['$schema', ...ORDER].indexOf(name) >>> 0;
        assert.deepEqual(
          pairs(result),
          pairs(text).toSorted(([a], [b]) => rank(a) - rank(b)),
        );
        assert.deepEqual(commentTexts(result), commentTexts(text));
        assert.equal(reordered(result), result);
      }),
      { numRuns: 500 },
    );
  });
});
