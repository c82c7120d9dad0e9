import { useRef, useState } from 'preact/hooks';
import { usePanel } from '../context';
import { Menu } from '../parts/menu';
import type { ActionContext } from './actions/action';
import { actionForKey } from './actions/index';
import { ActionMenu } from './toolbar/action-menu';
import { Canvas } from './canvas/canvas';
import { Problem, Welcome } from './empty';
import { nudgeOf } from './tools/nudge';
import { spokenName } from './canvas/label';
import { indexOf } from './tools/on-page';
import { Strip } from './toolbar/stage-toolbar';
import type { StageProps } from './stage-props';
import { focusSelected, type PointerContext, useNudgeEnds, usePointer } from './tools/use-pointer';
import { handleViewportKey } from '../viewport/keys';
import { useSize } from '../viewport/use-size';
import { useViewport } from '../viewport/use-viewport';

/** Until the stage is laid out: the strip is there before, since it takes its height from the stage. */
const NOWHERE = { width: 0, height: 0 };

/** The layout of the prompt in its frame, and the strip of the stage's own tools below. */
export function Stage(props: StageProps) {
  const { model, tools, state, content, staged, frame, viewOptions, onViewOptions } = props;
  const { text, post } = usePanel();
  const main = useRef<HTMLElement>(null);
  const part = useRef<HTMLDivElement>(null);
  const [menuAt, setMenuAt] = useState<DOMRect | null>(null);
  const size = useSize(main);
  const viewing = useViewport(
    main,
    staged ? (size ?? NOWHERE) : null,
    frame,
    viewOptions.viewport,
    (viewport) => onViewOptions({ viewport }),
  );
  const context: (ActionContext & PointerContext) | null = viewing && { ...props, viewing, post };
  const pointer = usePointer(context, () => part.current);

  useNudgeEnds(tools);

  /** Does what a key stands for; false for one that is not the stage's. */
  const press = (event: KeyboardEvent, focus: 'stage' | 'toolbar', context: ActionContext): boolean => {
    const nudge = focus === 'stage' ? nudgeOf(event, model) : undefined;
    if (nudge) {
      tools.send(nudge);
      tools.announce();
      return true;
    }
    const action = actionForKey(event, focus);
    if (action?.enabled?.(model) ?? true) action?.perform(context, 'shortcut');
    const isHeld = event.ctrlKey || event.metaKey || event.altKey;
    return (
      action !== undefined ||
      (focus === 'stage' && !isHeld && viewing !== null && handleViewportKey(event, viewing))
    );
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const target = event.target instanceof Element ? event.target : null;
    if (!context || target?.closest('.mark-place')) return;
    // With an arrow it resizes: alone it would take the keyboard to the editor's menus.
    if (event.key === 'Alt') event.stopPropagation();
    const focus = target && main.current?.contains(target) ? 'stage' : 'toolbar';
    if (!press(event, focus, context)) return;
    event.preventDefault();
    // What the stage takes is not the editor's, too.
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
          if (context && part.current) setMenuAt(contextOf(event, context, part.current));
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
      {staged && viewing && context && (
        <Strip {...props} context={context} viewing={viewing} place={() => part.current} />
      )}
    </div>
  );
}

/** Where the menu of what is under the pointer opens; by keyboard at what is chosen. What is under the pointer is chosen. */
function contextOf(
  { clientX, clientY, target, button }: MouseEvent,
  ground: PointerContext,
  frame: Element,
): DOMRect {
  const index = target instanceof Element ? indexOf(target) : undefined;
  if (index !== undefined && !ground.model.selection.value.includes(index)) ground.model.select([index]);
  // The menu key comes without a place.
  const chosen = button === 2 ? null : frame.querySelector('.selection-box');
  return chosen?.getBoundingClientRect() ?? new DOMRect(clientX, clientY);
}

function Announced({ tools }: Pick<StageProps, 'tools'>) {
  const { text } = usePanel();
  const announced = tools.announced.value;
  return (
    <div class="unseen" role="status">
      {announced && `${spokenName(text, announced.element)}. ${text('boxSpoken', ...announced.box)}`}
    </div>
  );
}
