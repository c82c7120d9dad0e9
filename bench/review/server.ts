/** The pages, as they are served to the browser, and the images of the runs. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { controlHtml, script, serve, type Served, studioFiles, type Theme } from '../lib/pages';
import type { BareFilm } from './browser/control';
import type { Told } from './opening';

const CONTROL_CSS = `
body { margin: 0; height: 100vh; background: #1f1f1f; }
#film { position: absolute; overflow: auto hidden; scrollbar-width: thin; }
#film div, #film img { position: absolute; }
`;

/** Addresses are as long as people's are. */
const WORKSPACE = '/home/person/posters/.structured-prompt/runs/travel-poster.structured-prompt.json';

export interface Pages extends Served {
  /** Scripts that run in a page before its own. */
  readonly probe: string;
  readonly host: string;
  /** Where a page loads a file of a run from. */
  addressOf(file: string): string;
  /** What `/studio?runs=<name>` is told. */
  setOpening(name: string, told: Told): void;
  /** What `/<name>` shows from now on. */
  setControl(name: string, film: BareFilm): void;
}

/** Bundles and serves the pages. */
export async function servePages(theme: Theme): Promise<Pages> {
  const own = (name: string) => script(`bench/review/browser/${name}.ts`);
  const files = await studioFiles(theme);
  files.set('/control.js', await own('control'));
  files.set('/control.css', CONTROL_CSS);
  const addresses = new Map<string, string>();
  const served = await serve(files, async (address) => {
    const file = addresses.get(address);
    return file === undefined ? undefined : readFile(file);
  });
  return {
    ...served,
    probe: await own('probe'),
    host: await own('host'),
    addressOf: (file) => {
      const address = `${WORKSPACE}/${path.basename(path.dirname(file))}/${path.basename(file)}`;
      addresses.set(address, file);
      return address;
    },
    setOpening: (name, { opening, more }) => {
      files.set(`/opening/${name}.json`, JSON.stringify(opening));
      for (const [place, runs] of more.entries()) {
        files.set(`/more/${name}/${place}.json`, JSON.stringify(runs));
      }
    },
    setControl: (name, film) =>
      void files.set(`/${name}`, controlHtml('<div id="film" data-testid="film"></div>', film)),
  };
}
