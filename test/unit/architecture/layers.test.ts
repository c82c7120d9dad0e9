import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import path from 'node:path';
import ts from 'typescript';

const SRC = path.resolve(import.meta.dirname, '../../../src');

const PURE = ['prompt', 'image', 'layout', 'task', 'lint', 'proof', 'diff'];

/** The engine: what is on disk, above it what a run is, above that what drives one. */
const RUN = ['run', 'run/files', 'run/record', 'run/drive'];

/** The folders and the packages that a folder may import. `node:*` stands for Node's own modules. */
interface Rule {
  readonly folders: readonly string[];
  readonly packages: readonly string[];
}

/** A rule for a folder of `src/vscode`: its neighbors there, the other folders, and the packages besides `vscode`. */
function hostRule(
  neighbors: readonly string[],
  others: readonly string[],
  ...packages: readonly string[]
): Rule {
  return {
    folders: [
      ...neighbors.map((name) => `vscode/${name}`),
      ...others.flatMap((name) => (name === 'run' ? RUN : [name])),
    ],
    packages: ['vscode', ...packages],
  };
}

/** The folders of `src/vscode` from the bottom up. The features `panel`, `tree` and `language` know nothing of each other. */
const VSCODE_RULES: Readonly<Record<string, Rule>> = {
  'vscode/platform': hostRule(['platform'], ['run', 'backend/runware', 'lint', 'task', 'prompt'], 'node:*'),
  'vscode/documents': hostRule(['documents', 'platform'], ['run', 'metadata', 'task', 'prompt'], 'node:*'),
  'vscode/linting': hostRule(['linting', 'documents', 'platform'], ['lint', 'prompt']),
  'vscode/runs': hostRule(
    ['runs', 'documents', 'platform'],
    ['run', 'backend', 'backend/proof', 'backend/runware', 'task'],
    'node:*',
  ),
  'vscode/generate': hostRule(
    ['generate', 'runs', 'linting', 'documents', 'platform'],
    ['run', 'lint', 'task', 'prompt'],
    'node:*',
  ),
  'vscode/run-actions': hostRule(
    ['run-actions', 'generate', 'runs', 'documents', 'platform'],
    ['protocol', 'run', 'backend/runware', 'diff', 'task', 'prompt'],
    'node:*',
  ),
  'vscode/panel': hostRule(
    ['panel', 'run-actions', 'generate', 'runs', 'linting', 'documents', 'platform'],
    ['protocol', 'run', 'lint', 'task', 'prompt'],
    'node:*',
  ),
  'vscode/tree': hostRule(
    ['tree', 'run-actions', 'runs', 'documents', 'platform'],
    ['protocol', 'run', 'task', 'prompt'],
    'node:*',
  ),
  'vscode/language': hostRule(
    ['language', 'generate', 'linting', 'documents', 'platform'],
    ['metadata', 'lint', 'task', 'prompt'],
    'node:*',
  ),
  'vscode/commands': hostRule(
    ['commands', 'generate', 'runs', 'linting', 'documents', 'platform'],
    ['backend/runware', 'lint', 'task', 'prompt'],
    'node:*',
  ),
};

/** A rule for a folder of `src/webview`: its neighbors there, beside the files of `webview` itself, which all of them share. */
function pageRule(...neighbors: readonly string[]): Rule {
  const shared = ['webview', 'webview/parts', 'protocol', 'layout', 'prompt', 'proof', 'diff'];
  return { folders: [...shared, ...neighbors.map((name) => `webview/${name}`)], packages: PREACT };
}

const PREACT = ['preact', '@preact/signals'];

