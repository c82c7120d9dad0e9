import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { PROMPT } from '../../support/tasks';
import { Workplace } from './command';

const UNUSUAL =
  '\uFEFF{ "canvas": 1,\r\n  "compositional_deconstruction": { "background": "x",\r\n    "elements": [{}] } }';

let place: Workplace;
before(async () => {
  place = await Workplace.open();
  await place.write('good.structured-prompt.json', PROMPT);
  await place.write('good.image-task.json', {
    settings: { structuredPrompt: PROMPT },
    width: 1664,
    height: 2496,
  });
  await place.write('sentence.image-task.json', { positivePrompt: 'A boat' });
  await place.write('unusual.json', UNUSUAL);
  await place.write('torn.structured-prompt.json', '{ "a": ');
  await place.write('binary.json', Buffer.from([0xff, 0xfe, 0x00]));
});
after(() => place.close());

describe('a prompt that is nested beyond measure', () => {
  for (const levels of [3000, 20_000]) {
    it(`(${levels} levels) is a problem at its place for every command, and nothing breaks`, async () => {
      const name = `deep-${levels}.structured-prompt.json`;
      const text = `{"compositional_deconstruction":{"background":"x","elements":[${'['.repeat(levels)}${']'.repeat(levels)}]}}`;
      await place.write(name, text);
      for (const args of [
        ['generate', name, '--backend', 'proof'],
        ['proof', name],
        ['lint', name],
        ['diff', name, 'good.structured-prompt.json'],
        ['diff', 'good.structured-prompt.json', name],
      ]) {
        const { code, stdout, stderr } = await place.run(args);
        assert.equal(code, args[0] === 'diff' ? 2 : 1, stderr);
        assert.match(`${stdout}${stderr}`, /deep-\d+.+1:160.+nested too deeply/);
        assert.doesNotMatch(`${stdout}${stderr}`, /RangeError|Maximum call stack|\n +at /);
      }
    });
  }
});

describe('structured-prompt lint', () => {
  it('is silent and ends with 0 if all is well', async () => {
    const files = ['good.structured-prompt.json', 'good.image-task.json', 'sentence.image-task.json'];
    assert.deepEqual(await place.run(['lint', ...files]), { code: 0, stdout: '', stderr: '' });
    const { code, stdout } = await place.run(['lint', files[0] ?? '', '--json']);
    assert.deepEqual([code, JSON.parse(stdout)], [0, [{ file: files[0], problems: [] }]]);
  });

  it('prints each problem with its position and ends with 1', async () => {
    const { code, stdout } = await place.run(['lint', 'unusual.json', 'torn.structured-prompt.json']);
    assert.equal(code, 1);
    const [first, ...more] = stdout.trimEnd().split('\n');
    assert.match(first ?? '', /^unusual\.json:1:3: warning: "canvas" is not a key .+ \[unknown-key\]$/);
    assert.match(more.at(-1) ?? '', /^torn\.structured-prompt\.json:1:7: error: JSON: .+ \[json-syntax\]$/);
  });

  it('prints all of it as JSON', async () => {
    const { code, stdout } = await place.run(['lint', '--json', 'unusual.json']);
    assert.equal(code, 1);
    const reports = JSON.parse(stdout) as { file: string; problems: Record<string, unknown>[] }[];
    assert.deepEqual(Object.keys(reports[0] ?? {}), ['file', 'problems']);
    const problems = reports[0]?.problems ?? [];
    const { message, ...first } = problems[0] ?? {};
    assert.equal(typeof message, 'string');
    assert.deepEqual(first, {
      rule: 'unknown-key',
      severity: 'warning',
      path: 'canvas',
      line: 1,
      column: 3,
      endLine: 1,
      endColumn: 11,
    });
    assert.deepEqual(Object.keys(problems[0] ?? {}), [
      'rule',
      'severity',
      'message',
      'path',
      'line',
      'column',
      'endLine',
      'endColumn',
    ]);
    const inner = problems.find(({ path }) => path === 'compositional_deconstruction.elements[0]');
    assert.deepEqual([inner?.['line'], inner?.['column'], inner?.['endColumn']], [3, 18, 19]);
  });

  it('ends with 2 if a file cannot be read, after checking the others', async () => {
    const { code, stdout, stderr } = await place.run([
      'lint',
      'missing.json',
      'binary.json',
      'unusual.json',
      '--json',
    ]);
    assert.equal(code, 2);
    assert.deepEqual(
      (JSON.parse(stdout) as { file: string }[]).map(({ file }) => file),
      ['unusual.json'],
    );
    assert.match(stderr, /missing\.json: cannot be read.*\nbinary\.json: is not UTF-8/);
  });

  it('ends with 2 without files', async () => {
    assert.equal((await place.run(['lint'])).code, 2);
  });
});

