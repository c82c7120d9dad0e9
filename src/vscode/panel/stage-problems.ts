import type { LintedDocument } from '../../lint/lint';
import type { TextEdit } from '../../prompt/edit';
import type { JsonPath } from '../../prompt/path';
import { ELEMENTS_PATH } from '../../prompt/shape';
import type { StageFix, StageProblem } from '../../protocol/stage';

/** At most this many fixes are offered on the stage, because computing a fix takes time. */
const MOST_FIXES = 50;

/** The index of the element that a path leads to or into; undefined if it leads elsewhere. */
function elementIn(path: JsonPath, prompt: JsonPath): number | undefined {
  const list = [...prompt, ...ELEMENTS_PATH];
  const element = path[list.length];
  return typeof element === 'number' && list.every((segment, index) => segment === path[index])
    ? element
    : undefined;
}

/** The linter's problems at the elements of a prompt. */
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

/** The edits of a fix that a person chose on the stage; undefined if that problem is gone. */
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
