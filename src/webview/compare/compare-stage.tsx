import type { RefObject } from 'preact';
import type { Frame } from '../../layout/frame';
import type { Rect } from '../../layout/rect';
import { usePanel } from '../context';
import type { ImageOfRun } from '../runs';
import { ImageFrame, placedAt } from '../image-viewer/image-frame';
import { panOnPress } from '../viewport/pan';
import type { CompareMode } from '../comparison';
import { Divider } from './divider';
import { inSight, type LinkedView } from './linked-views';

/** The gap between a badge and its image's corner, and the space for the badge with both gaps, in CSS pixels. */
const BADGE_GAP = 6;
const BADGE = 32;

interface Props {
  readonly main: RefObject<HTMLElement | null>;
  readonly mode: CompareMode;
  /** Of the stage. */
  readonly size: Frame | null;
  readonly images: Readonly<Record<'a' | 'b', ImageOfRun>>;
  readonly views: Readonly<Record<'a' | 'b', LinkedView>>;
  /** How much of the width shows A, in percent. */
  readonly divider: number;
  readonly onDivider: (divider: number) => void;
  /** The opacity of B above A, 0-1. */
  readonly opacity: number;
  readonly blink: 'a' | 'b';
}

/**
 * Shows two images instead of the stage. Both are always drawn, each in the same frame. Switching modes changes only their
 * positions and how they overlap, so nothing has to be loaded or decoded again.
 */
export function CompareStage(props: Props) {
  const { main, mode, size, images, views, divider, onDivider, opacity, blink } = props;
  const { text } = usePanel();
  const rect = views.a.viewing?.rect;
  const sight = size && rect ? inSight(rect, size) : null;
  const clip = sight && mode === 'swipe' ? `inset(0 0 0 ${sight.x + (sight.width * divider) / 100}px)` : '';
  return (
    <main
      ref={main}
      class={`stage place compare-stage mode-${mode} blink-${blink}`}
      aria-label={text('compare')}
      data-testid="compare-stage"
      tabIndex={-1}
    >
      <Pane side="a" image={images.a} view={views.a} />
      <Pane
        side="b"
        image={images.b}
        view={views.b}
        style={{ clipPath: clip, opacity: mode === 'onion' ? opacity : '' }}
      />
      {sight && <Badges mode={mode} blink={blink} views={views} sight={sight} />}
      {sight && mode === 'swipe' && <Divider sight={sight} at={divider} onMove={onDivider} />}
    </main>
  );
}

interface PaneProps {
  readonly side: 'a' | 'b';
  readonly image: ImageOfRun;
  readonly view: LinkedView;
  readonly style?: { readonly clipPath: string; readonly opacity: number | string };
}

function Pane({ side, image: { run, result }, view: { ref, pane, viewing }, style }: PaneProps) {
  return (
    <div
      ref={ref}
      class={`pane pane-${side}`}
      style={{ ...placedAt(pane), ...style }}
      onPointerDown={(event) => panOnPress(viewing, event)}
    >
      {viewing && <ImageFrame viewing={viewing} run={run} result={result} />}
    </div>
  );
}

interface BadgesProps extends Pick<Props, 'mode' | 'blink' | 'views'> {
  /** The visible part of A's frame. */
  readonly sight: Rect;
}

/** Badges in the corners that tell A from B, in the modes where each image has its own position. */
function Badges({ mode, blink, views, sight }: BadgesProps) {
  switch (mode) {
    case 'side':
      return (
        <>
          <Badge name="A" {...cornerOf(views.a)} />
          <Badge name="B" {...cornerOf(views.b)} />
        </>
      );
    case 'swipe':
      return (
        <>
          <Badge name="A" {...sight} />
          <Badge name="B" x={sight.x + sight.width - BADGE} y={sight.y} />
        </>
      );
    case 'blink':
      return <Badge name={blink === 'a' ? 'A' : 'B'} {...sight} />;
    case 'onion':
    case 'difference':
      return null;
  }
}

/** The top left corner of the visible part of a frame, in stage coordinates. */
function cornerOf({ pane, viewing }: LinkedView): { readonly x: number; readonly y: number } {
  const { x, y } = viewing ? inSight(viewing.rect, pane) : { x: 0, y: 0 };
  return { x: pane.x + x, y: pane.y + y };
}

function Badge({ name, x, y }: { readonly name: 'A' | 'B'; readonly x: number; readonly y: number }) {
  const style = { left: `${x + BADGE_GAP}px`, top: `${y + BADGE_GAP}px` };
  return (
    <span class="side-badge" style={style} aria-hidden="true">
      {name}
    </span>
  );
}
