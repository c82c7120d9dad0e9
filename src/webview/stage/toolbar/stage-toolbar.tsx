import { boxAround } from '../../../layout/boxes/draw';
import type { StageSnapshot } from '../../../protocol/stage';
import { useCell, usePart } from '../../parts/signal';
import { usePanel } from '../../context';
import { IconButton } from '../../parts/buttons';
import { Select } from '../../parts/fields';
import { MenuButton } from '../../parts/menu';
import { add } from '../model/edits';
import { ArrangeMenu } from './arrange';
import { BackdropSelect } from './backdrop-select';
import { ImageMenu } from './image-menu';
import { ReviewTools } from './image-tools';
import type { StageProps } from '../stage-props';
import { Tray } from './tray';
import { ZoomTools } from '../../viewport/zoom-tools';
import type { Viewing } from '../../viewport/use-viewport';

interface Props extends StageProps {
  readonly viewing: Viewing;
  /** Finds the frame's part of the page. */
  readonly place: () => Element | null;
}

const isEditable = (snapshot: StageSnapshot | null) => snapshot?.editable ?? false;
const tasksOf = (snapshot: StageSnapshot | null) => snapshot?.tasks ?? 0;
const taskOf = (snapshot: StageSnapshot | null) => snapshot?.task ?? 0;

/** The strip under the stage: its own tools, the elements without a box, and the zoom. */
export function Strip(props: Props) {
  const { model, tools, state, content, frame, look, onLook, viewing, place } = props;
  const { text, post } = usePanel();
  const ground = { model, tools, frame, look, viewing, post };
  const hasBackdrop = look.backdrop === 'proof' || (look.backdrop === 'result' && content.kind === 'result');
  return (
    <section class="tools" aria-label={text('stageTools')}>
      <div class="tool-group">
        <DrawButton {...props} kind="obj" />
        <DrawButton {...props} kind="text" />
        <IconButton
          icon="magnet"
          label={text('snap')}
          pressed={look.snap}
          title={text('snapHint')}
          onClick={() => onLook({ snap: !look.snap })}
        />
        <IconButton
          icon="table"
          label={text('grid')}
          pressed={look.grid}
          title={text('gridHint')}
          onClick={() => onLook({ grid: !look.grid })}
        />
        <IconButton
          icon={<i class="kind kind-boxes" />}
          label={text('boxes')}
          pressed={look.boxes}
          title={text('boxesHint')}
          onClick={() => onLook({ boxes: !look.boxes })}
        />
        <MenuButton label={text('arrange')} icon="layers" testId="arrange">
          {(close) => <ArrangeMenu model={model} close={close} />}
        </MenuButton>
      </div>
      <TaskSelect {...props} />
      <div class="tool-group">
        <BackdropSelect
          backdrop={look.backdrop}
          content={content}
          runs={state.runs}
          onBackdrop={(backdrop) => onLook({ backdrop })}
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
            value={look.opacity}
            onInput={(event) => onLook({ opacity: Number(event.currentTarget.value) })}
          />
        )}
        <ReviewTools runs={state.runs} content={content} />
        {'run' in content && <ImageMenu content={content} />}
      </div>
      <Tray ground={ground} place={place} />
      <ZoomTools viewing={viewing} fullHint={text('actualSizeHint')} />
    </section>
  );
}

/** A tool that draws a box; by keyboard it puts one into the middle. */
function DrawButton({ model, frame, kind }: Props & { readonly kind: 'obj' | 'text' }) {
  const { text } = usePanel();
  const creating = useCell(model.creating);
  const editable = usePart(model.snapshot, isEditable);
  const drawing = creating !== null && 'kind' in creating && creating.kind === kind;
  const label = text(kind === 'text' ? 'drawText' : 'drawObj');
  return (
    <button
      type="button"
      class="icon-button"
      aria-label={label}
      aria-pressed={drawing}
      title={text(kind === 'text' ? 'drawTextHint' : 'drawObjHint')}
      disabled={!editable}
      data-testid={`draw-${kind}`}
      onClick={({ detail }) => {
        model.creating.set(detail === 0 || drawing ? null : { kind });
        // A click of the keyboard's has no place on the stage to follow.
        if (detail === 0) add(model, kind, boxAround({ x: 500, y: 500 }, kind, frame));
      }}
    >
      <i class={`kind kind-${kind}`} />
    </button>
  );
}

/** Which of a file's tasks is on the stage. */
function TaskSelect({ model }: Props) {
  const { text, post } = usePanel();
  const tasks = usePart(model.snapshot, tasksOf);
  const shown = usePart(model.snapshot, taskOf);
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
