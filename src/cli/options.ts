import type { LintOptions } from '../lint/lint';
import { readChoices, type SeverityChoices } from '../lint/severities';
import { DEFAULT_CONCURRENCY, MAX_CONCURRENCY } from '../run/drive/concurrency';
import { formatSize, parseSize, type Size, SIZES } from '../task/sizes';
import { DEFAULT_OPTIONS } from '../task/types';
import { UsageError } from './usage-error';

/** Reads the value of `--concurrency`. */
export function readConcurrency(text: string | undefined): number {
  if (text === undefined) return DEFAULT_CONCURRENCY;
  const concurrency = /^\d{1,2}$/.test(text) ? Number(text) : 0;
  if (concurrency >= 1 && concurrency <= MAX_CONCURRENCY) return concurrency;
  throw new UsageError(
    `--concurrency ${text} is not possible. Use a whole number from 1 to ${MAX_CONCURRENCY}.`,
  );
}

/** Reads the value of `--size`. */
export function readSize(text: string): Size {
  const size = parseSize(text);
  if (size) return size;
  throw new UsageError(`--size ${text} is not supported. Use one of ${SIZES.map(formatSize).join(', ')}.`);
}

const FORMATS = ['text', 'json', 'github'] as const;
export type Format = (typeof FORMATS)[number];

/** The options of `lint` as they were given. */
export interface LintArguments {
  readonly json: boolean;
  readonly fix: boolean;
  readonly format: string | undefined;
  readonly size: string | undefined;
  /** `rule=severity` or `group=severity`; several are separated by commas. */
  readonly rules: readonly string[];
}

/** Reads the format of the report; `--json` is short for `--format json`. */
export function readFormat({ json, format }: LintArguments): Format {
  if (format === undefined) return json ? 'json' : 'text';
  const known = FORMATS.find((candidate) => candidate === format);
  if (!known) throw new UsageError(`--format ${format} is not known. Use one of ${FORMATS.join(', ')}.`);
  if (json && known !== 'json') throw new UsageError(`Use either --json or --format ${format}.`);
  return known;
}

function readSeverities(rules: readonly string[]): SeverityChoices {
  const items = rules
    .flatMap((list) => list.split(','))
    .map((item) => item.trim())
    .filter((item) => item !== '');
  const pairs = items
    .filter((item) => item.includes('='))
    .map((item) => {
      const at = item.indexOf('=');
      return [item.slice(0, at).trim(), item.slice(at + 1).trim()] as const;
    });
  const { choices, mistakes } = readChoices(Object.fromEntries(pairs));
  const bare = items
    .filter((item) => !item.includes('='))
    .map((item) => `"${item}" has no severity. Write ${item}=warning, for example.`);
  const all = [...bare, ...mistakes];
  if (all.length > 0) throw new UsageError(...all.map((mistake) => `--rules: ${mistake}`));
  return choices;
}

/** Reads the size and severities that documents are checked with. */
export function readLintOptions({ size, rules }: LintArguments): Omit<LintOptions, 'assumed'> {
  const { width, height } = size === undefined ? DEFAULT_OPTIONS : readSize(size);
  return {
    generation: { width, height, format: DEFAULT_OPTIONS.format },
    severities: readSeverities(rules),
  };
}
