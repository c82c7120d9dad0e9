import assert from 'node:assert/strict';
import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import type { PrintedProblem } from '../../../src/cli/problems';
import {
  type FileReport,
  githubReport,
  lineReport,
  terminalReport as terminalLines,
} from '../../../src/cli/lint-report';
import { renderLine, wantsColor } from '../../../src/cli/terminal';

function terminalReport(reports: readonly FileReport[], width?: number, color = false): string[] {
  return terminalLines(reports, width).map((line) => renderLine(line, color));
}

function problem(more: Partial<PrintedProblem> = {}): PrintedProblem {
  const place = { line: 3, column: 5, endLine: 3, endColumn: 9 };
  return { rule: 'key-order', severity: 'warning', message: 'Move it.', path: 'a', ...place, ...more };
}

const REPORTS: readonly FileReport[] = [
  {
    file: 'a.structured-prompt.json',
    problems: [problem(), problem({ line: 120, column: 17, severity: 'error', rule: 'size-pair' })],
    fixable: 1,
    fixed: 0,
  },
  { file: 'good.structured-prompt.json', problems: [], fixable: 0, fixed: 0 },
  {
    file: 'b.structured-prompt.json',
    problems: [problem({ severity: 'information' })],
    fixable: 1,
    fixed: 0,
  },
];

describe('the report of lint in a terminal', () => {
  it('groups problems by file, aligned, and sums them up', () => {
    assert.deepEqual(terminalReport(REPORTS), [
      'a.structured-prompt.json',
      '    3:5   warning  Move it.  key-order',
      '  120:17  error    Move it.  size-pair',
      '',
      'b.structured-prompt.json',
      '  3:5  information  Move it.  key-order',
      '',
      '3 problems (1 error, 1 warning, 1 information) in 2 files; 2 can be fixed with --fix',
    ]);
  });

  it('wraps long messages if the terminal is wide enough', () => {
    const message = 'This box is 0 wide, so it has no room for anything. Give it a size.';
    const reports = [{ file: 'a.json', problems: [problem({ message })], fixable: 0, fixed: 0 }];
    assert.deepEqual(terminalReport(reports, 50).slice(1, 4), [
      '  3:5  warning  This box is 0 wide, so it has no',
      '                room for anything. Give it a size.',
      '                key-order',
    ]);
    assert.deepEqual(terminalReport(reports, 61).slice(1, 3), [
      '  3:5  warning  This box is 0 wide, so it has no room for',
      '                anything. Give it a size.  key-order',
    ]);
    assert.deepEqual(terminalReport(reports, 20), terminalReport(reports));
  });

  it('prints the same in color', () => {
    const lines = terminalReport(REPORTS, undefined, true);
    assert.ok(lines[1]?.includes('\u001b[33mwarning\u001b[39m'));
    assert.ok(lines[2]?.includes('\u001b[31merror'));
    assert.deepEqual(
      lines.map((line) => stripVTControlCharacters(line)),
      terminalReport(REPORTS),
    );
  });

  it('prints one line if all is well', () => {
    const good = REPORTS.slice(1, 2);
    assert.deepEqual(terminalReport(good), ['No problems in 1 file']);
    assert.deepEqual(terminalReport([...good, ...good]), ['No problems in 2 files']);
    const mended = good.map((report) => ({ ...report, fixed: 4 }));
    assert.deepEqual(terminalReport(mended), ['No problems in 1 file; 4 fixed']);
  });

  it('escapes what would control the terminal', () => {
    const message = 'The key "\u001b[2J\u202egpj" is\nnot known.';
    const reports = [{ file: 'a\u0007.json', problems: [problem({ message })], fixable: 0, fixed: 0 }];
    const shown = 'The key "\\u001b[2J\\u202egpj" is\\u000anot known.';
    assert.deepEqual(
      lineReport(reports).map((line) => renderLine(line, false)),
      [`a\\u0007.json:3:5: warning: ${shown} [key-order]`],
    );
    assert.deepEqual(terminalReport(reports).slice(0, 2), [
      'a\\u0007.json',
      `  3:5  warning  ${shown}  key-order`,
    ]);
  });

  it('has colors if the environment wants them, or else if the terminal has them', () => {
    const stream = (isTTY: boolean, has: boolean) =>
      ({ isTTY, hasColors: () => has }) as unknown as NodeJS.WriteStream;
    assert.equal(wantsColor(stream(true, true), {}), true);
    assert.equal(wantsColor(stream(true, false), {}), false);
    assert.equal(wantsColor(stream(false, false), {}), false);
    assert.equal(wantsColor(stream(false, false), { FORCE_COLOR: '1' }), true);
    assert.equal(wantsColor(stream(true, true), { FORCE_COLOR: '0' }), false);
  });
});

describe('the report of lint for GitHub', () => {
  it('escapes what would end a property, a message or a line', () => {
    const message = '100%: a, b\r\n::error::c';
    const problems = [problem({ message, severity: 'hint' })];
    assert.deepEqual(
      githubReport([{ file: path.join('dir', 'a:1,%b.json'), problems, fixable: 0, fixed: 0 }]),
      [
        '::notice file=dir/a%3A1%2C%25b.json,line=3,col=5,endLine=3,endColumn=9,title=key-order::' +
          '100%25: a, b%0D%0A::error::c',
      ],
    );
  });
});
