import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import type * as Json from 'vscode-json-languageservice';
import { editorSchemas } from '../../../src/task/editor-schemas';

// The package is a UMD module, whose names an `import` does not see.
const require = createRequire(import.meta.url);
const { ClientCapabilities, getLanguageService, TextDocument } =
  require('vscode-json-languageservice') as typeof Json;

/** Which of the two kinds of file a text stands for. */
export type Kind = 'structured-prompt' | 'image-task';

/** `strict` are the schemas as they are published, `editor` what the extension gives the editor's JSON service. */
export type Form = 'strict' | 'editor';

/** A problem as the editor shows it: its words and the text under its squiggle. */
export interface Problem {
  readonly message: string;
  readonly at: string;
}

const FILE_MATCH: Readonly<Record<Kind, string[]>> = {
  'structured-prompt': ['*.structured-prompt.json', '*.structuredPrompt.json'],
  'image-task': ['*.image-task.json'],
};

function serviceWith(
  uriOf: (kind: Kind) => string,
  schemaRequestService: (uri: string) => Promise<string>,
): Json.LanguageService {
  const service = getLanguageService({
    clientCapabilities: ClientCapabilities.LATEST,
    workspaceContext: { resolveRelativePath: (path, base) => new URL(path, base).href },
    schemaRequestService,
  });
  const schemas = Object.entries(FILE_MATCH).map(([kind, fileMatch]) => ({
    uri: uriOf(kind as Kind),
    fileMatch,
  }));
  service.configure({ schemas });
  return service;
}

const FILES = new URL('../../../schemas/', import.meta.url);
const EDITOR = 'structured-prompt-schemas://editor';

/** The editor's own JSON engine, set up as the extension's `jsonValidation` sets it up, and with the published schemas. */
const services: Readonly<Record<Form, Json.LanguageService>> = {
  strict: serviceWith(
    (kind) => new URL(`${kind}.schema.json`, FILES).href,
    (uri) => readFile(fileURLToPath(uri), 'utf8'),
  ),
  editor: serviceWith(
    (kind) => `${EDITOR}/${kind}.json`,
    (uri) => Promise.resolve(JSON.stringify(editorSchemas().get(uri.slice(EDITOR.length)))),
  ),
};

function open(
  kind: Kind,
  text: string,
  form: Form,
): { document: Json.TextDocument; json: Json.JSONDocument } {
  const document = TextDocument.create(`file:///workspace/a.${kind}.json`, 'json', 1, text);
  return { document, json: services[form].parseJSONDocument(document) };
}

/** Every problem that a form of the schemas reports in the text, in its order. */
export async function problems(kind: Kind, text: string, form: Form = 'strict'): Promise<Problem[]> {
  const { document, json } = open(kind, text, form);
  const found = await services[form].doValidation(document, json);
  return found.map(({ message, range }) => ({
    message: typeof message === 'string' ? message : message.value,
    at: document.getText(range),
  }));
}

/** Splits a text at its `|`, the cursor. */
function atCursor(kind: Kind, marked: string, form: Form) {
  const offset = marked.indexOf('|');
  const opened = open(kind, marked.slice(0, offset) + marked.slice(offset + 1), form);
  return { ...opened, position: opened.document.positionAt(offset) };
}

/** What the editor offers at the `|`, in the order in which it lists it. */
export async function completions(
  kind: Kind,
  marked: string,
  form: Form = 'strict',
): Promise<Json.CompletionItem[]> {
  const { document, json, position } = atCursor(kind, marked, form);
  const list = await services[form].doComplete(document, position, json);
  const key = (item: Json.CompletionItem) => item.sortText ?? item.label;
  return (list?.items ?? []).sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
}

/** The labels of what the editor offers at the `|`, in the order in which it lists them. */
export async function labels(kind: Kind, marked: string, form: Form = 'strict'): Promise<string[]> {
  return (await completions(kind, marked, form)).map((item) => item.label);
}

/** The text of the hover at the `|`. */
export async function hover(kind: Kind, marked: string, form: Form = 'strict'): Promise<string> {
  const { document, json, position } = atCursor(kind, marked, form);
  const shown = await services[form].doHover(document, position, json);
  const contents = shown?.contents;
  return Array.isArray(contents)
    ? contents.map((part) => (typeof part === 'string' ? part : part.value)).join('\n')
    : '';
}

/** The texts under the color swatches. */
export async function swatches(kind: Kind, text: string, form: Form = 'strict'): Promise<string[]> {
  const { document, json } = open(kind, text, form);
  return (await services[form].findDocumentColors(document, json)).map(({ range }) =>
    document.getText(range),
  );
}
