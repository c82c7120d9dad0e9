import { usePanel } from '../context';
import { IconButton } from '../parts/buttons';
import { Segmented } from '../parts/fields';
import type { ImageOfRun } from '../runs';
import { imageName } from '../labels';
import { COMPARE_MODES, type CompareMode } from '../comparison';

const NAMES = {
  side: 'modeSide',
  swipe: 'modeSwipe',
  onion: 'modeOnion',
  blink: 'modeBlink',
  difference: 'modeDifference',
} as const satisfies Record<CompareMode, string>;

interface Props {
  readonly images: Readonly<Record<'a' | 'b', ImageOfRun>>;
  readonly mode: CompareMode;
  readonly onMode: (mode: CompareMode) => void;
  readonly onSwap: () => void;
  readonly onClose: () => void;
}

/** The bar above the images: how they are compared, and which images they are. */
export function CompareBar({ images: { a, b }, mode, onMode, onSwap, onClose }: Props) {
  const { text } = usePanel();
  return (
    <section class="compare-bar" aria-label={text('compare')}>
      <Segmented
        name="compare-mode"
        label={text('compareMode')}
        title={text('compareHint')}
        options={COMPARE_MODES.map((value) => ({ value, label: text(NAMES[value]) }))}
        value={mode}
        onChange={onMode}
      />
      <span class="compare-pair" data-testid="compared">
        <span>{text('imageA', imageName(text, a.run, a.result.index))}</span>
        <i class="codicon codicon-arrow-right" aria-hidden="true" />
        <span>{text('imageB', imageName(text, b.run, b.result.index))}</span>
      </span>
      <span class="tool-group">
        <IconButton icon="arrow-swap" label={text('swap')} title={text('swapHint')} onClick={onSwap} />
        <IconButton icon="close" label={text('backToStage')} title={text('backHint')} onClick={onClose} />
      </span>
    </section>
  );
}
