import type { LintOptions } from '../lint/lint';
import { readChoices, type SeverityChoices } from '../lint/severities';
import { DEFAULT_OPTIONS } from '../task/types';
import { readSize } from './size';
import { UsageError } from './usage';

const FORMATS = ['text', 'json', 'github'] as const;
export type Format = (typeof FORMATS)[number];

/** The options of `lint` as they were written. */
export interface LintArguments {
  readonly json: boolean;
  readonly fix: boolean;
  readonly format: string | undefined;
  readonly size: string | undefined;
  /** `rule=severity` or `group=severity`, several separated by commas. */
  readonly rules: readonly string[];
}

/** Reads which form the report is to have; `--json` is short for `--format json`. */
export function readFormat({ json, format }: LintArguments): Format {
  if (format === undefined) return json ? 'json' : 'text';
  const known = FORMATS.find((candidate) => candidate === format);
  if (!known) throw new UsageError(`--format ${format} is not known. Use one of ${FORMATS.join(', ')}.`);
  if (json && known !== 'json') throw new UsageError(`Use either --json or --format ${format}.`);
  return known;
}

function readSeverities(rules: readonly string[]): SeverityChoices {
  const words = rules
    .flatMap((list) => list.split(','))
    .map((word) => word.trim())
    .filter((word) => word !== '');
  const pairs = words
    .filter((word) => word.includes('='))
    .map((word) => {
      const at = word.indexOf('=');
      return [word.slice(0, at).trim(), word.slice(at + 1).trim()] as const;
    });
  const { choices, mistakes } = readChoices(Object.fromEntries(pairs));
  const bare = words
    .filter((word) => !word.includes('='))
    .map((word) => `"${word}" has no severity. Write ${word}=warning, for example.`);
  const all = [...bare, ...mistakes];
  if (all.length > 0) throw new UsageError(...all.map((mistake) => `--rules: ${mistake}`));
  return choices;
}

/** Reads what documents are checked against. */
export function readLintOptions({ size, rules }: LintArguments): Omit<LintOptions, 'assumed'> {
  const { width, height } = size === undefined ? DEFAULT_OPTIONS : readSize(size);
  return {
    generation: { width, height, format: DEFAULT_OPTIONS.format },
    severities: readSeverities(rules),
  };
}
