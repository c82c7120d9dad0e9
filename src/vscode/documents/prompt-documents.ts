import { createHash } from 'node:crypto';
import path from 'node:path';
import {
  type DocumentFilter,
  type DocumentSelector,
  type TextDocument,
  Uri,
  window,
  workspace,
} from 'vscode';
import { type DocumentKind, kindOf, kindOfName } from '../../prompt/kind';
import { type ParsedDocument, parseDocument } from '../../prompt/parse';
import { documentFolder, documentFolderFrom, isInside, RUNS_FOLDER } from '../../run/record/folder';
import { ownerOf } from '../../run/files/outside';

/** A prompt or task document as it stands in its editor, saved or not. */
export interface PromptDocument {
  readonly document: TextDocument;
  readonly kind: DocumentKind;
  readonly parsed: ParsedDocument;
}

/** Prompt and task files, by their names. */
export const PROMPT_FILES: readonly DocumentFilter[] = [
  { pattern: '**/*.{structured-prompt,structuredPrompt}.json' },
  { pattern: '**/*.image-task.json' },
];

/** Those, and any other JSON: what its content tells. */
export const JSON_DOCUMENTS: DocumentSelector = [...PROMPT_FILES, 'json', 'jsonc'];

const MARKERS = ['"compositional_deconstruction"', '"imageInference"'];

const cache = new WeakMap<TextDocument, { version: number; parsed: ParsedDocument }>();

/** Parsed once for each version of the text. */
function parse(document: TextDocument): ParsedDocument {
  const known = cache.get(document);
  if (known?.version === document.version) return known.parsed;
  const parsed = parseDocument(document.getText());
  cache.set(document, { version: document.version, parsed });
  return parsed;
}

/** Whether a document's name alone says that it is a prompt or a task. */
export function isNamed(document: TextDocument): boolean {
  return kindOfName(document.uri.path) !== undefined;
}

/** Whether a document may be a prompt or a task: by its name, or as any other JSON by what it holds. */
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
  const parsed = parse(document);
  const kind = kindOf(document.uri.path, parsed);
  return kind && { document, kind, parsed };
}

/** The prompt in the active text editor, if it holds one. */
export function activePromptDocument(): PromptDocument | undefined {
  const document = window.activeTextEditor?.document;
  return document && asPromptDocument(document);
}

/** Whether a document is the copy that a run keeps of its prompt. */
export function isRunCopy(uri: Uri, storage: Uri): boolean {
  return (
    uri.fsPath.includes(`${path.sep}${RUNS_FOLDER}${path.sep}`) ||
    isInside(path.join(storage.fsPath, 'runs'), uri.fsPath)
  );
}

/** Where a document is or, not yet saved, is going to be: the address under which it is known. */
export function homeOf(uri: Uri): Uri {
  return uri.scheme === 'untitled' && uri.path.startsWith('/') ? uri.with({ scheme: 'file' }) : uri;
}

/** Names of documents outside of any workspace folder are not unique: their address tells them apart. */
function storageName(uri: Uri): string {
  const hash = createHash('sha256').update(uri.toString()).digest('hex').slice(0, 12);
  return `${path.basename(uri.path)}-${hash}`;
}

/**
 * The folder of a document's runs: in its workspace folder, else in the extension's storage. The copy of a prompt in a
 * run belongs to that run's document.
 */
export function runsFolderOf(uri: Uri, storage: Uri): string {
  if (isRunCopy(uri, storage)) return path.dirname(path.dirname(uri.fsPath));
  const file = homeOf(uri);
  const folder = file.scheme === 'file' ? workspace.getWorkspaceFolder(file) : undefined;
  if (folder?.uri.scheme === 'file') return documentFolder(folder.uri.fsPath, file.fsPath);
  return path.join(storage.fsPath, 'runs', storageName(file));
}

/**
 * The folder by which this window knows the document that some runs belong to, by the folder they are in: runs that were made
 * in a folder below the workspace's stay there, and belong to the same document.
 */
export function knownFolderOf(folder: string): string {
  const owner = ownerOf(folder);
  const around = owner === undefined ? undefined : workspace.getWorkspaceFolder(Uri.file(owner))?.uri;
  if (around?.scheme !== 'file' || around.fsPath === owner) return folder;
  return documentFolderFrom(around.fsPath, folder);
}

/** The folder that the runs of all documents around one are below. */
export function runsRootOf(uri: Uri, storage: Uri): string {
  const folder = workspace.getWorkspaceFolder(homeOf(uri))?.uri;
  return folder?.scheme === 'file'
    ? path.join(folder.fsPath, RUNS_FOLDER)
    : path.join(storage.fsPath, 'runs');
}

/** The folders that runs of this window are made below. */
export function runsRoots(storage: Uri): readonly string[] {
  const folders = (workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === 'file');
  return [path.join(storage.fsPath, 'runs'), ...folders.map(({ uri }) => path.join(uri.fsPath, RUNS_FOLDER))];
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

/** The prompt or task at an address, as it stands now; undefined when it is gone or is neither. */
export async function openPrompt(uri: Uri): Promise<PromptDocument | undefined> {
  const document = await openDocument(uri);
  return document && asPromptDocument(document);
}