/** The folders of `src/webview` from the bottom up. A comparison shows two images as the image viewer shows one. */
const WEBVIEW_RULES: Readonly<Record<string, Rule>> = {
  'webview/parts': { folders: ['webview/parts'], packages: PREACT },
  webview: pageRule(),
  'webview/viewport': pageRule('viewport'),
  'webview/run-actions': pageRule('run-actions'),
  'webview/toolbar': pageRule('toolbar'),
  'webview/filmstrip': pageRule('filmstrip', 'run-actions'),
  'webview/image-viewer': pageRule('image-viewer', 'viewport'),
  'webview/compare': pageRule('compare', 'image-viewer', 'viewport'),
  // The model of the stage knows no page: it runs in the tests of the editor, too.
  'webview/stage/model': {
    folders: ['webview/stage/model', 'protocol', 'layout', 'proof', 'prompt'],
    packages: ['@preact/signals'],
  },
  'webview/stage/tools': pageRule('stage/tools', 'stage/model', 'viewport'),
  'webview/stage/actions': pageRule('stage/actions', 'stage/tools', 'stage/model', 'viewport'),
  'webview/stage/canvas': pageRule('stage/canvas', 'stage/actions', 'stage/tools', 'stage/model', 'viewport'),
  'webview/stage/toolbar': pageRule(
    'stage/toolbar',
    'stage/actions',
    'stage/tools',
    'stage/model',
    'run-actions',
    'viewport',
  ),
  'webview/stage': pageRule(
    'stage',
    'stage/toolbar',
    'stage/canvas',
    'stage/actions',
    'stage/tools',
    'stage/model',
    'viewport',
  ),
  'webview/page': pageRule(
    'page',
    'run-actions',
    'toolbar',
    'filmstrip',
    'image-viewer',
    'compare',
    'stage',
    'stage/model',
    'stage/tools',
    'stage/canvas',
  ),
};

const RULES: Readonly<Record<string, Rule>> = {
  prompt: { folders: ['prompt'], packages: ['jsonc-parser'] },
  image: { folders: ['image'], packages: [] },
  layout: { folders: ['layout', 'prompt'], packages: [] },
  task: { folders: ['task', 'prompt', 'schemas'], packages: ['ajv'] },
  lint: { folders: ['lint', 'task', 'layout', 'prompt'], packages: [] },
  proof: { folders: ['proof', 'layout', 'prompt'], packages: [] },
  diff: { folders: ['diff', 'prompt'], packages: [] },
  metadata: { folders: ['metadata', 'image', 'task', 'prompt'], packages: ['node:*'] },
  'backend/proof': { folders: ['backend', ...PURE], packages: [] },
  'backend/runware': { folders: ['backend', 'backend/runware', ...PURE], packages: ['node:*', 'undici'] },
  backend: { folders: ['backend', ...PURE], packages: ['node:*'] },
  run: { folders: ['run'], packages: [] },
  'run/files': { folders: ['run', 'run/files', 'task', 'image'], packages: ['node:*'] },
  'run/record': {
    folders: ['run', 'run/files', 'run/record', 'backend', 'metadata', ...PURE],
    packages: ['node:*'],
  },
  'run/drive': { folders: [...RUN, 'backend', ...PURE], packages: ['node:*'] },
  protocol: { folders: ['protocol', ...PURE], packages: [] },
  ...WEBVIEW_RULES,
  cli: {
    folders: ['cli', 'backend', 'backend/proof', 'backend/runware', ...RUN, 'metadata', 'protocol', ...PURE],
    packages: ['node:*', 'tinyglobby', 'commander'],
  },
  ...VSCODE_RULES,
  '.': { folders: Object.keys(VSCODE_RULES), packages: ['vscode'] },
};

/** The rule that a path below `src` falls under: its folder's, or that of the folder above. */
function layerOf(file: string): string {
  const relative = path.relative(SRC, file);
  if (relative.startsWith('..')) return relative.split(path.sep)[1] ?? '';
  if (!relative.includes(path.sep)) return '.';
  const folders = relative.split(path.sep).slice(0, -1);
  while (folders.length > 1 && !Object.hasOwn(RULES, folders.join('/'))) folders.pop();
  return folders.join('/');
}

function packageOf(specifier: string): string {
  const name = specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
  return specifier.startsWith('node:') || builtinModules.includes(specifier) ? 'node:*' : name;
}

