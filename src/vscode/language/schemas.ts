import { type Disposable, type TextDocumentContentProvider, type Uri, workspace } from 'vscode';
import { editorSchemas } from '../../task/editor-schemas';
import { SCHEMA_SCHEME } from '../platform/contributions';

/**
 * Provides the schemas for the JSON service. `package.json` refers to them by this scheme, so that the first prompt or
 * task file, and nothing else, activates the extension.
 */
export class EditorSchemas implements TextDocumentContentProvider, Disposable {
  private readonly schemas = editorSchemas();
  private readonly registration: Disposable;

  constructor() {
    this.registration = workspace.registerTextDocumentContentProvider(SCHEMA_SCHEME, this);
  }

  provideTextDocumentContent(uri: Uri): string | undefined {
    const schema = this.schemas.get(uri.path);
    return schema && JSON.stringify(schema);
  }

  dispose(): void {
    this.registration.dispose();
  }
}
