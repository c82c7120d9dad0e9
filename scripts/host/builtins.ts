import { mkdir, readdir, symlink } from 'node:fs/promises';
import path from 'node:path';
import type { Host } from './install';

/**
 * The built-in extensions that are left out because they need a network, an account or a native module, or are large
 * and useless here. These are useless, too, but stay: emmet, npm, merge-conflict, git-base, github-authentication,
 * typescript-language-features, extension-editing. Their browser halves are missing: without the other half, the page
 * would look for them and show an error.
 */
const LEFT_OUT =
  /^(copilot|git|github|microsoft-authentication|mermaid-markdown-features|ms-vscode\..*|tunnel-forwarding|terminal-suggest|debug-.*|php-language-features|grunt|gulp|jake)$/;

/** Fills `folder` with links to the built-in extensions that the workbench gets. */
export async function linkBuiltins(host: Host, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const all = await readdir(path.join(host.code, 'extensions'), { withFileTypes: true });
  const wanted = all.filter(
    (entry) => entry.isDirectory() && entry.name !== 'node_modules' && !LEFT_OUT.test(entry.name),
  );
  await Promise.all(
    wanted.map(({ name }) => symlink(path.join(host.code, 'extensions', name), path.join(folder, name))),
  );
}
