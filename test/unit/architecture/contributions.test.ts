import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { SIZES, formatSize } from '../../../src/task/sizes';
import { COMMANDS, SETTINGS, STUDIO_VIEW_TYPE } from '../../../src/vscode/contributions';

interface Manifest {
  readonly activationEvents: readonly string[];
  readonly contributes: {
    readonly commands: readonly { command: string; title: string }[];
    readonly configuration: { properties: Readonly<Record<string, { enum?: readonly string[] }>> };
    readonly menus: Readonly<Record<string, readonly { command: string }[]>>;
  };
}

const ROOT = path.resolve(import.meta.dirname, '../../..');
const readJson = (name: string): unknown => JSON.parse(readFileSync(path.join(ROOT, name), 'utf8'));
const manifest = readJson('package.json') as Manifest;

describe('package.json', () => {
  const { commands, configuration, menus } = manifest.contributes;
  const sorted = (list: readonly string[]) => [...list].sort();

  it('contributes the commands that the code knows, and no other', () => {
    assert.deepEqual(sorted(commands.map(({ command }) => command)), sorted(Object.values(COMMANDS)));
  });

  it('contributes the settings that the code reads, and no other', () => {
    assert.deepEqual(sorted(Object.keys(configuration.properties)), sorted(Object.values(SETTINGS)));
  });

  it('puts only known commands into menus', () => {
    const known: readonly string[] = Object.values(COMMANDS);
    const used = Object.values(menus).flatMap((items) => items.map(({ command }) => command));
    assert.deepEqual(
      used.filter((command) => !known.includes(command)),
      [],
    );
  });

  it('is activated to restore the panel', () => {
    assert.ok(manifest.activationEvents.includes(`onWebviewPanel:${STUDIO_VIEW_TYPE}`));
  });

  it('offers the supported sizes', () => {
    assert.deepEqual(configuration.properties[SETTINGS.size]?.enum, SIZES.map(formatSize));
  });

  it('has an English text for every placeholder, and no text without one', () => {
    const texts = readJson('package.nls.json') as Record<string, string>;
    const used = [...readFileSync(path.join(ROOT, 'package.json'), 'utf8').matchAll(/"%([^"%]+)%"/g)];
    assert.deepEqual(sorted(Object.keys(texts)), sorted([...new Set(used.map((match) => match[1] ?? ''))]));
  });
});
