/** The pages for the browser: the panel's own, and those that it is compared with. */
import { build } from 'esbuild';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname } from 'node:path';
import { RUNTIME } from '../../scripts/lib/runtimes';

const NONCE = 'dGhlIGJlbmNoJyBub25jZQ';

/** The editor's part of a page: the colors and fonts of its theme. */
export interface Theme {
  readonly bodyClass: string;
  readonly variables: Readonly<Record<string, string>>;
}

/** The editor's styles of each webview, before the page's own. */
const EDITOR_CSS = `
body { margin: 0; padding: 0 20px; color: var(--vscode-editor-foreground); font-family: var(--vscode-font-family);
  font-weight: var(--vscode-font-weight); font-size: var(--vscode-font-size); }
img { max-width: 100%; max-height: 100%; }
`;

/** The page as the host creates it, with its content policy, which here also allows the replacement of the editor. */
function studioHtml({ bodyClass, variables }: Theme): string {
  const style = Object.entries(variables).map(([name, value]) => `${name}:${value.replaceAll('"', "'")}`);
  return `<!doctype html>
<html lang="en" style="${style.join(';')}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self'; worker-src 'self'; connect-src 'self'; script-src 'nonce-${NONCE}'">
<style>${EDITOR_CSS}</style>
<link rel="preload" href="/codicon.ttf" as="font" type="font/ttf" crossorigin>
<link rel="stylesheet" href="/codicon.css">
<link rel="stylesheet" href="/webview.css">
<title>Studio</title>
</head>
<body class="${bodyClass}"><div id="root"></div><script type="module" nonce="${NONCE}" src="/webview.js"></script></body>
</html>`;
}

/** A page that contains its data, with a style sheet and a script of its own. */
export function controlHtml(body: string, data: unknown): string {
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Control</title><link rel="stylesheet" href="/control.css"></head>
<body>${body}
<script type="application/json" id="data">${JSON.stringify(data).replaceAll('<', '\\u003c')}</script>
<script type="module" src="/control.js"></script></body>
</html>`;
}

/** Bundles the page like the production build. */
async function bundle(entry: string, format: 'esm' | 'iife'): Promise<ReadonlyMap<string, string>> {
  const { outputFiles } = await build({
    entryPoints: [entry],
    outfile: 'bundle.js',
    bundle: true,
    write: false,
    minify: true,
    legalComments: 'none',
    define: { 'process.env.NODE_ENV': '"production"' },
    format,
    platform: 'browser',
    mainFields: ['module', 'main'],
    target: RUNTIME.page,
    jsx: 'automatic',
    jsxImportSource: 'preact',
    external: ['./codicon.ttf'],
  });
  return new Map(outputFiles.map(({ path, text }) => [path.endsWith('.css') ? 'css' : 'js', text]));
}

/** Bundles a standalone script. */
export async function script(entry: string): Promise<string> {
  return (await bundle(entry, 'iife')).get('js') ?? '';
}

/** The served files by path. */
export type Files = Map<string, string | Buffer>;

/** The panel's page, freshly bundled, with the files that it needs; the icons come from the build. */
export async function studioFiles(theme: Theme): Promise<Files> {
  const webview = await bundle('src/webview/page/main.tsx', 'esm');
  return new Map<string, string | Buffer>([
    ['/studio', studioHtml(theme)],
    ['/webview.js', webview.get('js') ?? ''],
    ['/webview.css', webview.get('css') ?? ''],
    ['/codicon.css', await readFile('dist/codicon.css')],
    ['/codicon.ttf', await readFile('dist/codicon.ttf')],
  ]);
}

const TYPES: Readonly<Record<string, string>> = {
  css: 'text/css',
  jpg: 'image/jpeg',
  js: 'text/javascript',
  json: 'application/json',
  ttf: 'font/ttf',
  webp: 'image/webp',
};

export interface Served {
  readonly origin: string;
  close(): void;
}

/** Serves files, and others that `find` returns, without caching. */
export async function serve(
  files: Files,
  find: (path: string) => Promise<Buffer | undefined> = () => Promise.resolve(undefined),
): Promise<Served> {
  const server = createServer((request, response) => {
    const path = request.url?.replace(/\?.*/, '') ?? '/';
    const type = TYPES[extname(path).slice(1)] ?? 'text/html';
    void (async () => {
      const body = files.get(path) ?? (await find(path));
      const head = { 'content-type': type, 'cache-control': 'no-store' };
      response.writeHead(body === undefined ? 404 : 200, head).end(body);
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
