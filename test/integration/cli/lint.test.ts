import assert from 'node:assert/strict';
import { chmod, lstat, mkdir, readdir, readFile, stat, symlink } from 'node:fs/promises';
import path from 'node:path';
import { SIZES } from '../../../src/task/sizes';
import { PROMPT } from '../../support/tasks';
import { type Ended, Workplace } from './command';

/** A task that the service refuses, with its problem at 1:33. */
const HALF_SIZED = '{ "positivePrompt": "A boat",   "width": 2048 }';
const AT_HALF_SIZE = '1:33: error: ';
const SEE_THROUGH = {
  ...PROMPT,
  high_level_description: 'A red square on a transparent background',
};

/** A prompt in the way of people's files: with a byte order mark, CRLF and a comment. The color can be mended. */
const PALE = [
  '\uFEFF{',
  '  // the one we agreed on',
  '  "compositional_deconstruction": {',
  '    "background": "Plain", "elements": [',
  '      { "type": "obj", "desc": "Wave \u{1F30A}", "color_palette": ["#ff00aa"] },',
  '    ],',
  '  },',
  '}',
  '',
].join('\r\n');
const MENDED = PALE.replace('#ff00aa', '#FF00AA');
/** So that these tests are about one rule. */
const COLORS_ONLY = ['--rules', 'shape=off,layout=off,color-format=warning'];

interface FileReport {
  readonly file: string;
  readonly problems: readonly { readonly rule: string; readonly severity: string }[];
}

let place: Workplace;
beforeEach(async () => {
  place = await Workplace.open();
});
afterEach(() => place.close());

const read = (name: string) => readFile(place.path(name), 'utf8');
const lint = (...args: readonly string[]) => place.run(['lint', ...args]);

function reportsOf({ stdout }: Ended): FileReport[] {
  return JSON.parse(stdout) as FileReport[];
}

async function filesOf(...words: readonly string[]): Promise<string[]> {
  return reportsOf(await lint(...words, '--json')).map(({ file }) => file.replaceAll('\\', '/'));
}

function refused({ code, stdout, stderr }: Ended, words: RegExp): void {
  assert.deepEqual([code, stdout], [2, '']);
  assert.match(stderr, words);
  assert.doesNotMatch(stderr, /\n\s+at /);
}

