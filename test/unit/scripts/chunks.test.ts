import assert from 'node:assert/strict';
import vm from 'node:vm';
import { loadedLate } from '../../../scripts/build/chunks';

/** Runs a module and returns the names of the modules that it has loaded by then and what it exports. */
function run(code: string, modules: Readonly<Record<string, unknown>>) {
  const loaded: string[] = [];
  const load = (name: string) => {
    loaded.push(name);
    return modules[name];
  };
  const exported: Record<string, (...args: unknown[]) => unknown> = {};
  vm.runInNewContext(loadedLate(code), { require: load, exports: exported });
  return { loaded, exported };
}

class Point {
  readonly x: unknown;
  constructor(x: unknown) {
    this.x = x;
  }
}

describe('a chunk', () => {
  it('is loaded once, when something of it is first used', () => {
    const code = `var import_a = require("./a.cjs");\nexports.twice = (x) => (0, import_a.double)(x) + import_a.one;`;
    const { loaded, exported } = run(code, { './a.cjs': { one: 1, double: (x: number) => 2 * x } });
    assert.deepEqual(loaded, []);
    assert.equal(exported['twice']?.(3), 7);
    assert.deepEqual(loaded, ['./a.cjs']);
  });

  it('may hold classes', () => {
    const code = `var import_a = require("./a.cjs");\nexports.point = (x) => new import_a.Point(x).x;`;
    assert.equal(run(code, { './a.cjs': { Point } }).exported['point']?.(5), 5);
  });

  it("waits for its first use as Node's own modules do, but vscode does not", () => {
    const code = ['node:path', 'vscode']
      .map((name, at) => `var import_${at} = require("${name}");`)
      .join('\n');
    assert.deepEqual(run(code, {}).loaded, ['vscode']);
  });
});
