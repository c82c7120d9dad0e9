import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import manifest from '../../../package.json';
import { releaseProblem } from '../../../scripts/lib/release';
import { inRoot } from '../../../scripts/lib/root';

const HOME = 'https://github.com/structured-prompt-studio/structured-prompt-studio';

interface Step {
  readonly uses?: string;
  readonly run?: string;
}

interface Workflow {
  readonly permissions: unknown;
  readonly jobs: Readonly<
    Record<string, { readonly permissions?: unknown; readonly steps: readonly Step[] }>
  >;
}

const read = (...file: string[]) => readFileSync(inRoot(...file), 'utf8');
const SCRIPTS: Readonly<Record<string, string>> = manifest.scripts;

/** The script of package.json that a step runs: `npm test` or `npm run NAME`. */
function scriptOf(run: string): string | undefined {
  return /^npm (?:run )?([\w:-]+)$/.exec(run)?.[1];
}

describe('the repository', () => {
  it('has one address, wherever it is named', () => {
    assert.equal(manifest.homepage, `${HOME}#readme`);
    assert.equal(manifest.repository.url, `${HOME}.git`);
    assert.equal(manifest.bugs.url, `${HOME}/issues`);
    for (const file of ['SECURITY.md', '.github/ISSUE_TEMPLATE/config.yml']) {
      const named = read(file).match(/https:\/\/github\.com\/[^/\s]+\/[^/\s)]+/g) ?? [];
      assert.ok(named.length > 0, file);
      assert.deepEqual([...new Set(named)], [HOME], file);
    }
  });

  it('names a Node that package.json allows', () => {
    const least = Number(/\d+/.exec(manifest.engines.node)?.[0]);
    assert.ok(Number(read('.nvmrc')) >= least);
  });

  it('has issue forms with a name, a description and fields', () => {
    const forms = readdirSync(inRoot('.github/ISSUE_TEMPLATE')).filter((name) => name !== 'config.yml');
    assert.ok(forms.length >= 2);
    for (const form of forms) {
      const { name, description, body } = parse(read('.github/ISSUE_TEMPLATE', form)) as Record<
        string,
        unknown
      >;
      assert.ok(typeof name === 'string' && typeof description === 'string' && Array.isArray(body), form);
    }
  });
});

describe('CONTRIBUTING', () => {
  const text = read('CONTRIBUTING.md');

  it('names files and folders that exist', () => {
    const named = text.match(/(?<![\w/])(?:src|test|docs|scripts|\.github)\/[\w./-]*\w/g) ?? [];
    const real = named.filter((file) => !file.includes('NAME'));
    assert.ok(real.length > 20);
    assert.deepEqual(
      real.filter((file) => !existsSync(inRoot(file))),
      [],
    );
  });

  it('names scripts that exist', () => {
    const named = [...text.matchAll(/npm run ([\w:-]+)|`(bench:\w+)`/g)].map(
      ([, name, short]) => name ?? short ?? '',
    );
    assert.ok(named.length > 8);
    assert.deepEqual(
      named.filter((name) => SCRIPTS[name] === undefined),
      [],
    );
  });
});

describe('the workflows', () => {
  const workflows = readdirSync(inRoot('.github/workflows')).map((name) => ({
    name,
    workflow: parse(read('.github/workflows', name)) as Workflow,
  }));

  for (const { name, workflow } of workflows) {
    const jobs = Object.values(workflow.jobs);
    const steps = jobs.flatMap((job) => job.steps);

    it(`of ${name} may only read`, () => {
      assert.deepEqual(workflow.permissions, { contents: 'read' });
      for (const { permissions } of jobs) assert.equal(permissions, undefined);
    });

    it(`of ${name} run scripts of package.json only`, () => {
      const commands = steps.flatMap(({ run }) => run ?? []);
      assert.equal(commands[0], 'npm ci');
      assert.ok(commands.includes('npm test'));
      for (const command of commands.slice(1)) assert.ok(SCRIPTS[scriptOf(command) ?? ''], command);
    });

    it(`of ${name} use actions at a certain commit only`, () => {
      for (const { uses } of steps) if (uses !== undefined) assert.match(uses, /@[0-9a-f]{40}$/);
    });
  }
});

describe('a release', () => {
  it('needs a tag with the version of package.json, and a section in the changelog', () => {
    assert.equal(releaseProblem('v1.2.3', '1.2.3', '# Changelog\n\n## 1.2.3\n'), undefined);
    assert.match(releaseProblem('v1.2.4', '1.2.3', '## 1.2.3\n') ?? '', /v1\.2\.4.*1\.2\.3/);
    assert.match(releaseProblem('v1.2.3', '1.2.3', '## 1.2.2\n') ?? '', /no section for 1\.2\.3/);
  });
});

describe('the launch configurations', () => {
  it('name programs that exist or are built, and tasks that are scripts', () => {
    const { configurations } = JSON.parse(read('.vscode/launch.json')) as {
      configurations: readonly { program?: string; preLaunchTask?: string }[];
    };
    const { tasks } = JSON.parse(read('.vscode/tasks.json')) as {
      tasks: readonly { label: string; script: string }[];
    };
    assert.ok(configurations.length >= 3);
    for (const { program, preLaunchTask } of configurations) {
      const file = program?.replace('${workspaceFolder}/', '');
      assert.ok(
        file === undefined || file === manifest.bin['structured-prompt'] || existsSync(inRoot(file)),
        file,
      );
      if (preLaunchTask === undefined) continue;
      const task = tasks.find(({ label }) => label === preLaunchTask);
      assert.ok(task && SCRIPTS[task.script], preLaunchTask);
    }
  });
});
