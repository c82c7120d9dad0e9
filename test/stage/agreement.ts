import assert from 'node:assert/strict';
import type { DocumentKind } from '../../src/prompt/kind';
import { locate, promptPaths } from '../../src/prompt/located-document';
import { parseDocument } from '../../src/prompt/parse';
import { readPrompt } from '../../src/prompt/model';
import { nodeAt, valueOf } from '../../src/prompt/nodes';
import type { StageModel } from '../../src/webview/stage/model/stage-model';

/** Fails unless the stage shows what the text says, or is marked as not up to date where it cannot be read. */
export function assertAgreement(
  model: StageModel,
  text: string,
  version: number,
  kind: DocumentKind,
  words: string,
): void {
  const snapshot = model.snapshot.value;
  assert.equal(snapshot?.version, version, words);
  assert.equal(model.previews.all.value.size, 0, words);
  const parsed = parseDocument(text);
  assert.equal(snapshot.stale, parsed.syntaxProblems.length > 0, words);
  if (snapshot.stale) return;
  const prompt = nodeAt(parsed.root, promptPaths(locate(parsed, kind))[0]);
  const said = readPrompt(prompt && valueOf(prompt));
  assert.deepEqual(snapshot.model.elements, JSON.parse(JSON.stringify(said.elements)), words);
}
