import { useRef } from 'preact/hooks';
import type { StageZoom, StudioState } from '../../protocol/messages';
import { usePanel } from '../context';
import type { StageView } from '../runs';
import { absence } from '../words';
import { Busy, Queued } from './busy';
import { Problem, Unused, Welcome } from './empty';
import { Failed, Stopped } from './failed';
import { Message } from './message';
import { Picture } from './picture';
import { Tools } from './tools';
import { useSize } from './use-size';
import { scaleOf } from './zoom';

interface Props {
  readonly view: StageView;
  readonly state: StudioState;
  readonly zoom: StageZoom;
  readonly onZoom: (zoom: StageZoom) => void;
}

/** The chosen image, or what there is instead of it, and the strip of the stage's own tools below. */
export function Stage({ view, state, zoom, onZoom }: Props) {
  const { text } = usePanel();
  const ref = useRef<HTMLElement>(null);
  const size = useSize(ref);
  const pixelRatio = window.devicePixelRatio;
  const image = view.kind === 'result' && view.result.state === 'ready';
  const scale = image && size ? scaleOf(zoom, view.run, size, pixelRatio) : null;
  return (
    <>
      <main
        ref={ref}
        class={image && zoom === 'full' ? 'stage stage-full' : 'stage'}
        aria-label={text('stage')}
        data-testid="stage"
        // Only what can be scrolled is worth a stop of the keyboard.
        tabIndex={image && zoom === 'full' ? 0 : undefined}
      >
        {view.kind === 'result' && view.result.state === 'ready' ? (
          <Picture
            stage={ref}
            run={view.run}
            result={view.result}
            scale={scale}
            zoom={zoom}
            dimmed={Boolean(state.document?.problem)}
          />
        ) : (
          <Words view={view} state={state} />
        )}
      </main>
      {'run' in view && (
        <Tools view={view} percent={scale === null ? null : scale * pixelRatio} zoom={zoom} onZoom={onZoom} />
      )}
    </>
  );
}

function Words({ view, state: { document, offer } }: Pick<Props, 'view' | 'state'>) {
  const { text } = usePanel();
  switch (view.kind) {
    case 'welcome':
      return <Welcome />;
    case 'problem':
      return document?.problem && <Problem problem={document.problem} />;
    case 'unused':
      return <Unused offer={offer} />;
    case 'queued':
      return <Queued run={view.run} />;
    case 'busy':
      return <Busy run={view.run} />;
    case 'stopped':
      return <Stopped run={view.run} />;
    case 'failed':
      return <Failed run={view.run} error={view.error} />;
    case 'bare':
      return <Message icon="circle-slash" title={text('noImage')} />;
    case 'result':
      return <Message icon="file-media" title={text(absence(view.result))} />;
  }
}
