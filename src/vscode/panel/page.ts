import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { env, Uri, type Webview, type WebviewOptions, workspace } from 'vscode';
import { RUNS_FOLDER } from '../../run/record/folder';
import type { RunLocations } from '../documents/run-locations';
import type { RunService } from '../runs/run-service';

/** The services that know which folders the page may load files from. */
export interface PageSources {
  readonly extensionUri: Uri;
  readonly locations: RunLocations;
  readonly runs: RunService;
}

/** The page may run scripts, and load files from the extension and the folders of runs only. */
export function pageOptions({ extensionUri, locations, runs }: PageSources): WebviewOptions {
  const inWorkspace = (workspace.workspaceFolders ?? []).map((folder) =>
    Uri.joinPath(folder.uri, ...RUNS_FOLDER.split(path.sep)),
  );
  return {
    enableScripts: true,
    localResourceRoots: [
      Uri.joinPath(extensionUri, 'dist'),
      locations.storage,
      ...inWorkspace,
      ...runs.roots.known.map((root) => Uri.file(root)),
    ],
  };
}

/**
 * The HTML of the panel's page: a root element and the bundle, nothing inline. The content policy allows the extension's
 * own files and the images of runs, and nothing else.
 */
export function pageHtml(webview: Webview, extensionUri: Uri): string {
  const nonce = randomBytes(16).toString('base64');
  const local = (name: string) => webview.asWebviewUri(Uri.joinPath(extensionUri, 'dist', name)).toString();
  const policy = [
    `default-src 'none'`,
    `img-src ${webview.cspSource}`,
    `style-src ${webview.cspSource}`,
    `font-src ${webview.cspSource}`,
    `script-src 'nonce-${nonce}'`,
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="${env.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<link rel="preload" href="${local('codicon.ttf')}" as="font" type="font/ttf" crossorigin>
<link rel="stylesheet" href="${local('codicon.css')}">
<link rel="stylesheet" href="${local('webview.css')}">
<title>Structured Prompt Studio</title>
</head>
<body>
<div id="root"></div>
<script type="module" nonce="${nonce}" src="${local('webview.js')}"></script>
</body>
</html>`;
}
