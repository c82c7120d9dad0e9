import { useMemo } from 'preact/hooks';
import { usePanel } from '../../context';
import { isCreating, placeAt, toggleCreating } from '../model/edits';
import { nameOf, spokenName } from '../model/names';
import { inputOf, positionOf } from '../tools/on-page';
import { problemsByElement } from '../model/problems';
import { followGesture, gestureContext, type PointerContext } from '../tools/use-pointer';

interface Props {
  readonly context: PointerContext;
  /** Finds the frame's element of the page. */
  readonly frameElement: () => Element | null;
}

/** The middle of the frame, in grid units. */
const MIDDLE = { x: 500, y: 500 };

/**
 * The elements without a box. An element can be dragged onto the stage, clicked so that the next drawn box is for it, or
 * placed in the middle by keyboard.
 */
export function Tray({ context, frameElement }: Props) {
  const { text } = usePanel();
  const { model, tools, frame } = context;
  const snapshot = model.snapshot.value;
  const previews = model.previews.elements.value;
  const selection = model.selection.value;
  const problems = model.problems.value;
  const cursor = model.cursor.value;
  const found = useMemo(() => problemsByElement(problems), [problems]);
  const waiting = (snapshot?.model.elements ?? []).filter(({ index, bbox }) => !bbox && !previews.has(index));
  if (waiting.length === 0) return null;

  const press = (event: PointerEvent, index: number) => {
    const element = frameElement();
    if (!element || event.button !== 0 || !model.editable) return;
    if (!(event.currentTarget instanceof Element)) return;
    if (tools.isPointerBusy) return;
    const position = positionOf(element);
    const input = inputOf(event, position);
    tools.send({ type: 'downInTray', element: index, input, context: gestureContext(context, position) });
    followGesture(event, event.currentTarget, position, tools);
  };
  return (
    <div class="tray" role="group" aria-label={text('unplaced')} data-testid="unplaced">
      <span class="dim">{text('unplaced')}</span>
      {waiting.map((element) => {
        const { index, kind, desc } = element;
        const messages = found.get(index)?.map(({ message }) => message) ?? [];
        const names = [
          'chip',
          ...(isCreating(model, index) || selection.includes(index) ? ['selected'] : []),
          ...(cursor === index ? ['linked'] : []),
          ...(messages.length > 0 ? ['flawed'] : []),
        ];
        return (
          <button
            key={index}
            type="button"
            class={names.join(' ')}
            data-element-index={index}
            aria-label={[spokenName(text, element), ...messages].join('. ')}
            aria-pressed={isCreating(model, index)}
            title={[desc, ...messages, text('unplacedHint')].join('\n')}
            onPointerDown={(event) => press(event, index)}
            // Only clicks by keyboard are handled here: presses of the pointer may become drags.
            onClick={({ detail }) => detail === 0 && toggleCreating(model, index)}
            onKeyDown={(event) => {
              if (event.key !== 'Enter' || !model.editable) return;
              event.preventDefault();
              placeAt(model, index, MIDDLE, frame);
            }}
          >
            <b data-number={index + 1} />
            <i class={`kind kind-${kind}`} />
            <span class="chip-name">{nameOf(element)}</span>
          </button>
        );
      })}
    </div>
  );
}
