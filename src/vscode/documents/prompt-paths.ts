import { promptPaths } from '../../prompt/elements/prompts';
import type { DocumentKind } from '../../prompt/kind';
import type { ParsedDocument } from '../../prompt/parse';
import type { JsonPath } from '../../prompt/path';

/** Where the prompts of a document stand: at least one, even where a file holds no task yet. */
export function pathsOf(parsed: ParsedDocument, kind: DocumentKind): readonly [JsonPath, ...JsonPath[]] {
  const [first = [], ...others] = promptPaths(parsed, kind);
  return [first, ...others];
}
