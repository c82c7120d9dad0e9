import { type Disposable, type TextDocumentContentProvider, type Uri, workspace } from 'vscode';
import taskSchema from '../../../schemas/image-task.schema.json';
import promptSchema from '../../../schemas/structured-prompt.schema.json';
import { SCHEMA_SCHEME } from '../contributions';

/**
 * The schema of a file as the editor's JSON service gets it. What stands behind an `if` is matched for completion, hover and
 * colors but is never reported: every problem comes from the linter, once, with its rule, its fixes and the person's
 * severity. The JSON service proposes the snippets of an empty file from the root only, so those stand there too.
 */
function forEditor(file: string, snippets: unknown): object {
  return { if: { $ref: file }, defaultSnippets: snippets };
}

const SCHEMAS: Readonly<Record<string, object>> = {
  '/structured-prompt.json': forEditor('structured-prompt.schema.json', promptSchema.defaultSnippets),
  '/image-task.json': forEditor('image-task.schema.json', taskSchema.definitions.taskSnippets.defaultSnippets),
  '/structured-prompt.schema.json': promptSchema,
  '/image-task.schema.json': taskSchema,
};

/**
 * Gives the JSON service its schemas. `package.json` names them by this scheme, so that the editor's first prompt or task
 * file, and nothing else, activates the extension.
 */
export class EditorSchemas implements TextDocumentContentProvider, Disposable {
  private readonly registration: Disposable;

  constructor() {
    this.registration = workspace.registerTextDocumentContentProvider(SCHEMA_SCHEME, this);
  }

  provideTextDocumentContent(uri: Uri): string | undefined {
    const schema = SCHEMAS[uri.path];
    return schema && JSON.stringify(schema);
  }

  dispose(): void {
    this.registration.dispose();
  }
}
