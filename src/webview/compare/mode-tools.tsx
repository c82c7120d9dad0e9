import { usePanel } from '../context';
import { IconButton } from '../parts/buttons';
import type { CompareMode } from '../comparison';
import { type Blinking, INTERVALS, wantsNoMotion } from './use-blink';

interface Props {
  readonly mode: CompareMode;
  /** Of B, 0-1. */
  readonly opacity: number;
  readonly onOpacity: (opacity: number) => void;
  readonly blink: Blinking;
}

/** The settings of a mode; for a mode without settings, a hint at what to do next. */
export function ModeTools({ mode, opacity, onOpacity, blink }: Props) {
  const { text } = usePanel();
  switch (mode) {
    case 'onion':
      return (
        <label class="tool-group">
          <span class="dim">{text('onionOpacity')}</span>
          <input
            type="range"
            class="opacity"
            min="0"
            max="100"
            step="5"
            value={opacity * 100}
            aria-valuetext={text('zoomPercent', Math.round(opacity * 100))}
            onInput={({ currentTarget }) => onOpacity(Number(currentTarget.value) / 100)}
          />
          <span class="steady dim">{text('zoomPercent', Math.round(opacity * 100))}</span>
        </label>
      );
    case 'blink':
      return <BlinkTools blink={blink} />;
    case 'side':
    case 'swipe':
    case 'difference':
      return (
        <span class="hint" title={text('compareClick')}>
          {text('compareClick')}
        </span>
      );
  }
}

function BlinkTools({ blink }: Pick<Props, 'blink'>) {
  const { text } = usePanel();
  const { shown, playing, seconds } = blink;
  return (
    <div class="tool-group">
      {!wantsNoMotion() && (
        <IconButton
          icon={playing ? 'debug-pause' : 'play'}
          label={text(playing ? 'blinkPause' : 'blinkPlay')}
          onClick={() => blink.play(!playing)}
        />
      )}
      <button
        type="button"
        class="icon-button blink-side"
        aria-label={text('blinkShowB')}
        aria-pressed={!playing && shown === 'b'}
        title={text('blinkHint')}
        onClick={() => blink.show(!playing && shown === 'b' ? 'a' : 'b')}
      >
        B
      </button>
      {!wantsNoMotion() && (
        <label class="tool-group">
          <span class="unseen">{text('blinkInterval')}</span>
          <input
            type="range"
            class="opacity"
            title={text('blinkInterval')}
            min={INTERVALS.least}
            max={INTERVALS.most}
            step={INTERVALS.step}
            value={seconds}
            aria-valuetext={text('busySeconds', seconds)}
            onInput={({ currentTarget }) => blink.setSeconds(Number(currentTarget.value))}
          />
          <span class="steady dim">{text('busySeconds', seconds)}</span>
        </label>
      )}
    </div>
  );
}
