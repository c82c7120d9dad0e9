import { stat } from 'node:fs/promises';
import { comparePrompts } from '../diff/compare/compare-prompts';
import { describeChanges } from '../diff/describe/describe-changes';
import { changeSentence } from '../diff/describe/sentences';
import { CHANGE_TEXTS, type ChangeTextKey } from '../diff/describe/texts';
import { lintParsed, whyUnreadable } from '../lint/lint';
import { kindOf } from '../prompt/kind';
import { locate, type LocatedDocument } from '../prompt/located-document';
import { valueOf } from '../prompt/nodes';
import { parseDocument } from '../prompt/parse';
import { positionMapper } from '../prompt/position';
import { readRun } from '../run/record/store';
import { readText } from './input';
import { english } from './print-reports';
import { requireNoEscapingLink } from './run-folders';
import { print, log } from './terminal';
import { UsageError } from './usage-error';

function noParts(name: string): UsageError {
  return new UsageError(`${name}: a positivePrompt has no parts to compare.`);
}

/** The first structured prompt of a document. */
function promptIn(file: string, { kind, tasks, prompts }: LocatedDocument): unknown {
  const [prompt] = prompts;
  if (!prompt && kind === 'task') throw noParts(file);
  const count = tasks.length;
  if (count > 1) log(`${file}: of its ${count} tasks, the first structured prompt is compared.`);
  return prompt && valueOf(prompt.root.node);
}

async function promptOfRun(directory: string): Promise<unknown> {
  await requireNoEscapingLink(directory);
  const run = await readRun(directory);
  if (!run) throw new UsageError(`${directory}: is no run's folder. Name one, or a prompt or task file.`);
  const prompt = run.record.request.settings?.structuredPrompt;
  if (prompt === undefined) throw noParts(directory);
  return prompt;
}

async function promptOfFile(file: string): Promise<unknown> {
  const document = parseDocument(await readText(file, file));
  const kind = kindOf(file, document);
  const isTorn = document.syntaxProblems.length > 0;
  const problem = isTorn ? whyUnreadable(lintParsed(document, kind)) : undefined;
  if (problem) {
    const { line, column } = positionMapper(document.text)(problem.offset);
    throw new UsageError(`${file}:${line + 1}:${column + 1}: ${problem.message}`);
  }
  return promptIn(file, locate(document, kind ?? 'prompt'));
}

async function readPromptOf(name: string): Promise<unknown> {
  const there = await stat(name).catch(() => undefined);
  return there?.isDirectory() ? promptOfRun(name) : promptOfFile(name);
}

function text(key: ChangeTextKey, ...args: readonly (string | number)[]): string {
  return english(CHANGE_TEXTS[key], ...args);
}

/** Prints what changed from one prompt to another, one line per part. Returns the exit code: 1 if anything changed. */
export async function diff(a: string, b: string): Promise<number> {
  const before = await readPromptOf(a);
  const after = await readPromptOf(b);
  const views = describeChanges(comparePrompts(before, after));
  print(...views.map((view) => changeSentence(view, text)));
  return views.length > 0 ? 1 : 0;
}
