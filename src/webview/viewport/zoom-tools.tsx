import { usePanel } from '../context';
import { IconButton } from '../parts/buttons';
import type { Viewing } from './use-viewport';

/** How large it is shown, one pixel for one, and all of it. */
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
