import { useRef, useState } from 'preact/hooks';
import type { Frame } from '../../layout/frame';
import type { StudioState } from '../../protocol/messages';
import type { ViewOptions } from '../../protocol/saved-state';
import { usePanel } from '../context';
import { Menu } from '../parts/menu';
import type { StageContent } from '../runs';
import { useSize } from '../viewport/use-size';
import { useViewport } from '../viewport/use-viewport';
import type { ActionContext } from './actions/action';
import { Canvas } from './canvas/canvas';
import { Problem, Welcome } from './empty';
import { handleStageKey } from './keyboard';
import { spokenName } from './model/names';
import type { StageModel } from './model/stage-model';
import { ActionMenu } from './toolbar/action-menu';
import { StageToolbar } from './toolbar/stage-toolbar';
import { indexOf } from './tools/on-page';
import type { StageTools } from './tools/stage-tools';
import { focusSelected, type PointerContext, useNudgeEnds, usePointer } from './tools/use-pointer';

/** What the stage needs of the panel. */
export interface StageProps {
  readonly model: StageModel;
  readonly tools: StageTools;
  readonly state: StudioState;
  readonly content: StageContent;
  /** Whether the layout in the model belongs to the document. */
  readonly staged: boolean;
  /** In pixels of the image. */
  readonly frame: Frame;
  readonly viewOptions: ViewOptions;
  readonly onViewOptions: (changed: Partial<ViewOptions>) => void;
}

/** The stage's size before layout. The toolbar is drawn even then, since it takes its height from the stage. */
const NO_SIZE = { width: 0, height: 0 };

/** The layout of the prompt in its frame, and the stage's own toolbar below. */
export function Stage(props: StageProps) {
  const { model, tools, state, content, staged, frame, viewOptions, onViewOptions } = props;
  const { text, post } = usePanel();
  const main = useRef<HTMLElement>(null);
  const part = useRef<HTMLDivElement>(null);
  const [menuAt, setMenuAt] = useState<DOMRect | null>(null);
  const size = useSize(main);
  const viewing = useViewport(
    main,
    staged ? (size ?? NO_SIZE) : null,
    frame,
    viewOptions.viewport,
    (viewport) => onViewOptions({ viewport }),
  );
  const context: (ActionContext & PointerContext) | null = viewing && { ...props, viewing, post };
  const pointer = usePointer(context, () => part.current);
  useNudgeEnds(tools);

  const onKeyDown = (event: KeyboardEvent) => {
    const target = event.target instanceof Element ? event.target : null;
    if (!context || target?.closest('.mark-place')) return;
    // Alt with an arrow key resizes. Alt alone would move the focus to the editor's menus.
    if (event.key === 'Alt') event.stopPropagation();
    const focus = target && main.current?.contains(target) ? 'stage' : 'toolbar';
    if (!handleStageKey(event, focus, context)) return;
    event.preventDefault();
    // The editor must not use the key a second time.
    event.stopPropagation();
  };
  const closeMenu = () => {
    setMenuAt(null);
    focusSelected(part.current, model);
  };

  return (
    <div class="stage-and-tools" onKeyDown={onKeyDown}>
      <main
        ref={main}
        class="stage"
        aria-label={text('stage')}
        data-testid="stage"
        {...pointer}
        onContextMenu={(event) => {
          event.preventDefault();
          if (part.current) setMenuAt(openMenuAt(event, model, part.current));
        }}
      >
        {!state.document && <Welcome />}
        {state.document?.problem && !staged && <Problem problem={state.document.problem} />}
        {staged && viewing && size && (
          <Canvas
            part={part}
            model={model}
            tools={tools}
            content={content}
            frame={frame}
            viewOptions={viewOptions}
            rect={viewing.rect}
            stage={size}
            onShow={viewing.show}
          />
        )}
        <Announced tools={tools} />
      </main>
      {staged && context && menuAt && (
        <Menu label={text('arrange')} at={() => menuAt} onClose={closeMenu}>
          <ActionMenu context={context} close={closeMenu} />
        </Menu>
      )}
      {staged && context && (
        <StageToolbar
          context={context}
          runs={state.runs}
          content={content}
          frameElement={() => part.current}
        />
      )}
    </div>
  );
}

/** Selects what is under the pointer. Returns where its menu opens: at the pointer, or at the selection for the menu key. */
function openMenuAt(
  { clientX, clientY, target, button }: MouseEvent,
  model: StageModel,
  frame: Element,
): DOMRect {
  const index = target instanceof Element ? indexOf(target) : undefined;
  if (index !== undefined && !model.selection.value.includes(index)) model.select([index]);
  // The menu key has no position.
  const selected = button === 2 ? null : frame.querySelector('.selection-box');
  return selected?.getBoundingClientRect() ?? new DOMRect(clientX, clientY);
}

/** What screen readers announce when the keyboard moves an element. */
function Announced({ tools }: Pick<StageProps, 'tools'>) {
  const { text } = usePanel();
  const announced = tools.announced.value;
  return (
    <div class="unseen" role="status">
      {announced && `${spokenName(text, announced.element)}. ${text('boxSpoken', ...announced.box)}`}
    </div>
  );
}
