import { useComputed } from '@preact/signals';
import { usePanel } from '../../context';
import { Select } from '../../parts/fields';
import { MenuButton } from '../../parts/menu';
import type { RunView } from '../../../protocol/run-view';
import type { StageContent } from '../../runs';
import type { ActionContext } from '../actions/action';
import type { StageModel } from '../model/stage-model';
import type { PointerContext } from '../tools/use-pointer';
import { actionsIn } from '../actions/index';
import { ActionMenu } from './action-menu';
import { ActionButton } from './action-parts';
import { BackdropSelect } from './backdrop-select';
import { ImageMenu, ReviewTools } from './image-tools';
import { Tray } from './tray';
import { ZoomTools } from '../../viewport/zoom-tools';

interface Props {
  readonly context: ActionContext & PointerContext;
  /** Newest first. */
  readonly runs: readonly RunView[];
  readonly content: StageContent;
  /** Finds the frame's element of the page. */
  readonly frameElement: () => Element | null;
}

/** The toolbar under the stage: its own tools, the elements without a box, and the zoom. */
export function StageToolbar({ context, runs, content, frameElement }: Props) {
  const { text } = usePanel();
  const { model, viewOptions, onViewOptions, viewing } = context;
  const hasBackdrop =
    viewOptions.backdrop === 'proof' || (viewOptions.backdrop === 'result' && content.kind === 'result');
  return (
    <section class="tools" aria-label={text('stageTools')}>
      <div class="tool-group">
        {actionsIn('toolbar').map((action) => (
          <ActionButton key={action.name} action={action} context={context} />
        ))}
        <MenuButton label={text('arrange')} icon="layers" testId="arrange">
          {(close) => <ActionMenu context={context} close={close} />}
        </MenuButton>
      </div>
      <TaskSelect model={model} />
      <div class="tool-group">
        <BackdropSelect
          backdrop={viewOptions.backdrop}
          content={content}
          runs={runs}
          onBackdrop={(backdrop) => onViewOptions({ backdrop })}
        />
        {hasBackdrop && (
          <input
            type="range"
            class="opacity"
            aria-label={text('opacity')}
            title={text('opacity')}
            min="0"
            max="1"
            step="0.05"
            value={viewOptions.opacity}
            onInput={(event) => onViewOptions({ opacity: Number(event.currentTarget.value) })}
          />
        )}
        <ReviewTools runs={runs} content={content} />
        {'run' in content && <ImageMenu content={content} />}
      </div>
      <Tray context={context} frameElement={frameElement} />
      <ZoomTools viewing={viewing} fullHint={text('actualSizeHint')} />
    </section>
  );
}

/** Selects which of a file's tasks is on the stage. */
function TaskSelect({ model }: { readonly model: StageModel }) {
  const { text, post } = usePanel();
  const tasks = useComputed(() => model.snapshot.value?.tasks ?? 0).value;
  const shown = useComputed(() => model.snapshot.value?.task ?? 0).value;
  if (tasks < 2) return null;
  return (
    <Select
      label={text('task')}
      title={text('task')}
      disabled={false}
      value={String(shown)}
      onChange={(value) => post({ type: 'chooseTask', document: model.document, task: Number(value) })}
    >
      {Array.from({ length: tasks }, (_, task) => (
        <option key={task} value={String(task)}>
          {text('taskOf', task + 1, tasks)}
        </option>
      ))}
    </Select>
  );
}