describe('structured-prompt proof', () => {
  const widthOf = (svg: string) => /viewBox="0 0 (\d+) (\d+)"/.exec(svg)?.slice(1).map(Number);

  it('draws to standard output, in the size asked for', async () => {
    const square = await place.run(['proof', 'good.structured-prompt.json']);
    assert.equal(square.code, 0);
    assert.match(square.stdout, /^<svg[^]*<\/svg>\s*$/);
    const wide = await place.run(['proof', 'good.structured-prompt.json', '--size', '3168x1296']);
    assert.equal(wide.code, 0);
    const [width = 0, height = 1] = widthOf(wide.stdout) ?? [];
    assert.ok(Math.abs(width / height - 22 / 9) < 0.01);
    assert.notEqual(wide.stdout, square.stdout);
  });

  it('draws to a file, and prints nothing', async () => {
    const ended = await place.run(['proof', 'good.image-task.json', '-o', 'out.svg']);
    assert.deepEqual(ended, { code: 0, stdout: '', stderr: '' });
    const svg = await readFile(place.path('out.svg'), 'utf8');
    const [width = 0, height = 1] = widthOf(svg) ?? [];
    assert.ok(Math.abs(width / height - 2 / 3) < 0.01);
    assert.deepEqual(
      (await readdir(place.folder)).filter((name) => name.includes('.tmp')),
      [],
    );
  });

  for (const [what, args, words] of [
    ['a size that is none', ['good.image-task.json', '--size', '100x100'], /2048x2048/],
    ['a sentence alone', ['sentence.image-task.json'], /no layout to draw/],
    ['a place that cannot be written to', ['good.image-task.json', '-o', 'no/out.svg'], /cannot be written/],
    ['no file', [], /exactly one file/],
  ] as const) {
    it(`ends with 2 given ${what}`, async () => {
      const { code, stdout, stderr } = await place.run(['proof', ...args]);
      assert.deepEqual([code, stdout], [2, '']);
      assert.match(stderr, words);
      assert.doesNotMatch(stderr, /\n\s+at /);
    });
  }

  it('ends with 1 and the problems if there is no prompt to draw', async () => {
    const { code, stdout, stderr } = await place.run(['proof', 'torn.structured-prompt.json']);
    assert.deepEqual([code, stdout], [1, '']);
    assert.match(stderr, /json-syntax/);
  });
});

describe('structured-prompt', () => {
  // Always full; there is no such device elsewhere.
  if (process.platform === 'linux') {
    it('says that its output could not be written, and ends with 1', async () => {
      for (const args of [['proof', 'good.structured-prompt.json'], ['lint', '--json', '.'], ['--help']]) {
        const { code, stderr } = await place.runInto('/dev/full', args);
        assert.deepEqual([code, stderr.includes('could not be written: ENOSPC')], [1, true], stderr);
      }
    });
  }

  it('explains itself', async () => {
    for (const word of ['--help', '-h', 'help']) {
      const { code, stdout } = await place.run([word]);
      assert.equal(code, 0);
      for (const command of ['generate', 'proof', 'lint', 'RUNWARE_API_KEY']) {
        assert.ok(stdout.includes(command));
      }
    }
  });

  it('explains each command', async () => {
    const options = {
      generate: ['--backend', '--endpoint', '--out', '--concurrency', '--json', 'RUNWARE_API_KEY'],
      resume: ['--endpoint', '--concurrency', '--json', '.structured-prompt/runs'],
      balance: ['--endpoint', '--json'],
      proof: ['-o, --out', '--size'],
      extract: ['-o, --out', '--task', '--force'],
      lint: ['--fix', '--rules', '--size', '--format', '--json'],
      diff: ['run folder'],
    };
    for (const [command, words] of Object.entries(options)) {
      const long = await place.run([command, '--help']);
      assert.deepEqual([long.code, long.stderr], [0, '']);
      for (const word of words) assert.ok(long.stdout.includes(word), `${command}: ${word}`);
    }
    const long = await place.run(['lint', '--help']);
    for (const same of [
      ['lint', '-h'],
      ['help', 'lint'],
      ['lint', 'x.json', '--fix', '-h'],
    ]) {
      assert.deepEqual(await place.run(same), long);
    }
  });

  it('prints its version', async () => {
    const { version } = JSON.parse(await readFile('package.json', 'utf8')) as { version: string };
    for (const args of [['--version'], ['-v'], ['lint', '--version'], ['generate', '-v']]) {
      assert.deepEqual(await place.run(args), { code: 0, stdout: `${version}\n`, stderr: '' });
    }
  });

  it('ends with 2 without a command, or with an unknown one', async () => {
    const none = await place.run([]);
    assert.deepEqual([none.code, none.stdout], [2, '']);
    assert.match(none.stderr, /structured-prompt generate FILE/);
    const wrong = await place.run(['lnt']);
    assert.deepEqual([wrong.code, wrong.stdout], [2, '']);
    assert.match(wrong.stderr, /^unknown command 'lnt'\n\(Did you mean lint\?\)\n.+--help/);
  });

  for (const [what, args, words] of [
    ['an unknown option, and names a similar one', ['lint', '--formt', 'json'], /'--formt'\n.+--format/],
    ['an option of another command', ['diff', 'a', 'b', '--json'], /'--json'/],
    ['an option without its value', ['lint', 'good.structured-prompt.json', '--size'], /--size/],
    ['an option in place of a value', ['proof', 'a', '--out', '--size'], /--out.+looks like an option/],
    ['a value for what takes none', ['lint', '--fix=yes', '.'], /--fix/],
    ['more words than it takes', ['balance', 'mine'], /too many arguments/],
  ] as const) {
    it(`ends with 2 given ${what}`, async () => {
      const { code, stdout, stderr } = await place.run(args);
      assert.deepEqual([code, stdout], [2, '']);
      assert.match(stderr, words);
      assert.doesNotMatch(stderr, /\n\s+at /);
    });
  }

  it('accepts options before and after files, with their values in either form', async () => {
    for (const args of [
      ['--size', '1664x2496', 'good.structured-prompt.json'],
      ['good.structured-prompt.json', '--size=1664x2496'],
      ['--size=1664x2496', '-o-', '--', 'good.structured-prompt.json'],
    ]) {
      const { code, stdout } = await place.run(['proof', ...args]);
      assert.deepEqual([code, stdout.startsWith('<svg')], [0, true]);
    }
  });
});
