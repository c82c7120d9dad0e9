import { useState } from 'preact/hooks';
import type { ResultView, RunView } from '../../protocol/run-view';
import { usePanel } from '../context';
import { Icon } from '../parts/icon';
import { absence, resultAlt, shortSeed } from '../labels';

/** What the items of the filmstrip do. This object never changes, so it never causes a run to be rendered again. */
export interface FilmActions {
  readonly choose: (key: string, event: MouseEvent) => void;
  /** Opens the image viewer. */
  readonly enlarge: (key: string) => void;
  /** Opens the menu of actions at a position on the page. */
  readonly openMenu: (key: string, at: DOMRect) => void;
}

/** An item of the filmstrip that can be selected. */
export interface ItemProps {
  readonly itemKey: string;
  /** Whether the stage shows it. */
  readonly chosen: boolean;
  readonly tabStop: boolean;
  readonly actions: FilmActions;
}

interface Props extends ItemProps {
  readonly run: RunView;
  readonly result: ResultView;
  /** Whether there is room for a caption. */
  readonly captioned: boolean;
  /** Whether it is image A or B of a comparison. */
  readonly badge: 'A' | 'B' | null;
}

/** One image, not cropped; or a short text if its file is missing. */
export function Thumbnail(props: Props) {
  const { run, result, badge, captioned, itemKey, chosen, tabStop, actions } = props;
  const { text } = usePanel();
  const [picture, lookFurther] = usePicture(result);
  // What appears only on hover or focus is first rendered when one of them happens.
  const [wasNear, setWasNear] = useState(false);
  const draw = () => setWasNear(true);
  const absent = text(absence(result));
  const words = [
    resultAlt(text, run, result.index),
    ...(badge === null ? [] : [badge]),
    ...(result.favorite ? [text('favorite')] : []),
    ...(result.seed === null ? [] : [text('seed', result.seed)]),
    ...(result.note === '' ? [] : [text('note', result.note)]),
    ...(picture ? [] : [absent]),
    ...(result.flagged ? [text('flagged')] : []),
  ];
  return (
    <div
      class="film-item"
      style={{ aspectRatio: `${run.width} / ${run.height}` }}
      onPointerEnter={draw}
      onFocusIn={draw}
    >
      <button
        type="button"
        class={picture ? 'thumbnail' : 'thumbnail absent'}
        aria-label={words.join(', ')}
        aria-current={chosen}
        title={words.slice(1).join('\n')}
        data-key={itemKey}
        tabIndex={tabStop ? 0 : -1}
        onClick={(event) => actions.choose(itemKey, event)}
        onDblClick={() => actions.enlarge(itemKey)}
      >
        {picture ? (
          <FilmPicture run={run} result={result} picture={picture} onError={lookFurther} />
        ) : (
          <span class="absent-words">
            <Icon name="file-media" />
            {absent}
          </span>
        )}
        {picture && captioned && result.seed !== null && (
          <span class="caption">
            <span>{text('seed', shortSeed(result.seed))}</span>
          </span>
        )}
      </button>
      {badge !== null && <span class="side-badge">{badge}</span>}
      {(result.favorite || result.note !== '' || result.flagged) && <Marks result={result} />}
      {wasNear && (
        <button
          type="button"
          class="film-more"
          aria-label={text('moreActions', result.index + 1)}
          title={text('moreActions', result.index + 1)}
          aria-haspopup="menu"
          tabIndex={-1}
          onClick={({ currentTarget }) => actions.openMenu(itemKey, currentTarget.getBoundingClientRect())}
        >
          <Icon name="ellipsis" />
        </button>
      )}
    </div>
  );
}

/** Icons for favorite, note and flag. The button's label says the same. */
function Marks({ result: { favorite, note, flagged } }: { readonly result: ResultView }) {
  return (
    <span class="marks" aria-hidden="true">
      {favorite && (
        <span class="mark-star">
          <Icon name="star-full" />
        </span>
      )}
      {note !== '' && (
        <span>
          <Icon name="note" />
        </span>
      )}
      {flagged && (
        <span class="mark-flag">
          <Icon name="warning" />
        </span>
      )}
    </span>
  );
}

interface Picture {
  readonly uri: string;
  /** Whether this is the full-size image, to be made into a thumbnail. The page must be allowed to read it. */
  readonly whole: boolean;
}

/** The pictures to try for a result, one after the other. */
function picturesOf({ state, thumbnail, uri }: ResultView): readonly Picture[] {
  if (state !== 'ready') return [];
  return [
    ...(thumbnail === null ? [] : [{ uri: thumbnail, whole: false }]),
    ...(uri === null ? [] : [true, false].map((whole) => ({ uri, whole }))),
  ];
}

/** The picture to show, or undefined if there is none; and a function to call if it cannot be loaded. */
function usePicture(result: ResultView): readonly [Picture | undefined, () => void] {
  const { thumbnail, uri } = result;
  const [failed, setFailed] = useState<{ readonly of: ResultView['uri']; readonly count: number } | null>(
    null,
  );
  const origin = thumbnail ?? uri;
  const count = failed?.of === origin ? failed.count : 0;
  return [picturesOf(result)[count], () => setFailed({ of: origin, count: count + 1 })];
}

interface PictureProps {
  readonly run: RunView;
  readonly result: ResultView;
  readonly picture: Picture;
  readonly onError: () => void;
}

function FilmPicture({ run, result, picture: { uri, whole }, onError }: PictureProps) {
  const { page } = usePanel();
  const image = { runId: run.id, index: result.index };
  return (
    <img
      {...(whole && {
        crossorigin: 'anonymous',
        onLoad: ({ currentTarget }) => page.thumbnails.add(image, currentTarget),
      })}
      data-testid="result-image"
      alt=""
      decoding="async"
      draggable={false}
      src={uri}
      onError={onError}
    />
  );
}
