import type { LintedDocument } from '../../lint/lint';
import type { TextEdit } from '../../prompt/edit';
import type { JsonPath } from '../../prompt/path';
import { ELEMENTS_PATH } from '../../prompt/shape';
import type { StageFix, StageProblem } from '../../protocol/stage';

/** Working a fix out has its price: of a document full of problems only so many show theirs on the stage. */
const MOST_FIXES = 50;

/** The element that a path leads to or into. */
function elementIn(path: JsonPath, prompt: JsonPath): number | undefined {
  const list = [...prompt, ...ELEMENTS_PATH];
  const element = path[list.length];
  return typeof element === 'number' && list.every((segment, place) => segment === path[place])
    ? element
    : undefined;
}

/** What the linter found at the elements of a prompt. */
export function stageProblems({ problems }: LintedDocument, prompt: JsonPath): readonly StageProblem[] {
  let fixes = 0;
  return problems.flatMap(({ path, severity, message, ...problem }) => {
    const element = elementIn(path, prompt);
    if (element === undefined) return [];
    const titles = fixes < MOST_FIXES ? problem.fixes().map(({ title }) => title) : [];
    fixes += titles.length;
    return [{ element, severity, message, fixes: titles }];
  });
}

/** The edits of a fix that a person chose on the stage; undefined where nothing of that kind is wrong there any more. */
export function fixEdits(
  { problems }: LintedDocument,
  prompt: JsonPath,
  { element, message, fix }: StageFix,
): readonly TextEdit[] | undefined {
  return problems
    .filter(({ path, ...problem }) => elementIn(path, prompt) === element && problem.message === message)
    .flatMap((problem) => problem.fixes())
    .find(({ title }) => title === fix)?.edits;
}
