/** The two pages, as they are served to the browser. */
import { build } from 'esbuild';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

const NONCE = 'dGhlIGJlbmNoJyBub25jZQ';

/** The editor's part of a page: the colours and fonts of its theme. */
interface Theme {
  readonly bodyClass: string;
  readonly variables: Readonly<Record<string, string>>;
}

/** What the editor styles in each webview before the page's own sheets. */
const EDITOR_CSS = `
body { margin: 0; padding: 0 20px; color: var(--vscode-editor-foreground); font-family: var(--vscode-font-family);
  font-weight: var(--vscode-font-weight); font-size: var(--vscode-font-size); }
img { max-width: 100%; max-height: 100%; }
`;

/** The page as the host makes it, under its policy, which here lets a worker in, too. */
function studioHtml({ bodyClass, variables }: Theme): string {
  const style = Object.entries(variables).map(([name, value]) => `${name}:${value.replaceAll('"', "'")}`);
  return `<!doctype html>
<html lang="en" style="${style.join(';')}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self'; worker-src 'self'; script-src 'nonce-${NONCE}'">
<style>${EDITOR_CSS}</style>
<link rel="stylesheet" href="/codicon.css">
<link rel="stylesheet" href="/webview.css">
<title>Studio</title>
</head>
<body class="${bodyClass}"><div id="root"></div><script type="module" nonce="${NONCE}" src="/webview.js"></script></body>
</html>`;
}

const CONTROL_CSS = `
body { margin: 0; height: 100vh; background: #1f1f1f; font: 13px system-ui, sans-serif; }
#frame { position: absolute; background: #f6f5f2; user-select: none; touch-action: none; }
.box { position: absolute; box-sizing: border-box; border: 1.5px solid var(--hue); cursor: move;
  background: color-mix(in srgb, var(--hue) 10%, transparent); }
.box[aria-pressed='true'] { border-color: #0078d4; border-width: 2px; }
.label { position: absolute; left: 0; bottom: 100%; padding: 0 5px; background: var(--hue); color: #fff;
  font-size: 11px; line-height: 17px; white-space: nowrap; }
.words { position: absolute; inset: 0; color: #27456b; line-height: 1.1; white-space: pre; }
`;

/** Where the frame is in the window, in CSS pixels. */
export interface FramePlace {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The data in the page; a sheet and a script of its own, as any page has. */
function controlHtml(model: unknown, { x, y, width, height }: FramePlace): string {
  const place = `left:${x}px;top:${y}px;width:${width}px;height:${height}px`;
  const data = JSON.stringify(model).replaceAll('<', '\\u003c');
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Control</title><link rel="stylesheet" href="/control.css"></head>
<body><div id="frame" style="${place}"></div>
<script type="application/json" id="data">${data}</script>
<script type="module" src="/control.js"></script></body>
</html>`;
}

/** As the build makes it for people. */
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
    target: ['chrome134'],
    jsx: 'automatic',
    jsxImportSource: 'preact',
    external: ['./codicon.ttf'],
  });
  return new Map(outputFiles.map(({ path, text }) => [path.endsWith('.css') ? 'css' : 'js', text]));
}

const TYPES: Readonly<Record<string, string>> = { css: 'text/css', js: 'text/javascript', ttf: 'font/ttf' };

export interface Pages {
  readonly origin: string;
  /** Scripts that run in a page before its own. */
  readonly probe: string;
  readonly host: string;
  /** What `/control` shows from now on. */
  setControl(model: unknown, place: FramePlace): void;
  close(): void;
}

/** Bundles and serves both pages. */
export async function servePages(theme: Theme): Promise<Pages> {
  const script = async (name: string) =>
    (await bundle(`bench/stage/browser/${name}.ts`, 'iife')).get('js') ?? '';
  const webview = await bundle('src/webview/main.tsx', 'esm');
  const icons = 'node_modules/@vscode/codicons/dist';
  const files = new Map<string, string | Buffer>([
    ['/studio', studioHtml(theme)],
    ['/webview.js', webview.get('js') ?? ''],
    ['/webview.css', webview.get('css') ?? ''],
    ['/worker.js', await script('worker')],
    ['/control.js', await script('control')],
    ['/control.css', CONTROL_CSS],
    ['/codicon.css', await readFile(`${icons}/codicon.css`)],
    ['/codicon.ttf', await readFile(`${icons}/codicon.ttf`)],
  ]);
  const server = createServer((request, response) => {
    const path = request.url?.replace(/\?.*/, '') ?? '/';
    const body = files.get(path);
    const type = TYPES[path.split('.')[1] ?? ''] ?? 'text/html';
    response.writeHead(body === undefined ? 404 : 200, { 'content-type': type }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    probe: await script('probe'),
    host: await script('host'),
    setControl: (model, place) => void files.set('/control', controlHtml(model, place)),
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
