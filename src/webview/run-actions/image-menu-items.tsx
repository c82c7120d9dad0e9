import type { ResultView, RunView } from '../../protocol/run-view';
import { usePanel } from '../context';
import { Icon } from '../parts/icon';
import { MenuItem } from '../parts/menu';
import { isSameImage, shownImage, type StageContent } from '../runs';
import { copyImage } from './copy-image';
import { Facts } from './facts';
import { PromptActions, RunActions } from './run-menu-items';
import { Send } from './send';
import { viewAlone } from './view-alone';

interface Props {
  readonly run: RunView;
  /** Null where it is about the run as a whole. */
  readonly result: ResultView | null;
  /** What the stage shows. */
  readonly content: StageContent;
  readonly close: () => void;
}

/** What is known of an image or a run, and all that can be done with it: the lines of a menu. */
export function ImageActions(props: Props) {
  const { result } = props;
  return (
    <>
      <Facts {...props} />
      <hr />
      {result && <ViewActions {...props} result={result} />}
      <PromptActions {...props} />
      <hr />
      {result && <FileActions {...props} result={result} />}
      <RunActions {...props} />
    </>
  );
}

type ImageProps = Props & { readonly result: ResultView };

/** To look at the image, and to say what one thinks of it. */
function ViewActions({ run, result, content, close }: ImageProps) {
  const { text, post, review } = usePanel();
  const image = { runId: run.id, index: result.index };
  const shown = shownImage(content);
  const isReady = result.state === 'ready';
  const isShown = shown !== null && isSameImage(shown, image);
  return (
    <>
      {isReady && (
        <MenuItem
          label={text('viewAlone')}
          icon={<Icon name="eye" />}
          keys="V"
          onClick={() => {
            close();
            viewAlone({ content, post, review }, image);
          }}
        />
      )}
      {isReady && shown && !isShown && (
        <MenuItem
          label={text('compareWithShown')}
          icon={<Icon name="split-horizontal" />}
          keys="C"
          onClick={() => {
            close();
            review.comparison.begin(shown, image);
          }}
        />
      )}
      <Send
        label={text(result.favorite ? 'removeFavorite' : 'addFavorite')}
        icon={result.favorite ? 'star-full' : 'star-empty'}
        keys="F"
        message={{ type: 'setFavorite', ...image, favorite: !result.favorite }}
        close={close}
      />
      <Send
        label={text('editNote')}
        icon="note"
        keys="N"
        message={{ type: 'editNote', ...image }}
        close={close}
      />
      <hr />
    </>
  );
}

/** To take the image elsewhere. */
function FileActions({ run, result, close }: ImageProps) {
  const { text, review } = usePanel();
  const image = { runId: run.id, index: result.index };
  const { uri } = result;
  const copy = async (from: string) => {
    try {
      await copyImage(from);
      review.spoken.value = text('imageCopied');
    } catch {
      review.failure.value = text('copyFailed');
    }
  };
  return (
    <>
      {result.state === 'ready' && uri !== null && (
        <>
          <Send
            label={text('saveImage')}
            icon="save-as"
            message={{ type: 'saveImage', ...image }}
            close={close}
          />
          <MenuItem
            label={text('copyImage')}
            icon={<Icon name="copy" />}
            onClick={() => {
              close();
              void copy(uri);
            }}
          />
          <Send
            label={text('revealImage')}
            icon="go-to-file"
            message={{ type: 'revealImage', ...image }}
            close={close}
          />
        </>
      )}
      {result.seed !== null && (
        <Send
          label={text('copySeed')}
          icon="symbol-numeric"
          message={{ type: 'copySeed', ...image }}
          close={close}
        />
      )}
    </>
  );
}
