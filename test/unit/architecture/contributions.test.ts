import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { SEVERITIES } from '../../../src/lint/rule';
import { RULES } from '../../../src/lint/rules';
import { choosableNames } from '../../../src/lint/severities';
import { ACTION_IDS, actionOf } from '../../../src/protocol/run-actions';
import { DEFAULT_CONCURRENCY, MAX_CONCURRENCY } from '../../../src/run/drive/concurrency';
import { SIZES, formatSize } from '../../../src/task/sizes';
import {
  COMMANDS,
  RUNS_VIEW,
  SCHEMA_SCHEME,
  SETTINGS,
  STUDIO_VIEW_TYPE,
} from '../../../src/vscode/platform/contributions';
import { CODICONS } from '../../support/codicons';

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
    readonly commands: readonly { command: string; title: string; category: string; icon?: string }[];
    readonly configuration: { properties: Readonly<Record<string, Setting>> };
    readonly jsonValidation: readonly { url: string }[];
    readonly menus: Readonly<Record<string, readonly { command: string; when?: string; group?: string }[]>>;
    readonly views: Readonly<Record<string, readonly { id: string }[]>>;
    readonly viewsWelcome: readonly { view: string }[];
  };
}

const ROOT = path.resolve(import.meta.dirname, '../../..');
const readJson = (name: string): unknown => JSON.parse(readFileSync(path.join(ROOT, name), 'utf8'));
const manifest = readJson('package.json') as Manifest;
const TEXTS = readJson('package.nls.json') as Readonly<Record<string, string>>;

/** The actions of the table that are commands, too. */
const ACTION_COMMANDS = ACTION_IDS.flatMap((id) => {
  const { command } = actionOf(id);
  return command === undefined ? [] : [{ id, command, action: actionOf(id) }];
});

/** Every command that the code knows. */
const KNOWN: readonly string[] = [
  ...Object.values(COMMANDS),
  ...ACTION_COMMANDS.map(({ command }) => command),
];

describe('package.json', () => {
  const { commands, configuration, menus } = manifest.contributes;
  const sorted = (list: readonly string[]) => [...list].sort();

  it('contributes the commands that the code knows, and no other', () => {
    assert.deepEqual(sorted(commands.map(({ command }) => command)), sorted(KNOWN));
  });

  it('contributes the settings that the code reads, and no other', () => {
    assert.deepEqual(sorted(Object.keys(configuration.properties)), sorted(Object.values(SETTINGS)));
  });

  it('puts only known commands into menus', () => {
    const used = Object.values(menus).flatMap((items) => items.map(({ command }) => command));
    assert.deepEqual(
      used.filter((command) => !KNOWN.includes(command)),
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
    const actions: readonly string[] = ACTION_COMMANDS.map(({ command }) => command);
    assert.deepEqual(
      sorted(names(hidden)),
      sorted(names(onNodes).filter((command) => !actions.includes(command))),
    );
  });

  for (const { id, command, action } of ACTION_COMMANDS) {
    it(`has the lines of the action ${id}: command, title, tree's menu and palette`, () => {
      const contributed = commands.find((one) => one.command === command);
      assert.ok(contributed, `"commands" needs ${command}`);
      assert.equal(
        TEXTS[contributed.title.replaceAll('%', '')],
        action.label,
        'the title in package.nls.json',
      );
      assert.equal(contributed.icon, `$(${action.icon})`, 'its icon');
      assert.ok(CODICONS.has(action.icon), `no codicon "${action.icon}"`);
      assert.equal(contributed.category, '%category%', 'its category');
      const lines = (menus['view/item/context'] ?? []).filter((line) => line.command === command);
      const condition = `viewItem =~ /\\b${id}\\b/`;
      const single = `view == ${RUNS_VIEW} && !listMultiSelection && ${condition}`;
      const several = `view == ${RUNS_VIEW} && ${condition}`;
      assert.ok(
        lines.some(({ group }) => group !== undefined && !group.startsWith('inline')),
        `"view/item/context" needs a line with "when": "${single}"`,
      );
      for (const { when } of lines) assert.ok(when === single || when === several, when);
      const inPalette = (menus['commandPalette'] ?? []).filter((line) => line.command === command);
      const onStage = `activeWebviewPanelId == '${STUDIO_VIEW_TYPE}'`;
      assert.deepEqual(
        inPalette.map(({ when }) => when),
        [onStage],
        `"commandPalette" needs one line with "when": "${onStage}": there the command acts on what is on the stage`,
      );
    });
  }

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
    for (const [name, { enum: offered, description }] of Object.entries(rules)) {
      assert.deepEqual(offered, [...SEVERITIES, 'off']);
      const rule = RULES.find(({ id }) => id === name);
      if (rule) assert.equal(TEXTS[`rule.${name}`], rule.summary);
      assert.equal(description, `%rule.${name}%`);
    }
  });

  it('has an English text for every placeholder, and no text without one', () => {
    const used = [...readFileSync(path.join(ROOT, 'package.json'), 'utf8').matchAll(/"%([^"%]+)%"/g)];
    assert.deepEqual(sorted(Object.keys(TEXTS)), sorted([...new Set(used.map((match) => match[1] ?? ''))]));
  });
});
