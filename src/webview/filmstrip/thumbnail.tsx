import { useState } from 'preact/hooks';
import type { ResultView, RunView } from '../../protocol/messages';
import { usePanel } from '../context';
import { Icon } from '../parts/icon';
import { absence, resultAlt } from '../words';

/** Where something stands in the filmstrip's order. */
export interface FilmPlace {
  readonly itemKey: string;
  /** The stage shows it. */
  readonly chosen: boolean;
  readonly tabStop: boolean;
}

interface Props extends FilmPlace {
  readonly run: RunView;
  readonly result: ResultView;
}

/** One image, whole; or a calm word where its file is gone. */
export function Thumbnail({ run, result, itemKey, chosen, tabStop }: Props) {
  const { text, post } = usePanel();
  const [broken, setBroken] = useState<string | null>(null);
  const uri = result.state === 'ready' && result.uri !== broken ? result.uri : null;
  const absent = text(absence(result));
  const words = [
    resultAlt(text, run, result.index),
    ...(result.seed === null ? [] : [text('seed', result.seed)]),
    ...(uri === null ? [absent] : []),
    ...(result.flagged ? [text('flagged')] : []),
  ];
  return (
    <button
      type="button"
      class={uri === null ? 'thumbnail absent' : 'thumbnail'}
      style={{ aspectRatio: `${run.width} / ${run.height}` }}
      aria-label={words.join(', ')}
      aria-current={chosen}
      title={words.slice(1).join('\n')}
      data-key={itemKey}
      tabIndex={tabStop ? 0 : -1}
      onClick={() => post({ type: 'select', runId: run.id, index: result.index })}
    >
      {uri === null ? (
        <span class="absent-words">
          <Icon name="file-media" />
          {absent}
        </span>
      ) : (
        <img
          data-testid="result-image"
          src={uri}
          alt=""
          loading="lazy"
          decoding="async"
          onError={() => setBroken(uri)}
        />
      )}
      {result.flagged && (
        <span class="flag">
          <Icon name="warning" />
        </span>
      )}
      {uri !== null && result.seed !== null && (
        <span class="caption">
          <span>{text('seed', result.seed)}</span>
        </span>
      )}
    </button>
  );
}
