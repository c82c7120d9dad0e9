import { build } from 'esbuild';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { RUNTIME } from '../../../scripts/lib/runtimes';

const NONCE = 'dGhlIHRlc3RzJyBub25jZQ';

/** The page as the host makes it, under the same policy. In the editor images come from another origin than the page: here from `localhost`. */
const PAGE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Studio</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src 'self' http://localhost:*; style-src 'self'; font-src 'self'; script-src 'nonce-${NONCE}'">
<link rel="stylesheet" href="/editor.css">
<link rel="stylesheet" href="/codicon.css">
<link rel="stylesheet" href="/webview.css">
</head>
<body><div id="root"></div><script type="module" nonce="${NONCE}" src="/webview.js"></script></body>
</html>`;

/** What the editor styles in each webview before the page's own sheets. */
const EDITOR_CSS = `
html { scrollbar-color: var(--vscode-scrollbarSlider-background) var(--vscode-editor-background); }
body { overscroll-behavior-x: none; background-color: transparent; color: var(--vscode-editor-foreground);
  font-family: var(--vscode-font-family); font-weight: var(--vscode-font-weight); font-size: var(--vscode-font-size);
  margin: 0; padding: 0 20px; }
img, video { max-width: 100%; max-height: 100%; }
a { color: var(--vscode-textLink-foreground); }
input:focus, select:focus { outline: 1px solid -webkit-focus-ring-color; outline-offset: -1px; }
blockquote { background: #7f7f7f1a; border-color: #007acc80; }
`;

const SKIES = [
  ['#f7b267', '#7b4b94'],
  ['#ffd6a5', '#355070'],
  ['#f4a259', '#1d3557'],
];

/** A picture of this size with something at every edge, so that a crop would show. */
function picture(width: number, height: number, look: number): string {
  const [top, bottom] = SKIES[look % SKIES.length] ?? [];
  const unit = Math.min(width, height) / 12;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">
<linearGradient id="sky" x2="0" y2="1"><stop stop-color="${top}"/><stop offset="1" stop-color="${bottom}"/></linearGradient>
<rect width="100%" height="100%" fill="url(#sky)"/>
<circle cx="${width * 0.65}" cy="${height * 0.4}" r="${unit * 1.8}" fill="#fff3d6"/>
<rect y="${height * 0.6}" width="100%" height="40%" fill="#27456b"/>
<path d="M${width * 0.3} ${height * 0.45}v${unit * 4}h${unit * 2.5}z" fill="#fdf6e9"/>
<rect x="${unit / 4}" y="${unit / 4}" width="${width - unit / 2}" height="${height - unit / 2}" fill="none" stroke="#fdf6e9" stroke-width="${unit / 4}"/>
</svg>`;
}

async function bundle(): Promise<ReadonlyMap<string, Buffer>> {
  const { outputFiles } = await build({
    entryPoints: ['src/webview/page/main.tsx'],
    outfile: 'webview.js',
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'browser',
    target: RUNTIME.page,
    jsx: 'automatic',
    jsxImportSource: 'preact',
  });
  return new Map([
    ...outputFiles.map((file): [string, Buffer] => [
      file.path.endsWith('.css') ? '/webview.css' : '/webview.js',
      Buffer.from(file.contents),
    ]),
    ['/codicon.css', await readFile('dist/codicon.css')],
    ['/codicon.ttf', await readFile('dist/codicon.ttf')],
    ['/editor.css', Buffer.from(EDITOR_CSS)],
    ['/', Buffer.from(PAGE)],
  ]);
}

const TYPES: Readonly<Record<string, string>> = {
  css: 'text/css',
  js: 'text/javascript',
  svg: 'image/svg+xml',
  ttf: 'font/ttf',
};

/** Serves the panel's page, freshly bundled, with what it needs. */
export async function startServer(): Promise<{ readonly server: Server; readonly origin: string }> {
  const files = await bundle();
  const server = createServer((request, response) => {
    const path = request.url?.replace(/\?.*/, '') ?? '/';
    const image = /^\/(?:image|closed)\/(\d+)x(\d+)\/(\d+)\.svg$/.exec(path)?.slice(1).map(Number);
    const body = image ? picture(image[0] ?? 0, image[1] ?? 0, image[2] ?? 0) : files.get(path);
    const type = TYPES[path.split('.')[1] ?? ''] ?? 'text/html';
    // As the editor answers for files: any page may read them. What is `closed` can be shown and not read.
    if (path.startsWith('/image/')) response.setHeader('access-control-allow-origin', '*');
    response.writeHead(body === undefined ? 404 : 200, { 'content-type': type }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}
