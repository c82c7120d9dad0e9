import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import sharp from 'sharp';
import { embedOrigin } from '../../../src/metadata/embed';
import { imageTask, PROMPT } from '../../support/tasks';
import { KEY, type Report, Workplace } from './command';

/** Words that set the clipboard, color and title of a terminal, turn the text around and forge commands of a workflow. */
const WORDS =
  '::error::\u001b]52;c;eA==\u0007\u009b31m\u001b]0;x\u0007\u061c\u200e\u200f\u202e\u2066\u2028' +
  '\n::error::forged\r\n##[add-mask]forged';

const STEERING = /(?!\n)[\p{Cc}\p{Bidi_Control}\u2028\u2029]/u;
const OUR_COMMAND =
  /^::(error|warning|notice) file=[^,]+,line=\d+,col=\d+,endLine=\d+,endColumn=\d+,title=[\w-]+::/;

function requireHarmless(text: string): void {
  assert.doesNotMatch(text, STEERING);
  assert.ok(!text.includes('##['), text);
  for (const line of text.split('\n')) {
    if (line.trimStart().startsWith('::')) assert.match(line, OUR_COMMAND);
  }
}

/** The name of a file in the form of these words. */
function named(what: string, ending: string): string {
  return `${WORDS}${what}${ending}`;
}

const BAD = named('bad', '.structured-prompt.json');
const GOOD = named('good', '.structured-prompt.json');
const TORN = named('torn', '.structured-prompt.json');
const SENTENCE = named('sentence', '.image-task.json');
const TASKS = named('tasks', '.image-task.json');
const PICTURE = named('saved', '.png');
const PLAIN = named('plain', '.png');
const MISSING = named('missing', '.structured-prompt.json');

// File systems elsewhere take no such names.
if (process.platform === 'linux') {
  describe('what the command line prints of hostile words', () => {
    let place: Workplace;
    let service: Server;
    let endpoint: string;

    before(async () => {
      place = await Workplace.open();
      const element = { type: 'obj', bbox: [0, 0, 100, 100], desc: `A boat ${WORDS}` };
      const moved = {
        ...PROMPT,
        compositional_deconstruction: { background: 'Sea', elements: [element] },
      };
      await place.write(GOOD, PROMPT);
      await place.write(BAD, { ...moved, [WORDS]: WORDS, style_description: { [WORDS]: {} } });
      await place.write(TORN, `{ "${WORDS}": `);
      await place.write(SENTENCE, { positivePrompt: 'A boat' });
      await place.write(
        TASKS,
        [1, 2].map(() => ({ settings: { structuredPrompt: moved } })),
      );
      const image = await sharp({ create: { width: 9, height: 7, channels: 3, background: 'teal' } })
        .png()
        .toBuffer();
      await place.write(PLAIN, image);
      const sentence = imageTask({ settings: {}, positivePrompt: 'A boat' });
      const origin = { model: 'ideogram:4@0', prompt: null, task: sentence, seed: 5 };
      await place.write(
        PICTURE,
        (await embedOrigin(image, { ...origin, createdAt: '2026-03-01T09:30:00.000Z' })) ?? image,
      );
      service = createServer((request, response) => {
        request.resume().on('end', () => {
          const errors = [{ code: 'invalidApiKey', message: WORDS }];
          response.writeHead(401, { 'content-type': 'application/json' }).end(JSON.stringify({ errors }));
        });
      }).listen(0, '127.0.0.1');
      await once(service, 'listening');
      endpoint = `http://127.0.0.1:${(service.address() as AddressInfo).port}/v1`;
    });
    after(async () => {
      service.close();
      await place.close();
    });

    const COMMANDS: readonly (readonly string[])[] = [
      [WORDS],
      ['lint', `--${WORDS}`],
      ['lint', MISSING, `no*${WORDS}`],
      ['lint', BAD, GOOD, TORN, SENTENCE, TASKS],
      ['lint', '.'],
      ['lint', BAD, '--format', 'github'],
      ['lint', TORN, '--format', 'github'],
      ['lint', BAD, '--format', WORDS],
      ['lint', BAD, '--size', WORDS],
      ['lint', BAD, '--rules', WORDS, '--rules', `${WORDS}=${WORDS}`],
      ['proof', MISSING],
      ['proof', TORN],
      ['proof', SENTENCE],
      ['proof', GOOD, '-o', `${WORDS}/out.svg`],
      ['proof', GOOD, '--size', WORDS],
      ['extract', MISSING],
      ['extract', GOOD],
      ['extract', PLAIN],
      ['extract', PICTURE],
      ['extract', PICTURE, '--task', '-o', GOOD],
      ['diff', MISSING, GOOD],
      ['diff', TORN, GOOD],
      ['diff', SENTENCE, GOOD],
      ['diff', GOOD, BAD],
      ['diff', TASKS, BAD],
      ['resume', WORDS],
      ['generate', MISSING],
      ['generate', TORN, GOOD, '--backend', WORDS],
      ['generate', TORN, '--endpoint', WORDS],
      ['generate', TORN, '--concurrency', WORDS],
      ['generate', GOOD, SENTENCE, '--backend', 'proof', '--out', WORDS],
      ['generate', TORN, GOOD, '--backend', 'proof'],
      ['generate', GOOD, '--out', `${GOOD}/below`],
      ['balance', '--endpoint', WORDS],
    ];
    for (const args of COMMANDS) {
      const title = args.map((word) => word.replaceAll(WORDS, '<words>')).join(' ');
      it(`is harmless: ${title}`, async () => {
        const { stdout, stderr } = await place.run(args, KEY);
        requireHarmless(stdout);
        requireHarmless(stderr);
        assert.ok(stdout + stderr !== '');
      });
    }

    it('is harmless if it comes from the service', async () => {
      for (const args of [['generate', GOOD], ['generate', TASKS], ['resume'], ['balance']]) {
        for (const json of [[], ['--json']]) {
          const { stdout, stderr } = await place.run([...args, ...json, '--endpoint', endpoint], KEY);
          requireHarmless(stdout);
          requireHarmless(stderr);
          assert.ok(
            (stdout + stderr).includes('\\u001b]52;') || args[0] === 'resume',
            JSON.stringify([args, stdout, stderr]),
          );
        }
      }
    });

    it('is the same value as JSON', async () => {
      const linted = await place.run(['lint', BAD, '--json']);
      requireHarmless(linted.stdout);
      const [found] = JSON.parse(linted.stdout) as { file: string; problems: { path: string }[] }[];
      assert.equal(found?.file, BAD);
      const generated = await place.run(['generate', TORN, GOOD, '--backend', 'proof', '--json']);
      requireHarmless(generated.stdout);
      const { runs } = JSON.parse(generated.stdout) as Report;
      assert.deepEqual(
        runs?.map(({ source }) => source),
        [TORN, GOOD],
      );
    });
  });
}
