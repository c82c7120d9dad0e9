import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import {
  faultLines,
  escapeControls,
  jsonLines,
  renderLine,
  printCommands,
  printData,
  printTo,
} from '../../../src/cli/terminal';

/** All that steers a terminal or turns a text around: the controls of C0 and C1, and those of bidirectional text. */
const STEERING = [
  ...Array.from({ length: 0x20 }, (_, code) => code),
  ...Array.from({ length: 0x21 }, (_, code) => 0x7f + code),
  ...[0x61c, 0x200e, 0x200f, 0x2028, 0x2029],
  ...[0x202a, 0x202b, 0x202c, 0x202d, 0x202e, 0x2066, 0x2067, 0x2068, 0x2069],
].map((code) => String.fromCharCode(code));

const ORDINARY = 'Zürich, 東京, \u{1f469}\u200d\u{1f680}, \u0645\u062f\u064a\u0646\u0629, a\u00a0b ~';

function written(print: (stream: Parameters<typeof printTo>[0]) => void, isTTY = false): string {
  const chunks: string[] = [];
  print({
    isTTY,
    hasColors: () => false,
    write: (chunk: string | Uint8Array) => chunks.push(String(chunk)) > 0,
  });
  return chunks.join('');
}

describe('what the command line prints', () => {
  it('escapes each character that controls a terminal, and keeps all others', () => {
    for (const sign of STEERING) {
      const code = sign.charCodeAt(0).toString(16).padStart(4, '0');
      assert.equal(escapeControls(`a${sign}b`), `a\\u${code}b`);
    }
    assert.equal(escapeControls(ORDINARY), ORDINARY);
  });

  it('never makes two lines of one, nor a command for a CI runner', () => {
    const print = (line: string) => written((stream) => printTo(stream, [line]));
    assert.equal(print('a\n::error::b'), 'a\\u000a::error::b\n');
    assert.equal(print('::error::b'), '\\u003a:error::b\n');
    assert.equal(print(' \u00a0::error::b'), ' \u00a0\\u003a:error::b\n');
    assert.equal(print('a ##[add-mask]b'), 'a \\u0023#[add-mask]b\n');
    assert.equal(print('a::b #[c]'), 'a::b #[c]\n');
  });

  it('puts its own styles around texts that have none', () => {
    const line = ['a ', { style: 'red', text: 'b\u001b[2J' }] as const;
    assert.equal(renderLine(line, true), 'a \u001b[31mb\\u001b[2J\u001b[39m');
    assert.equal(renderLine(line, false), 'a b\\u001b[2J');
  });

  it('prints JSON whose values are the same and whose text is harmless', () => {
    const value = { [STEERING.join('')]: [STEERING.join('x'), '##[add-mask]', '::error::', ORDINARY] };
    const text = written((stream) => printTo(stream, jsonLines(value)));
    assert.deepEqual(JSON.parse(text), value);
    assert.ok(!STEERING.some((sign) => sign !== '\n' && text.includes(sign)));
    assert.ok(!text.includes('##['));
  });

  it('prints commands for a CI runner as they are, without control characters', () => {
    const text = written((stream) => printCommands(stream, ['::error file=a\u001b::b\n::error::##[c']));
    assert.equal(text, '::error file=a\\u001b::b\\u000a::error::\\u0023#[c\n');
  });

  it('writes documents byte by byte to pipes and files, and escapes them on a terminal', () => {
    const document = `\ufeff{\r\n\t"a": "b\u001b]52;c;eA==\u0007\u009b\u202e" } // \r\u061c\n`;
    assert.equal(
      written((stream) => printData(document, stream)),
      document,
    );
    const shown = written((stream) => printData(document, stream), true);
    assert.equal(shown, '\ufeff{\r\n\t"a": "b\\u001b]52;c;eA==\\u0007\\u009b\\u202e" } // \\u000d\\u061c\n');
  });

  it('prints an unexpected error with its stack, and its message on one line', () => {
    const cause = new TypeError('deep');
    const [first, ...rest] = faultLines(new Error('a\n::error::b', { cause }));
    assert.equal(first, 'Error: a\n::error::b');
    assert.match(rest[0] ?? '', /^\s+at .+terminal\.test\.ts/);
    assert.ok(rest.includes('TypeError: deep'));
    assert.deepEqual(faultLines('words'), ["'words'"]);
  });

  it('is printed by one module only', () => {
    const folder = path.resolve(import.meta.dirname, '../../../src/cli');
    const others = readdirSync(folder).filter((name) => name !== 'say.ts');
    const printing = others.filter((name) =>
      /console\.|process\.std(out|err)\.(write|end)/.test(readFileSync(path.join(folder, name), 'utf8')),
    );
    assert.deepEqual(printing, []);
  });
});
