/** The two pages, as they are served to the browser. */
import { controlHtml, script, serve, type Served, studioFiles, type Theme } from '../lib/pages';

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

function frameHtml({ x, y, width, height }: FramePlace): string {
  return `<div id="frame" style="left:${x}px;top:${y}px;width:${width}px;height:${height}px"></div>`;
}

export interface Pages extends Served {
  /** Scripts that run in a page before its own. */
  readonly probe: string;
  readonly host: string;
  /** What `/control` shows from now on. */
  setControl(model: unknown, place: FramePlace): void;
}

/** Bundles and serves both pages. */
export async function servePages(theme: Theme): Promise<Pages> {
  const own = (name: string) => script(`bench/stage/browser/${name}.ts`);
  const files = await studioFiles(theme);
  files.set('/worker.js', await own('worker'));
  files.set('/control.js', await own('control'));
  files.set('/control.css', CONTROL_CSS);
  return {
    ...(await serve(files)),
    probe: await own('probe'),
    host: await own('host'),
    setControl: (model, place) => void files.set('/control', controlHtml(frameHtml(place), model)),
  };
}
