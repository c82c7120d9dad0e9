import type { LintedDocument } from '../../lint/lint';
import { promptPaths } from '../../prompt/elements/prompts';
import type { DocumentKind } from '../../prompt/kind';
import type { ParsedDocument } from '../../prompt/parse';
import type { JsonPath } from '../../prompt/path';
import type { StageProblem } from '../../protocol/stage';

/** Working a fix out has its price: of a document full of problems only so many show theirs on the stage. */
const MOST_FIXES = 50;

/** Where the prompts of a document stand: at least one, even where a file holds no task yet. */
export function pathsOf(parsed: ParsedDocument, kind: DocumentKind): readonly [JsonPath, ...JsonPath[]] {
  const [first = [], ...others] = promptPaths(parsed, kind);
  return [first, ...others];
}

/** The element that a path leads to or into. */
function elementIn(path: JsonPath, prompt: JsonPath): number | undefined {
  const list = [...prompt, 'compositional_deconstruction', 'elements'];
  const element = path[list.length];
  return typeof element === 'number' && list.every((segment, place) => segment === path[place])
    ? element
    : undefined;
}

/** What the linter found at the elements of a prompt. */
export function stageProblems(
  { problems }: LintedDocument,
  version: number,
  prompt: JsonPath,
): readonly StageProblem[] {
  let fixes = 0;
  return problems.flatMap(({ path, severity, message, ...problem }, place) => {
    const element = elementIn(path, prompt);
    if (element === undefined) return [];
    const titles = fixes < MOST_FIXES ? problem.fixes().map(({ title }) => title) : [];
    fixes += titles.length;
    return [{ element, version, problem: place, severity, message, fixes: titles }];
  });
}