function breach(file: string, specifier: string): string | undefined {
  const rule = RULES[layerOf(file)];
  const place = path.relative(SRC, file);
  if (!rule) return `${place} is in a folder without a rule`;
  if (specifier.startsWith('.')) {
    const layer = layerOf(path.resolve(path.dirname(file), specifier));
    return rule.folders.includes(layer) ? undefined : `${place} imports ${specifier} (${layer})`;
  }
  return rule.packages.includes(packageOf(specifier))
    ? undefined
    : `${place} imports the package ${specifier}`;
}

function sources(): string[] {
  return readdirSync(SRC, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !name.endsWith('.d.ts'))
    .map((name) => path.join(SRC, name));
}

/** What a file imports, types included. */
function importsOf(file: string): readonly string[] {
  const { importedFiles } = ts.preProcessFile(readFileSync(file, 'utf8'), true, true);
  return importedFiles.map(({ fileName }) => fileName);
}

/** For each file those of the list that it imports. */
function graphOf(files: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const byModule = new Map(files.map((file) => [file.replace(/\.tsx?$/, ''), file]));
  return new Map(
    files.map((file) => {
      const modules = importsOf(file).map((specifier) => path.resolve(path.dirname(file), specifier));
      return [file, modules.flatMap((module) => byModule.get(module) ?? [])];
    }),
  );
}

/** The circles that a walk through a graph runs into, each as the way around it. */
function circlesIn(graph: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const circles: string[] = [];
  const done = new Set<string>();
  const walk = (node: string, way: readonly string[]) => {
    const start = way.indexOf(node);
    if (start >= 0) circles.push([...way.slice(start), node].join(' -> '));
    if (start >= 0 || done.has(node)) return;
    for (const next of graph.get(node) ?? []) walk(next, [...way, node]);
    done.add(node);
  };
  for (const node of graph.keys()) walk(node, []);
  return circles;
}