describe('structured-prompt lint: what it looks at', () => {
  beforeEach(async () => {
    for (const name of [
      'posters/summer.structured-prompt.json',
      'posters/2024/old.structuredPrompt.json',
      'posters/campaign.image-task.json',
      'posters/.drafts/idea.structured-prompt.json',
      'posters/node_modules/theirs/a.structured-prompt.json',
      'posters/.git/b.structured-prompt.json',
      'posters/.structured-prompt/runs/c.structured-prompt.json',
      'posters [1]/d.structured-prompt.json',
      '[ab].structured-prompt.json',
      'a.structured-prompt.json',
    ]) {
      await place.write(name, name.includes('task') ? { positivePrompt: 'A boat' } : PROMPT);
    }
    await place.write('posters/package.json', '{}');
  });

  it('searches folders for prompt and task files, by name, and leaves copies and other people’s files alone', async () => {
    const all = [
      'posters/.drafts/idea.structured-prompt.json',
      'posters/2024/old.structuredPrompt.json',
      'posters/campaign.image-task.json',
      'posters/summer.structured-prompt.json',
    ];
    assert.deepEqual(await filesOf('posters'), all);
    assert.deepEqual(await filesOf('posters [1]'), ['posters [1]/d.structured-prompt.json']);
    assert.deepEqual(await filesOf('.'), [
      '[ab].structured-prompt.json',
      'a.structured-prompt.json',
      'posters [1]/d.structured-prompt.json',
      ...all,
    ]);
  });

  it('searches a skipped folder if it is named', async () => {
    const theirs = ['posters/node_modules/theirs/a.structured-prompt.json'];
    assert.deepEqual(await filesOf('posters/node_modules'), theirs);
    assert.deepEqual(await filesOf('posters/node_modules/**/*.json'), theirs);
    assert.deepEqual(await filesOf('posters/.structured-prompt/runs'), [
      'posters/.structured-prompt/runs/c.structured-prompt.json',
    ]);
  });

  it('reads patterns itself, so that they mean the same in every shell', async () => {
    assert.deepEqual(await filesOf('posters/*.{structured-prompt,image-task}.json'), [
      'posters/campaign.image-task.json',
      'posters/summer.structured-prompt.json',
    ]);
    assert.deepEqual(await filesOf('**/{old,d}.*.json'), [
      'posters [1]/d.structured-prompt.json',
      'posters/2024/old.structuredPrompt.json',
    ]);
    assert.deepEqual(await filesOf('posters/20*'), ['posters/2024/old.structuredPrompt.json']);
  });

  it('treats an existing name as a name, not as a pattern', async () => {
    assert.deepEqual(await filesOf('[ab].structured-prompt.json'), ['[ab].structured-prompt.json']);
  });

  it('checks each file once, in the order of the arguments', async () => {
    const [first, ...more] = await filesOf(
      './posters/summer.structured-prompt.json',
      'posters',
      'posters/**/*.image-task.json',
      place.path('posters', 'summer.structured-prompt.json'),
    );
    assert.equal(first, './posters/summer.structured-prompt.json');
    assert.deepEqual(
      more.map((name) => path.posix.basename(name)),
      ['idea.structured-prompt.json', 'old.structuredPrompt.json', 'campaign.image-task.json'],
    );
  });

  it('names what it found nothing for, and checks the rest', async () => {
    await mkdir(place.path('empty'));
    const ended = await lint('empty', 'no-*.json', 'gone.json', 'a.structured-prompt.json', '--json');
    assert.equal(ended.code, 2);
    assert.match(
      ended.stderr,
      /^empty: .+ holds no .+\nno-\*\.json: no file matches.+\ngone\.json: cannot be read/,
    );
    assert.deepEqual(
      reportsOf(ended).map(({ file }) => file),
      ['a.structured-prompt.json'],
    );
  });

  it('reads standard input: a task or a prompt by its content', async () => {
    const task = await place.feed(HALF_SIZED.replace('{', '{"taskType":"imageInference",'), ['lint', '-']);
    assert.equal(task.code, 1);
    assert.match(task.stdout, /^<stdin>:1:\d+: error: .+ \[size-pair\]$/m);
    const prompt = await place.feed('{}', ['lint', '-', '--json']);
    assert.deepEqual(
      reportsOf(prompt).map(({ file, problems }) => [file, problems[0]?.rule]),
      [['<stdin>', 'composition-required']],
    );
    const bytes = await place.feed(Buffer.from([0xff, 0xfe]), ['lint', '-']);
    refused(bytes, /^<stdin>: is not UTF-8/);
  });
});

