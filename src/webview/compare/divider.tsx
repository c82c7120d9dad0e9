import type { Rect } from '../../layout/rect';
import { usePanel } from '../context';
import { followPointer } from '../parts/follow-pointer';

/** How far an arrow key moves the divider, and how far it moves with Shift or a page key; in percent. */
const STEP = 2;
const LARGE_STEP = 10;

const KEYS: Readonly<Record<string, (at: number, step: number) => number>> = {
  ArrowLeft: (at, step) => at - step,
  ArrowDown: (at, step) => at - step,
  ArrowRight: (at, step) => at + step,
  ArrowUp: (at, step) => at + step,
  PageDown: (at) => at - LARGE_STEP,
  PageUp: (at) => at + LARGE_STEP,
  Home: () => 0,
  End: () => 100,
};

interface Props {
  /** The visible part of the frame, in stage coordinates. */
  readonly sight: Rect;
  /** How much of the frame's width shows A, in percent. */
  readonly at: number;
  readonly onMove: (at: number) => void;
}

/** The line between A and B, which can be dragged, or moved by arrow keys. */
export function Divider({ sight, at, onMove }: Props) {
  const { text } = usePanel();
  const move = (to: number) => onMove(Math.min(100, Math.max(0, to)));
  const onPointerDown = (press: PointerEvent) => {
    const { currentTarget: line, button } = press;
    if (!(line instanceof HTMLElement) || button !== 0) return;
    press.stopPropagation();
    const stage = line.parentElement?.getBoundingClientRect();
    followPointer(press, line, {
      move: ({ clientX }) => move(((clientX - (stage?.left ?? 0) - sight.x) / sight.width) * 100),
      end: () => undefined,
      cancel: () => move(at),
    });
  };
  const value = Math.round(at);
  return (
    <div
      class="divider"
      style={{
        left: `${sight.x + (sight.width * at) / 100}px`,
        top: `${sight.y}px`,
        height: `${sight.height}px`,
      }}
      role="slider"
      aria-label={text('divider')}
      aria-orientation="horizontal"
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={value}
      aria-valuetext={text('dividerValue', value, 100 - value)}
      tabIndex={0}
      data-testid="divider"
      onPointerDown={onPointerDown}
      onKeyDown={(event) => {
        const next = KEYS[event.key];
        if (!next || event.ctrlKey || event.metaKey || event.altKey) return;
        event.preventDefault();
        event.stopPropagation();
        move(next(at, event.shiftKey ? LARGE_STEP : STEP));
      }}
    >
      <span class="divider-grip">
        <i class="codicon codicon-arrow-both" aria-hidden="true" />
      </span>
    </div>
  );
}
