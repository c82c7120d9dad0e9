import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import type * as Json from 'vscode-json-languageservice';

// The package is a UMD module, whose names an `import` does not see.
const require = createRequire(import.meta.url);
const { ClientCapabilities, getLanguageService, TextDocument } =
  require('vscode-json-languageservice') as typeof Json;

const SCHEMAS = new URL('../../../schemas/', import.meta.url);

/** The editor's own JSON engine, set up as the extension's `jsonValidation` sets it up. */
const service = getLanguageService({
  clientCapabilities: ClientCapabilities.LATEST,
  workspaceContext: { resolveRelativePath: (path, base) => new URL(path, base).href },
  schemaRequestService: (uri) => readFile(fileURLToPath(uri), 'utf8'),
});
service.configure({
  schemas: [
    {
      uri: new URL('structured-prompt.schema.json', SCHEMAS).href,
      fileMatch: ['*.structured-prompt.json', '*.structuredPrompt.json'],
    },
    { uri: new URL('image-task.schema.json', SCHEMAS).href, fileMatch: ['*.image-task.json'] },
  ],
});

/** Which of the two kinds of file a text stands for. */
export type Kind = 'structured-prompt' | 'image-task';

/** A problem as the editor shows it: its words and the text under its squiggle. */
export interface Problem {
  readonly message: string;
  readonly at: string;
}

function open(kind: Kind, text: string): { document: Json.TextDocument; json: Json.JSONDocument } {
  const document = TextDocument.create(`file:///workspace/a.${kind}.json`, 'json', 1, text);
  return { document, json: service.parseJSONDocument(document) };
}

/** Every problem that the editor reports in the text, in its order. */
export async function problems(kind: Kind, text: string): Promise<Problem[]> {
  const { document, json } = open(kind, text);
  const found = await service.doValidation(document, json);
  return found.map(({ message, range }) => ({
    message: typeof message === 'string' ? message : message.value,
    at: document.getText(range),
  }));
}

/** Splits a text at its `|`, the cursor. */
function atCursor(kind: Kind, marked: string) {
  const offset = marked.indexOf('|');
  const opened = open(kind, marked.slice(0, offset) + marked.slice(offset + 1));
  return { ...opened, position: opened.document.positionAt(offset) };
}

/** What the editor offers at the `|`, in the order in which it lists it. */
export async function completions(kind: Kind, marked: string): Promise<Json.CompletionItem[]> {
  const { document, json, position } = atCursor(kind, marked);
  const list = await service.doComplete(document, position, json);
  const key = (item: Json.CompletionItem) => item.sortText ?? item.label;
  return (list?.items ?? []).sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
}

/** The labels of what the editor offers at the `|`, in the order in which it lists them. */
export async function labels(kind: Kind, marked: string): Promise<string[]> {
  return (await completions(kind, marked)).map((item) => item.label);
}

/** The text of the hover at the `|`. */
export async function hover(kind: Kind, marked: string): Promise<string> {
  const { document, json, position } = atCursor(kind, marked);
  const shown = await service.doHover(document, position, json);
  const contents = shown?.contents;
  return Array.isArray(contents)
    ? contents.map((part) => (typeof part === 'string' ? part : part.value)).join('\n')
    : '';
}

/** The texts under the color swatches. */
export async function swatches(kind: Kind, text: string): Promise<string[]> {
  const { document, json } = open(kind, text);
  return (await service.findDocumentColors(document, json)).map(({ range }) => document.getText(range));
}
