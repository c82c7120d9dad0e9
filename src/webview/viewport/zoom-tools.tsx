import { usePanel } from '../context';
import { IconButton } from '../parts/buttons';
import type { Viewing } from './use-viewport';

/** The current zoom, which is also the button for zooming to 1:1, and the button that fits the frame. */
export function ZoomTools({ viewing, fullHint }: { readonly viewing: Viewing; readonly fullHint: string }) {
  const { text } = usePanel();
  return (
    <div class="tool-group tool-zoom">
      <button type="button" class="percent" title={fullHint} data-testid="zoom" onClick={viewing.full}>
        {text('zoomPercent', Math.round(viewing.scale * window.devicePixelRatio * 100))}
      </button>
      <IconButton icon="screen-full" label={text('fit')} title={text('fitHint')} onClick={viewing.fit} />
    </div>
  );
}
