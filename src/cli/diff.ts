import { stat } from 'node:fs/promises';
import { comparePrompts } from '../diff/compare/compare-prompts';
import { changeSentence } from '../diff/describe/sentences';
import { CHANGE_TEXTS, type ChangeTextKey } from '../diff/describe/texts';
import { describeChanges } from '../diff/describe/describe-changes';
import { lintParsed, whyUnreadable } from '../lint/lint';
import { kindOf } from '../prompt/kind';
import { parseDocument } from '../prompt/parse';
import { positionMapper } from '../prompt/position';
import { readRun } from '../run/record/store';
import { tasksOf } from '../task/build';
import { readText } from './input';
import { requireInside } from './inside';
import { english } from './print';
import { say, tell } from './say';
import { structuredTasks } from './structured';
import { UsageError } from './usage';

/** The structured prompt of a task file's value, or of the task that a run has sent. */
function promptOfTask(name: string, value: unknown): unknown {
  const [first] = structuredTasks(value);
  if (!first) throw new UsageError(`${name}: a positivePrompt has no parts to compare.`);
  const count = tasksOf(value).length;
  if (count > 1) {
    tell(`${name}: of its ${count} tasks, the first structured prompt is compared.`);
  }
  return first.prompt;
}

async function promptOfRun(directory: string): Promise<unknown> {
  await requireInside(directory);
  const run = await readRun(directory);
  if (!run) throw new UsageError(`${directory}: is no run's folder. Name one, or a prompt or task file.`);
  return promptOfTask(directory, run.record.request);
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
  return kind === 'task' ? promptOfTask(file, document.value) : document.value;
}

async function readPromptOf(name: string): Promise<unknown> {
  const there = await stat(name).catch(() => undefined);
  return there?.isDirectory() ? promptOfRun(name) : promptOfFile(name);
}

function text(key: ChangeTextKey, ...args: readonly (string | number)[]): string {
  return english(CHANGE_TEXTS[key], ...args);
}

/** Prints what changed from one prompt to another, a line for each part. Returns the exit code: 1 where something did. */
export async function diff(a: string, b: string): Promise<number> {
  const before = await readPromptOf(a);
  const after = await readPromptOf(b);
  const views = describeChanges(comparePrompts(before, after));
  say(...views.map((view) => changeSentence(view, text)));
  return views.length > 0 ? 1 : 0;
}
