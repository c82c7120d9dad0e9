import assert from 'node:assert/strict';
import { inRoot } from '../../../scripts/lib/root';
import { select, UsageError } from '../../../scripts/stages/selection';

const names = (...args: readonly string[]) => select(args).stages.map(({ name }) => name);

function commandOf(stage: string, ...args: readonly string[]): readonly string[] {
  return select(args).stages.find(({ name }) => name === stage)?.command ?? [];
}

describe('npm test -- ARGUMENTS', () => {
  it('runs every stage without arguments', () => {
    const all = names();
    for (const stage of ['build', 'types', 'lint', 'format', 'unit', 'panel', 'reliability', 'soak', 'ui']) {
      assert.ok(all.includes(stage), stage);
    }
    assert.ok(all.includes('vscode') && all.includes('vscode, oldest supported'));
  });

  it('runs a stage by its name, with the build where it needs that', () => {
    assert.deepEqual(names('unit'), ['unit']);
    assert.deepEqual(names('panel'), ['build', 'panel']);
    assert.deepEqual(names('vscode'), ['build', 'vscode', 'vscode, oldest supported']);
  });

  it('runs one file in the stage it belongs to', () => {
    const file = 'test/ui/stage.test.ts';
    assert.deepEqual(names(file), ['build', 'ui']);
    assert.equal(commandOf('ui', file).at(-1), inRoot(file));
    assert.deepEqual(names('./test/unit/scripts/selection.test.ts'), ['unit']);
    assert.deepEqual(names(inRoot('test/panel/film.test.ts')), ['build', 'panel']);
  });

  it('runs a smoke test in both versions of VS Code', () => {
    const file = 'test/vscode/smoke/completion.test.ts';
    assert.deepEqual(names(file), ['build', 'vscode', 'vscode, oldest supported']);
  });

  it('runs the tests of a folder, in one stage or in several', () => {
    assert.deepEqual(names('test/unit/lint'), ['unit']);
    assert.equal(commandOf('unit', 'test/unit/lint').at(-1), inRoot('test/unit/lint'));
    assert.ok(names('test').includes('ui') && names('test').includes('unit'));
  });

  it('hands the words of --grep to the stages, of which some may have no such test', () => {
    const { stages } = select(['--grep', 'one undo']);
    assert.ok(!stages.some(({ name }) => name === 'lint'));
    for (const { kind, command, mayBeEmpty } of stages) {
      if (kind === 'check') continue;
      assert.equal(command[command.indexOf('--grep') + 1], 'one undo');
      assert.equal(mayBeEmpty, true);
    }
    assert.deepEqual(commandOf('ui', 'test/ui/stage.test.ts', '--grep', 'undo').slice(-3), [
      '--grep',
      'undo',
      inRoot('test/ui/stage.test.ts'),
    ]);
  });

  it('says what is wrong with a name that is neither a stage nor a file of tests', () => {
    const message = (...args: readonly string[]) => {
      try {
        select(args);
      } catch (error) {
        assert.ok(error instanceof UsageError);
        return error.message;
      }
      return '';
    };
    assert.match(message('unti'), /no stage and no file of this name: unti/);
    assert.match(message('src/extension.ts'), /No stage runs the tests of src\/extension\.ts/);
    assert.match(message('test/support/tasks.ts'), /No stage runs/);
    assert.match(message('--bail'), /--bail/);
  });
});
