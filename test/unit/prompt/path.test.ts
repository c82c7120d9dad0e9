import assert from 'node:assert/strict';
import fc from 'fast-check';
import { formatPath, type JsonPath, pointerToPath } from '../../../src/prompt/path';

/** Names that are hard on pointers and paths. */
const name = fc.oneof(
  fc.constantFrom('', '/', '~', '~0', '~1', '~01', 'a.b', 'a b', '0', '12', '-1', '"', '\\', ']', '$schema'),
  fc.string(),
);
const { value } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.integer(),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(name, tie('value'), { maxKeys: 4 }),
  ),
}));

function* places(root: unknown, path: JsonPath = []): Generator<JsonPath> {
  yield path;
  if (typeof root !== 'object' || root === null) return;
  const entries: [string | number, unknown][] = Array.isArray(root)
    ? [...(root as unknown[]).entries()]
    : Object.entries(root);
  for (const [segment, child] of entries) yield* places(child, [...path, segment]);
}

/** As RFC 6901 says. */
function pointerOf(path: JsonPath): string {
  return path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

/** Reads a formatted path as a JavaScript engine would. */
function reread(text: string): JsonPath {
  const path: (string | number)[] = [];
  const segment = /\[(\d+)\]|\[("(?:[^"\\]|\\.)*")\]|\.?([\p{L}_$][\p{L}\p{N}_$]*)/uy;
  while (segment.lastIndex < text.length) {
    const match = segment.exec(text);
    assert.ok(match, text);
    if (match[1] !== undefined) path.push(Number(match[1]));
    else path.push(match[2] === undefined ? (match[3] ?? '') : (JSON.parse(match[2]) as string));
  }
  return path;
}

describe('pointerToPath', () => {
  it('leads back to every part of any value', () => {
    fc.assert(
      fc.property(value, (root) => {
        for (const path of places(root)) assert.deepEqual(pointerToPath(pointerOf(path), root), path);
      }),
    );
  });

  it('continues by name where the value ends', () => {
    assert.deepEqual(pointerToPath('/a/0/b', { a: 1 }), ['a', '0', 'b']);
  });
});

describe('formatPath', () => {
  it('can be read back, whatever the names', () => {
    fc.assert(
      fc.property(value, (root) => {
        for (const path of places(root)) assert.deepEqual(reread(formatPath(path)), path);
      }),
    );
  });

  it('is written as people write it', () => {
    const path = ['compositional_deconstruction', 'elements', 3, 'bbox', 0];
    assert.equal(formatPath(path), 'compositional_deconstruction.elements[3].bbox[0]');
    assert.equal(formatPath([1, 'settings', 'a.b', '0']), '[1].settings["a.b"]["0"]');
    assert.equal(formatPath([]), '');
  });
});
