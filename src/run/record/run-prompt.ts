import { lstat, readFile } from 'node:fs/promises';
import path from 'node:path';
import { kindOfName } from '../../prompt/kind';
import { locate } from '../../prompt/located-document';
import { type Node, valueOf } from '../../prompt/nodes';
import { parseDocument } from '../../prompt/parse';
import { SCHEMA_KEY } from '../../prompt/shape';
import { isJsonObject, type JsonObject } from '../../task/types';
import type { RunRecord } from './record';
import type { Run } from './store';

/** More than any prompt has, in bytes. */
const MAX_DOCUMENT = 16 * 2 ** 20;

/**
 * The structured prompt that the service made from a sentence: for one image, counted from 0, or else the first one
 * in the reply.
 */
export function expandedPrompt({ results, response }: RunRecord, index?: number): JsonObject | undefined {
  const imageUUID = index === undefined ? undefined : results[index]?.imageUUID;
  if (index !== undefined && imageUUID === undefined) return undefined;
  const items =
    imageUUID === undefined ? response : response.filter((item) => item['imageUUID'] === imageUUID);
  return items.map((item) => item['structuredPrompt']).find(isJsonObject);
}

/**
 * The structured prompt that a run, or one image of it, was made from: the one that was sent, or what the service
 * made from a sentence.
 */
export function promptOf(record: RunRecord, index?: number): JsonObject | undefined {
  const sent = record.request.settings?.structuredPrompt;
  return isJsonObject(sent) ? sent : expandedPrompt(record, index);
}

/**
 * Reads the run's copy of the document that it was made from; undefined when that is gone or is not a text of a
 * plausible size.
 */
export async function readDocumentText({ directory, record }: Run): Promise<string | undefined> {
  const file = path.join(directory, record.promptFile);
  try {
    const found = await lstat(file);
    if (!found.isFile() || found.size > MAX_DOCUMENT) return undefined;
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(await readFile(file));
  } catch {
    return undefined;
  }
}

function isPrompt(node: Node, prompt: JsonObject): boolean {
  const value = valueOf(node);
  if (!isJsonObject(value)) return false;
  const { [SCHEMA_KEY]: schema, ...sent } = value;
  return JSON.stringify(sent) === JSON.stringify(prompt);
}

/**
 * The text of a value within a document as it would be in a document of its own: the following lines lose the
 * indentation of the first one.
 */
function dedented(text: string, { offset, length }: Node): string {
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  const [indentation = ''] = /^[ \t]*/.exec(text.slice(lineStart, offset)) ?? [];
  const value = text.slice(offset, offset + length);
  const lines = value.split('\n');
  const isIndented = lines.slice(1).every((line) => line.startsWith(indentation) || line.trim() === '');
  if (!isIndented) return `${value}\n`;
  return `${lines.map((line, index) => (index === 0 ? line : line.slice(indentation.length))).join('\n')}\n`;
}

/**
 * The text of the node that holds exactly this prompt: the complete document, or a part of a task document. Undefined
 * when there is none.
 */
function textIn(source: string, kind: 'prompt' | 'task', prompt: JsonObject): string | undefined {
  const parsed = parseDocument(source);
  if (parsed.syntaxProblems.length > 0) return undefined;
  const found = locate(parsed, kind).prompts.find(({ root }) => isPrompt(root.node, prompt));
  if (!found) return undefined;
  return kind === 'prompt' ? parsed.text : dedented(parsed.text, found.root.node);
}

/**
 * The prompt of a run as text: character by character as in its document, if the run's copy of that contains this
 * very prompt. Undefined when the prompt is not known.
 */
export async function promptTextOf(run: Run): Promise<string | undefined> {
  const prompt = promptOf(run.record);
  if (!prompt) return undefined;
  const kind = kindOfName(run.record.promptFile);
  const source = kind && (await readDocumentText(run));
  const exact = source === undefined ? undefined : textIn(source, kind ?? 'prompt', prompt);
  return exact ?? `${JSON.stringify(prompt, null, 2)}\n`;
}
