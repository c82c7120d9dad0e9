/** What the panel is told of a document with many runs, as the host tells it. */
import { readPrompt } from '../../src/prompt/model';
import type { HostState } from '../../src/protocol/messages';
import { indexRuns } from '../../src/run/record/run-index';
import { compareImages } from '../../src/vscode/run-actions/compare';
import { RunFeed } from '../../src/vscode/panel/run-feed';
import type * as Views from '../../src/vscode/run-actions/run-view';
import { englishStrings } from '../../test/panel/support/english';
import { hostModule } from '../../test/panel/support/host-module';
import type { Opening, RunsMessage } from './browser/host';
import { promptOfRun, runsFolder } from './library';

const URI = 'file:///bench.structured-prompt.json';

/** All that the page is told: at first, and each time that it asks for more runs. */
export interface Told {
  readonly opening: Opening;
  readonly more: readonly RunsMessage[];
}

/** Makes openings, from the folders of so many runs. */
export async function openings(addressOf: Views.AddressOf): Promise<(count: number) => Promise<Told>> {
  const strings = await englishStrings();
  const { runView } = await hostModule<typeof Views>('src/vscode/run-actions/run-view.ts');
  const state: HostState = {
    document: { uri: URI, name: 'bench', kind: 'prompt', tasks: 1, problem: null },
    locked: false,
    controls: { width: 2048, height: 2048, speed: 'DEFAULT', count: 4, format: 'JPG', editable: true },
    offer: { backend: 'runware', price: 0.24 },
    notice: null,
    unreadable: [],
    selected: null,
  };
  const same = { editable: true, stale: false, tasks: 1, task: 0 };
  const model = readPrompt(JSON.parse(promptOfRun(0)));
  return async (count) => {
    const { runs } = await indexRuns(await runsFolder(count));
    const [run, other] = runs;
    const feed = new RunFeed((one, active) => runView(one, active, addressOf));
    const tell = () => feed.next(runs, () => false);
    const first = tell();
    if (!first) throw new Error('The feed tells nothing.');
    const opening = {
      strings,
      state,
      runs: first,
      stage: { serial: 0, uri: URI, version: 1, answered: 0, ...same, model },
      changes: run && other ? compareImages({ run, index: 0 }, { run: other, index: 0 }) : null,
    };
    const more: RunsMessage[] = [];
    const further = () => {
      feed.goFurther(false);
      return tell();
    };
    for (let told = further(); told; told = further()) more.push(told);
    return { opening, more };
  };
}
