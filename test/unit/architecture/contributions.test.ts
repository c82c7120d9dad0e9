import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { SEVERITIES } from '../../../src/lint/rule';
import { RULES } from '../../../src/lint/rules';
import { choosableNames } from '../../../src/lint/severities';
import { DEFAULT_CONCURRENCY, MAX_CONCURRENCY } from '../../../src/run/drive/concurrency';
import { SIZES, formatSize } from '../../../src/task/sizes';
import {
  COMMANDS,
  RUNS_VIEW,
  SCHEMA_SCHEME,
  SETTINGS,
  STUDIO_VIEW_TYPE,
} from '../../../src/vscode/platform/contributions';

interface Setting {
  readonly enum?: readonly string[];
  readonly scope?: string;
  readonly default?: unknown;
  readonly maximum?: number;
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Setting>>;
}

interface Manifest {
  readonly activationEvents: readonly string[];
  readonly contributes: {
    readonly commands: readonly { command: string; title: string }[];
    readonly configuration: { properties: Readonly<Record<string, Setting>> };
    readonly jsonValidation: readonly { url: string }[];
    readonly menus: Readonly<Record<string, readonly { command: string; when?: string }[]>>;
    readonly views: Readonly<Record<string, readonly { id: string }[]>>;
    readonly viewsWelcome: readonly { view: string }[];
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

  it('contributes the view that the code fills, and offers what needs one of its nodes there alone', () => {
    const { views, viewsWelcome } = manifest.contributes;
    assert.deepEqual(
      Object.values(views).flatMap((list) => list.map(({ id }) => id)),
      [RUNS_VIEW],
    );
    assert.deepEqual(
      viewsWelcome.map(({ view }) => view),
      [RUNS_VIEW],
    );
    const onNodes = menus['view/item/context'] ?? [];
    assert.ok(onNodes.every(({ when }) => when?.startsWith(`view == ${RUNS_VIEW} && `)));
    const hidden = (menus['commandPalette'] ?? []).filter(({ when }) => when === 'false');
    const names = (items: readonly { command: string }[]) => [
      ...new Set(items.map(({ command }) => command)),
    ];
    assert.deepEqual(sorted(names(hidden)), sorted(names(onNodes)));
  });

  it('is activated to restore the panel', () => {
    assert.ok(manifest.activationEvents.includes(`onWebviewPanel:${STUDIO_VIEW_TYPE}`));
  });

  it('is activated when the JSON service asks for the schema of a prompt or task file, and not before', () => {
    assert.deepEqual(sorted(manifest.activationEvents), [
      `onFileSystem:${SCHEMA_SCHEME}`,
      `onWebviewPanel:${STUDIO_VIEW_TYPE}`,
    ]);
    for (const { url } of manifest.contributes.jsonValidation) {
      assert.equal(new URL(url).protocol, `${SCHEMA_SCHEME}:`);
    }
  });

  it('lets no workspace decide where the key goes, how much is spent unasked, and how much is asked of the service', () => {
    for (const name of [SETTINGS.endpoint, SETTINGS.confirmAbove, SETTINGS.concurrency]) {
      assert.equal(configuration.properties[name]?.scope, 'application', name);
    }
    const concurrency = configuration.properties[SETTINGS.concurrency];
    assert.deepEqual([concurrency?.default, concurrency?.maximum], [DEFAULT_CONCURRENCY, MAX_CONCURRENCY]);
  });

  it('offers the supported sizes', () => {
    assert.deepEqual(configuration.properties[SETTINGS.size]?.enum, SIZES.map(formatSize));
  });

  it('offers a severity for each rule that has a choice, with the same words as the rule', () => {
    const rules = configuration.properties[SETTINGS.lintRules]?.properties ?? {};
    assert.deepEqual(sorted(Object.keys(rules)), sorted(choosableNames()));
    const texts = readJson('package.nls.json') as Record<string, string>;
    for (const [name, { enum: offered, description }] of Object.entries(rules)) {
      assert.deepEqual(offered, [...SEVERITIES, 'off']);
      const rule = RULES.find(({ id }) => id === name);
      if (rule) assert.equal(texts[`rule.${name}`], rule.summary);
      assert.equal(description, `%rule.${name}%`);
    }
  });

  it('has an English text for every placeholder, and no text without one', () => {
    const texts = readJson('package.nls.json') as Record<string, string>;
    const used = [...readFileSync(path.join(ROOT, 'package.json'), 'utf8').matchAll(/"%([^"%]+)%"/g)];
    assert.deepEqual(sorted(Object.keys(texts)), sorted([...new Set(used.map((match) => match[1] ?? ''))]));
  });
});
