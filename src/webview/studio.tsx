import type { StageZoom, StudioState } from '../protocol/messages';
import { Announcer } from './announcer';
import { Clock } from './clock';
import { Filmstrip } from './filmstrip/filmstrip';
import { Notice } from './notice';
import { stageView } from './runs';
import { Stage } from './stage/stage';
import { Toolbar } from './toolbar/toolbar';

interface Props {
  readonly state: StudioState;
  readonly zoom: StageZoom;
  readonly onZoom: (zoom: StageZoom) => void;
}

/** The panel: what Generate will do, the chosen image, and the runs below. */
export function Studio({ state, zoom, onZoom }: Props) {
  const view = stageView(state);
  return (
    <Clock running={state.runs.some((run) => run.active)}>
      <div class="studio" data-testid="studio">
        <header>
          <Toolbar state={state} />
          <Notice state={state} shown={view.kind} />
        </header>
        <Stage view={view} state={state} zoom={zoom} onZoom={onZoom} />
        <Filmstrip runs={state.runs} view={view} />
        <Announcer state={state} />
      </div>
    </Clock>
  );
}