describe('structured-prompt lint: what it says', () => {
  beforeEach(() => place.write('half.image-task.json', HALF_SIZED));

  it('writes a line for each problem into a pipe, in color if asked to', async () => {
    const line = `half.image-task.json:${AT_HALF_SIZE}`;
    const ended = await lint('half.image-task.json');
    assert.equal(ended.code, 1);
    assert.ok(ended.stdout.startsWith(line), ended.stdout);
    assert.match(ended.stdout, / \[size-pair\]\n$/);
    const { stdout } = await place.feed('', ['lint', 'half.image-task.json'], { FORCE_COLOR: '1' });
    assert.equal(stdout, ended.stdout.replace('error', '\u001b[31merror\u001b[39m'));
  });

  it('writes annotations for GitHub', async () => {
    await place.write('see,through.structured-prompt.json', SEE_THROUGH);
    const args = ['--format', 'github', '--rules', 'transparent-format=information'];
    const { stdout } = await lint('half.image-task.json', 'see,through.structured-prompt.json', ...args);
    const [first, second] = stdout.split('\n');
    assert.match(
      first ?? '',
      /^::error file=half\.image-task\.json,line=1,col=33,endLine=1,endColumn=40,title=size-pair::\S/,
    );
    assert.match(
      second ?? '',
      /^::notice file=see%2Cthrough\.structured-prompt\.json,line=1,.+,title=transparent-format::/,
    );
  });

  it('writes the same JSON for --json and --format json', async () => {
    const short = await lint('half.image-task.json', '--json');
    assert.deepEqual(await lint('half.image-task.json', '--format', 'json'), short);
    assert.deepEqual(await lint('half.image-task.json', '--format', 'json', '--json'), short);
  });

  it('lets a person choose severities; only errors and warnings make it fail', async () => {
    const file = await place.write('a.structured-prompt.json', SEE_THROUGH);
    for (const [rules, code, severity] of [
      ['transparent-format=error', 1, 'error'],
      ['transparent-format=warning', 1, 'warning'],
      ['wording=off, transparent-format = information', 0, 'information'],
      ['transparent-format=hint', 0, 'hint'],
      ['transparent-format=off', 0, undefined],
    ] as const) {
      const ended = await lint(file, '--json', '--rules', rules);
      assert.deepEqual([ended.code, reportsOf(ended)[0]?.problems[0]?.severity], [code, severity]);
    }
    const twice = ['--rules', 'transparent-format=error', '--rules', 'transparent-format=hint'];
    assert.equal((await lint(file, ...twice)).code, 0);
  });

  it('measures prompt files at the size they are meant for', async () => {
    const words = {
      type: 'text',
      bbox: [400, 100, 430, 220],
      text: 'VISIT THE COAST THIS SUMMER',
      desc: 'Bold',
    };
    const file = await place.write('a.structured-prompt.json', {
      compositional_deconstruction: { background: 'Plain', elements: [words] },
    });
    const rules = ['--rules', 'shape=off'];
    const wide = await lint(file, ...rules, '--size', '3328x1248');
    assert.deepEqual([wide.code, wide.stdout], [0, '']);
    const narrow = await lint(file, ...rules, '--size', '1152x2944');
    assert.equal(narrow.code, 1);
    assert.match(narrow.stdout, /\[text-overflow\]/);
  });

  it('refuses unknown rules, and names all of them', async () => {
    const rules = ['--rules', 'wording,colour=off,json-syntax=off', '--rules', 'layout=loud'];
    const ended = await lint('half.image-task.json', ...rules);
    refused(ended, /"wording" has no severity/);
    for (const words of [
      /"colour" is not a rule/,
      /"json-syntax" is always an error/,
      /"loud" is not a severity/,
    ]) {
      assert.match(ended.stderr, words);
    }
  });

  it('refuses a size, a format or an option that it does not know', async () => {
    const size = await lint('half.image-task.json', '--size', '100x100');
    refused(size, /--size 100x100 is not supported/);
    for (const { width, height } of SIZES) assert.ok(size.stderr.includes(`${width}x${height}`));
    refused(await lint('half.image-task.json', '--format', 'xml'), /text, json, github/);
    refused(await lint('half.image-task.json', '--format', 'github', '--json'), /either --json or --format/);
    refused(await lint('half.image-task.json', '--quiet'), /--quiet/);
  });
});

