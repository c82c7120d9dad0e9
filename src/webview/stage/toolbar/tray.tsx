import { useMemo } from 'preact/hooks';
import { usePanel } from '../../context';
import { placeAt } from '../model/edits';
import { dropGesture } from '../tools/gestures';
import { nameOf, spokenName } from '../canvas/label';
import { placeOf } from '../tools/pointer';
import { byElement } from '../canvas/problems';
import { followGesture, groundOf, inputOf, type PointerGround } from '../tools/use-pointer';

interface Props {
  readonly ground: PointerGround;
  /** Finds the frame's part of the page. */
  readonly place: () => Element | null;
}

/** The middle of the frame, in grid units. */
const MIDDLE = { x: 500, y: 500 };

/**
 * The elements that have no box: one is dragged onto the stage, or chosen for the next box that is drawn there, or put into
 * its middle by keyboard.
 */
export function Tray({ ground, place }: Props) {
  const { text } = usePanel();
  const { model, frame } = ground;
  const snapshot = model.snapshot.value;
  const previews = model.previews.elements.value;
  const selection = model.selection.value;
  const problems = model.problems.value;
  const cursor = model.cursor.value;
  const found = useMemo(() => byElement(problems), [problems]);
  const waiting = (snapshot?.model.elements ?? []).filter(({ index, bbox }) => !bbox && !previews.has(index));
  if (waiting.length === 0) return null;

  const isNext = (index: number) => {
    const { value: creating } = model.creating;
    return creating !== null && 'element' in creating && creating.element === index;
  };
  const toggleNext = (index: number) => {
    model.creating.value = isNext(index) ? null : { element: index };
    model.select([index]);
  };
  const press = (event: PointerEvent, index: number) => {
    const element = place();
    if (!element || event.button !== 0 || !model.editable) return;
    if (!(event.currentTarget instanceof Element)) return;
    const where = placeOf(element);
    const gesture = dropGesture(groundOf(ground, where), index, inputOf(event, where), () =>
      toggleNext(index),
    );
    followGesture(event, event.currentTarget, where, gesture);
  };
  return (
    <div class="tray" role="group" aria-label={text('unplaced')} data-testid="unplaced">
      <span class="dim">{text('unplaced')}</span>
      {waiting.map((element) => {
        const { index, kind, desc } = element;
        const messages = found.get(index)?.map(({ message }) => message) ?? [];
        const names = [
          'chip',
          ...(isNext(index) || selection.includes(index) ? ['chosen'] : []),
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
            aria-pressed={isNext(index)}
            title={[desc, ...messages, text('unplacedHint')].join('\n')}
            onPointerDown={(event) => press(event, index)}
            // A click of the keyboard's; those of the pointer are the gesture's to tell from a drag.
            onClick={({ detail }) => detail === 0 && toggleNext(index)}
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
