import { type DocumentFilter, type DocumentSelector, type TextDocument, type Uri, workspace } from 'vscode';
import { type DocumentKind, kindOf, kindOfName } from '../../prompt/kind';
import { locate, type LocatedDocument } from '../../prompt/located-document';
import { type ParsedDocument, parseDocument } from '../../prompt/parse';
import { KEY } from '../../prompt/shape';

/** A prompt or task document with its current text, saved or not. */
export interface PromptDocument {
  readonly document: TextDocument;
  readonly kind: DocumentKind;
  readonly parsed: ParsedDocument;
  readonly located: LocatedDocument;
}

/** Prompt and task files, by their names. */
export const PROMPT_FILES: readonly DocumentFilter[] = [
  { pattern: '**/*.{structured-prompt,structuredPrompt}.json' },
  { pattern: '**/*.image-task.json' },
];

/** Those, and any other JSON, whose content decides. */
export const JSON_DOCUMENTS: DocumentSelector = [...PROMPT_FILES, 'json', 'jsonc'];

const MARKERS = [`"${KEY.composition}"`, '"imageInference"'];

const cache = new WeakMap<TextDocument, { version: number; prompt: PromptDocument | undefined }>();

/** Parses and locates each version of a text once. */
function read(document: TextDocument): PromptDocument | undefined {
  const known = cache.get(document);
  if (known?.version === document.version) return known.prompt;
  const parsed = parseDocument(document.getText());
  const kind = kindOf(document.uri.path, parsed);
  const prompt = kind && { document, kind, parsed, located: locate(parsed, kind) };
  cache.set(document, { version: document.version, prompt });
  return prompt;
}

/** Whether a document is a prompt or a task by its name alone. */
export function isNamed(document: TextDocument): boolean {
  return kindOfName(document.uri.path) !== undefined;
}

/** Whether a document may be a prompt or a task: by its name, or as other JSON by its content. */
export function isCandidate(document: TextDocument): boolean {
  return isNamed(document) || document.languageId === 'json' || document.languageId === 'jsonc';
}

/** The document as a prompt or task, or undefined for anything else. */
export function asPromptDocument(document: TextDocument): PromptDocument | undefined {
  if (!isCandidate(document)) return undefined;
  if (!isNamed(document)) {
    const text = document.getText();
    if (!MARKERS.some((marker) => text.includes(marker))) return undefined;
  }
  return read(document);
}

/** The address that identifies a document: where it is or, if it is not saved yet, where it is going to be. */
export function homeOf(uri: Uri): Uri {
  return uri.scheme === 'untitled' && uri.path.startsWith('/') ? uri.with({ scheme: 'file' }) : uri;
}

/** Opens a document by its address without showing it; undefined when it is gone. */
async function openDocument(uri: Uri): Promise<TextDocument | undefined> {
  const open = workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
  // An untitled document that was closed is gone: opening it would make a new, empty one.
  if (open || uri.scheme === 'untitled') return open;
  try {
    return await workspace.openTextDocument(uri);
  } catch {
    return undefined;
  }
}

/** The prompt or task at an address with its current text; undefined if it is gone or is neither. */
export async function openPrompt(uri: Uri): Promise<PromptDocument | undefined> {
  const document = await openDocument(uri);
  return document && asPromptDocument(document);
}
