import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import path from 'node:path';
import ts from 'typescript';

const SRC = path.resolve(import.meta.dirname, '../../../src');

const PURE = ['prompt', 'image', 'layout', 'task', 'lint', 'proof', 'diff'];

/** For each folder of `src`: the folders and the packages that it may import. `node:*` stands for Node's own modules. */
const RULES: Readonly<
  Record<string, { readonly folders: readonly string[]; readonly packages: readonly string[] }>
> = {
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
  run: { folders: ['run', 'backend', 'metadata', ...PURE], packages: ['node:*'] },
  protocol: { folders: ['protocol', ...PURE], packages: [] },
  webview: {
    folders: ['webview', 'protocol', 'layout', 'prompt', 'proof', 'diff'],
    packages: ['preact'],
  },
  vscode: {
    folders: [
      'vscode',
      'backend',
      'backend/proof',
      'backend/runware',
      'run',
      'metadata',
      'protocol',
      ...PURE,
    ],
    packages: ['node:*', 'vscode'],
  },
  cli: {
    folders: ['cli', 'backend', 'backend/proof', 'backend/runware', 'run', 'metadata', 'protocol', ...PURE],
    packages: ['node:*', 'tinyglobby', 'commander'],
  },
  '.': { folders: ['vscode'], packages: ['vscode'] },
};

/** The rule that a path below `src` falls under: its folder's, or that of the folder above. */
function layerOf(file: string): string {
  const relative = path.relative(SRC, file);
  if (relative.startsWith('..')) return relative.split(path.sep)[1] ?? '';
  const [top = '', second = ''] = relative.split(path.sep);
  if (!relative.includes(path.sep)) return '.';
  return Object.hasOwn(RULES, `${top}/${second}`) ? `${top}/${second}` : top;
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

describe('the layers of src', () => {
  it('import only what their rule allows, types included', () => {
    const files = sources();
    assert.ok(files.length > 50, 'the sources were found');
    const breaches = files.flatMap((file) =>
      ts
        .preProcessFile(readFileSync(file, 'utf8'), true, true)
        .importedFiles.map(({ fileName }) => breach(file, fileName))
        .filter((text) => text !== undefined),
    );
    assert.deepEqual(breaches, []);
  });

  it('would catch a breach', () => {
    const at = (name: string) => path.join(SRC, name);
    assert.ok(breach(at('webview/app.tsx'), 'vscode'));
    assert.ok(breach(at('webview/stage/stage.tsx'), '../../task/check'));
    assert.ok(breach(at('prompt/parse.ts'), 'node:fs'));
    assert.ok(breach(at('run/drive/driver.ts'), '../../vscode/log'));
    assert.ok(breach(at('backend/proof/backend.ts'), 'undici'));
    assert.ok(breach(at('cli/main.ts'), '../vscode/settings'));
    assert.equal(breach(at('vscode/generate/generator.ts'), '../../run/drive/engine'), undefined);
  });
});
