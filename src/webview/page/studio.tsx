import { useComputed } from '@preact/signals';
import { useState } from 'preact/hooks';
import type { StudioState } from '../../protocol/messages';
import type { ViewOptions } from '../../protocol/saved-state';
import { Announcer } from './announcer';
import { Clock } from '../clock';
import { DropTarget } from './drop-target';
import { Failure } from './failure';
import { Filmstrip } from '../filmstrip/filmstrip';
import { Notice } from './notice';
import { MainView } from './main-view';
import { RunNotice } from './run-notice';
import { stageContent } from '../runs';
import type { StageModel } from '../stage/model/stage-model';
import type { StageTools } from '../stage/tools/stage-tools';
import { Toolbar } from '../toolbar/toolbar';
import { useControls } from '../toolbar/use-controls';

interface Props {
  readonly state: StudioState;
  readonly model: StageModel;
  readonly tools: StageTools;
  readonly viewOptions: ViewOptions;
  readonly onViewOptions: (changed: Partial<ViewOptions>) => void;
}

/** Until the host has sent the settings of the document. */
const NO_FRAME = { width: 2048, height: 2048 };

/** The panel: from top to bottom, what Generate will do, the stage, and the runs. */
export function Studio({ state, model, tools, viewOptions, onViewOptions }: Props) {
  const content = stageContent(state);
  const controls = useControls(state.controls);
  const uri = useComputed(() => model.snapshot.value?.uri).value;
  // Until the host has sent the layout of this document, the model still has that of the previous one.
  const staged = state.document !== null && uri === state.document.uri;
  // The visible images come first, since they take less time than the layout and its backdrop.
  const [isFilmPainted, setFilmPainted] = useState(false);
  const { width, height } = controls?.now ?? NO_FRAME;
  return (
    <Clock running={state.runs.some((run) => run.active)}>
      <div class="studio" data-testid="studio">
        <header>
          <Toolbar state={state} controls={controls} />
          <Notice state={state} staged={staged} />
          <RunNotice content={content} />
          <Failure />
        </header>
        {isFilmPainted ? (
          <MainView
            model={model}
            tools={tools}
            state={state}
            content={content}
            staged={staged}
            frame={{ width, height }}
            viewOptions={viewOptions}
            onViewOptions={onViewOptions}
          />
        ) : (
          <main class="stage" aria-busy="true" />
        )}
        <Filmstrip
          runs={state.runs}
          older={state.older}
          unreadable={state.unreadable}
          content={content}
          filter={viewOptions.filter}
          onFilter={(filter) => onViewOptions({ filter })}
          onPainted={() => setFilmPainted(true)}
        />
        <Announcer state={state} />
        <DropTarget />
      </div>
    </Clock>
  );
}
