import { type Disposable, type TextDocumentContentProvider, Uri, workspace } from 'vscode';
import { RULES_SCHEME } from '../platform/contributions';

/** The address of a rule's page, for its diagnostics to link to. VS Code runs no commands from there. */
export function rulePage(rule: string): Uri {
  return Uri.from({ scheme: RULES_SCHEME, path: `/${rule}.md` });
}

/**
 * The pages of the rules, each a section of `docs/rules.md`. They open as Markdown previews, because `package.json`
 * associates their addresses with that.
 */
export class RulePages implements TextDocumentContentProvider, Disposable {
  private readonly registration: Disposable;
  private readonly extensionUri: Uri;

  constructor(extensionUri: Uri) {
    this.extensionUri = extensionUri;
    this.registration = workspace.registerTextDocumentContentProvider(RULES_SCHEME, this);
  }

  async provideTextDocumentContent({ path }: Uri): Promise<string> {
    const file = Uri.joinPath(this.extensionUri, 'docs', 'rules.md');
    const text = new TextDecoder().decode(await workspace.fs.readFile(file));
    const rule = path.slice(1).replace(/\.md$/, '');
    const heading = `## \`${rule}\`\n`;
    const section = text.split(/\n(?=##? )/).find((part) => part.startsWith(heading));
    // The section becomes a page of its own, with a title.
    return section ? `# ${rule}\n${section.slice(heading.length)}` : text;
  }

  dispose(): void {
    this.registration.dispose();
  }
}