describe('the layers of src', () => {
  it('import only what their rule allows, types included', () => {
    const files = sources();
    assert.ok(files.length > 50, 'the sources were found');
    const breaches = files.flatMap((file) =>
      importsOf(file)
        .map((specifier) => breach(file, specifier))
        .filter((text) => text !== undefined),
    );
    assert.deepEqual(breaches, []);
  });

  it('would catch a breach', () => {
    const at = (name: string) => path.join(SRC, name);
    assert.ok(breach(at('webview/page/app.tsx'), 'vscode'));
    assert.ok(breach(at('webview/stage/stage.tsx'), '../../task/check'));
    assert.ok(breach(at('prompt/parse.ts'), 'node:fs'));
    assert.ok(breach(at('run/drive/driver.ts'), '../../vscode/log'));
    assert.ok(breach(at('run/record/store.ts'), '../drive/driver'));
    assert.ok(breach(at('run/files/lease.ts'), '../record/store'));
    assert.ok(breach(at('run/files/lease.ts'), '../../backend/port'));
    assert.ok(breach(at('run/limiter.ts'), './files/atomic'));
    assert.ok(breach(at('backend/proof/backend.ts'), 'undici'));
    assert.ok(breach(at('cli/main.ts'), '../vscode/platform/settings'));
    assert.equal(breach(at('vscode/generate/generator.ts'), '../../run/drive/engine'), undefined);
  });

  it('would catch a breach inside webview', () => {
    const between = (from: string, to: string) =>
      breach(path.join(SRC, 'webview', from, 'file.ts'), `../${to}/other`);
    const features = ['toolbar', 'filmstrip', 'image-viewer', 'compare', 'stage'];
    for (const feature of features) {
      for (const other of features.filter((name) => name !== feature)) {
        const isAllowed = feature === 'compare' && other === 'image-viewer';
        assert.equal(between(feature, other) === undefined, isAllowed, `${feature} and ${other}`);
      }
      for (const low of ['parts', 'viewport', 'run-actions']) {
        assert.ok(between(low, feature), `${low} and ${feature}`);
      }
      assert.ok(between(feature, 'page'), feature);
      assert.equal(between('page', feature), undefined);
    }
    assert.ok(between('viewport', 'run-actions'));
    assert.ok(between('parts', 'viewport'));
    assert.ok(breach(path.join(SRC, 'webview/parts/menu.tsx'), '../context'));
    assert.ok(breach(path.join(SRC, 'webview/runs.ts'), './filmstrip/keys'));
  });

  it('would catch a breach inside the stage', () => {
    const folders = ['model', 'tools', 'actions', 'canvas', 'toolbar'];
    const between = (from: string, to: string) =>
      breach(path.join(SRC, 'webview/stage', from, 'file.ts'), `../${to}/other`);
    for (const [at, upper] of folders.entries()) {
      for (const lower of folders.slice(0, at)) {
        assert.ok(between(lower, upper), `${lower} knows nothing of ${upper}`);
        const isAllowed = upper !== 'toolbar' || lower !== 'canvas';
        assert.equal(between(upper, lower) === undefined, isAllowed, `${upper} and ${lower}`);
      }
    }
    const inModel = path.join(SRC, 'webview/stage/model/edits.ts');
    for (const page of ['preact/hooks', '../../context', '../../parts/menu', '../stage']) {
      assert.ok(breach(inModel, page), `the model knows nothing of ${page}`);
    }
    assert.ok(breach(path.join(SRC, 'webview/stage/toolbar/tray.tsx'), '../stage'));
  });

  it('would catch a breach inside vscode', () => {
    const between = (from: string, to: string) =>
      breach(path.join(SRC, 'vscode', from, 'file.ts'), `../${to}/other`);
    const features = ['panel', 'tree', 'language'];
    for (const feature of features) {
      for (const other of features) assert.equal(between(feature, other) === undefined, feature === other);
      assert.ok(between('commands', feature), `commands know nothing of ${feature}`);
      for (const below of ['run-actions', 'generate', 'runs', 'linting', 'documents', 'platform']) {
        assert.ok(between(below, feature), `${below} knows nothing of ${feature}`);
      }
    }
    for (const [lower, upper] of [
      ['platform', 'documents'],
      ['documents', 'linting'],
      ['documents', 'runs'],
      ['runs', 'linting'],
      ['runs', 'generate'],
      ['generate', 'run-actions'],
      ['tree', 'generate'],
      ['language', 'run-actions'],
    ] as const) {
      assert.ok(between(lower, upper), `${lower} knows nothing of ${upper}`);
    }
    assert.equal(between('run-actions', 'generate'), undefined);
    assert.ok(between('new-folder', 'platform'), 'a folder needs a rule');
    assert.ok(breach(path.join(SRC, 'vscode/linting/linter.ts'), 'node:fs'));
    assert.ok(breach(path.join(SRC, 'vscode/generate/draft/ask.ts'), '../../panel/studio'));
    assert.ok(breach(path.join(SRC, 'vscode/runs/failure.ts'), '../../protocol/messages'));
  });

  it('import each other in no circle, types included', () => {
    const graph = graphOf(sources());
    assert.ok(
      [...graph.values()].some((imports) => imports.length > 5),
      'the imports were found',
    );
    const circles = circlesIn(graph).map((circle) => circle.replaceAll(SRC + path.sep, ''));
    assert.deepEqual(circles, []);
  });

  it('would catch a circle', () => {
    const graph = (...arrows: readonly (readonly [string, readonly string[]])[]) =>
      circlesIn(new Map(arrows));
    assert.deepEqual(graph(['a', ['b', 'c']], ['b', ['c']], ['c', []]), []);
    assert.deepEqual(graph(['a', ['b']], ['b', ['c']], ['c', ['b']]), ['b -> c -> b']);
    assert.deepEqual(graph(['a', ['a']]), ['a -> a']);
  });
});