describe('structured-prompt lint --fix', () => {
  const NAME = 'pale.structured-prompt.json';

  it('fixes text from a chat or a program in prompts, and in no other file', async () => {
    const prompt = '{"compositional_deconstruction": {"background": "sea", "elements": []}}';
    const chat = `Here it is:\n\`\`\`python\nprompt = ${prompt.replaceAll('"', "'")}\n\`\`\`\n`;
    await place.write(NAME, chat);
    assert.deepEqual(await lint('--fix', NAME), { code: 0, stdout: '', stderr: '' });
    assert.equal(await read(NAME), `${prompt}\n`);
    assert.deepEqual(await place.feed(chat, ['lint', '-', '--fix']), {
      code: 0,
      stdout: `${prompt}\n`,
      stderr: '',
    });
    await place.write('notes.json', chat);
    assert.equal((await lint('--fix', 'notes.json')).code, 1);
    assert.equal(await read('notes.json'), chat);
  });

  const fix = (...args: readonly string[]) => lint('--fix', ...COLORS_ONLY, ...args);

  it('applies only certain fixes: byte order mark, line ends and comments stay', async () => {
    await place.write(NAME, PALE);
    assert.deepEqual(await fix(NAME), { code: 0, stdout: '', stderr: '' });
    assert.equal(await read(NAME), MENDED);
    assert.deepEqual(await readdir(place.folder), [NAME]);
  });

  it('reports what is left', async () => {
    await place.write(NAME, PALE.replace('"#ff00aa"', '"#ff00aa", "reddish"'));
    const { code, stdout } = await fix(NAME);
    assert.equal(code, 1);
    assert.match(stdout, /^pale\.structured-prompt\.json:5:\d+: warning: .+reddish.+ \[color-format\]\n$/);
    assert.ok((await read(NAME)).includes('"#FF00AA", "reddish"'));
  });

  it('keeps permissions and links', async () => {
    await place.write(NAME, PALE);
    await chmod(place.path(NAME), 0o640);
    await symlink(NAME, place.path('link.structured-prompt.json'));
    assert.equal((await fix('link.structured-prompt.json')).code, 0);
    assert.ok((await lstat(place.path('link.structured-prompt.json'))).isSymbolicLink());
    assert.equal((await stat(place.path(NAME))).mode & 0o777, 0o640);
    assert.equal(await read(NAME), MENDED);
  });

  it('does not touch a file with nothing to fix', async () => {
    await place.write(NAME, MENDED);
    await place.write('torn.structured-prompt.json', PALE.slice(0, -8));
    const before = await stat(place.path(NAME), { bigint: true });
    const { code, stdout } = await fix(NAME, 'torn.structured-prompt.json');
    assert.equal(code, 1);
    assert.match(stdout, /^(torn.+ \[json-syntax\]\n)+$/);
    const { ino, mtimeNs } = await stat(place.path(NAME), { bigint: true });
    assert.deepEqual([ino, mtimeNs], [before.ino, before.mtimeNs]);
    assert.equal(await read('torn.structured-prompt.json'), PALE.slice(0, -8));
  });

  it('never writes to what may be no prompt at all', async () => {
    const theirs = '{ "style_description": { "color_palette": ["#ff00aa"] } }';
    await place.write('theirs.json', theirs);
    const { code, stdout } = await fix('theirs.json');
    assert.equal(code, 1);
    assert.match(stdout, /composition-required/);
    assert.equal(await read('theirs.json'), theirs);
    await place.write('ours.json', PALE);
    assert.equal((await fix('ours.json')).code, 0);
    assert.equal(await read('ours.json'), MENDED);
  });

  it('leaves a read-only file as it is, says so and fixes the others', async () => {
    await place.write('locked.structured-prompt.json', PALE);
    await chmod(place.path('locked.structured-prompt.json'), 0o444);
    await place.write(NAME, PALE);
    const { code, stdout, stderr } = await fix('locked.structured-prompt.json', NAME);
    assert.equal(code, 2);
    assert.match(stderr, /^locked\.structured-prompt\.json: cannot be written: it is read-only\n$/);
    assert.match(stdout, /^locked\.structured-prompt\.json:5:\d+: warning: .+\n$/);
    assert.equal(await read('locked.structured-prompt.json'), PALE);
    assert.equal(await read(NAME), MENDED);
  });

  it('writes the fixed text of standard input to standard output, and problems to standard error', async () => {
    const args = ['lint', '-', '--fix', ...COLORS_ONLY];
    assert.deepEqual(await place.feed(PALE, args), { code: 0, stdout: MENDED, stderr: '' });
    const torn = await place.feed('{ "a": ', args);
    assert.deepEqual([torn.code, torn.stdout], [1, '{ "a": ']);
    assert.match(torn.stderr, /^(<stdin>:1:7: error: .+ \[json-syntax\]\n)+$/);
  });
});
