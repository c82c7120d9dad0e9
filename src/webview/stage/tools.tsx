import type { StageZoom } from '../../protocol/messages';
import { usePanel } from '../context';
import type { Text } from '../context';
import { IconButton } from '../parts/buttons';
import { Segmented } from '../parts/fields';
import { Icon } from '../parts/icon';
import type { StageView } from '../runs';
import { clockTime, dollars, runSummary } from '../words';

type RunStageView = Extract<StageView, { run: unknown }>;

interface Props {
  readonly view: RunStageView;
  /** Device pixels per image pixel; null without an image. */
  readonly percent: number | null;
  readonly zoom: StageZoom;
  readonly onZoom: (zoom: StageZoom) => void;
}

/** What is known of the image, or of its run where there is no image. */
function facts(text: Text, view: RunStageView): readonly string[] {
  const { run } = view;
  const size = `${run.width} × ${run.height}`;
  const time = clockTime(run.createdAt, new Date());
  if (view.kind !== 'result' || run.backend === 'proof') return [runSummary(text, run), size, time];
  const { seed, cost } = view.result;
  return [
    ...(seed === null ? [] : [text('seed', seed)]),
    size,
    ...(cost === null ? [] : [text('cost', dollars(cost))]),
    time,
  ];
}

/** The strip under the stage. */
export function Tools({ view, percent, zoom, onZoom }: Props) {
  const { text, post } = usePanel();
  const { run } = view;
  const image = view.kind === 'result' && view.result.state === 'ready' ? view.result : null;
  const known = facts(text, view);
  return (
    <section class="tools" aria-label={text('image')}>
      <ul class="facts" title={known.join(' · ')}>
        {known.map((fact) => (
          <li key={fact}>{fact}</li>
        ))}
        {image?.flagged === true && (
          <li class="flagged">
            <Icon name="warning" /> {text('flagged')}
          </li>
        )}
      </ul>
      <div class="tool-actions">
        <div class="tool-group">
          {image && (
            <>
              <IconButton
                icon="save-as"
                label={text('saveImage')}
                onClick={() => post({ type: 'saveImage', runId: run.id, index: image.index })}
              />
              <IconButton
                icon="folder-opened"
                label={text('revealImage')}
                onClick={() => post({ type: 'revealImage', runId: run.id, index: image.index })}
              />
            </>
          )}
          <IconButton
            icon="json"
            label={text('openPrompt')}
            onClick={() => post({ type: 'openPrompt', runId: run.id })}
          />
        </div>
        {percent !== null && (
          <div class="tool-group">
            <span class="percent">{text('zoomPercent', Math.round(percent * 100))}</span>
            <Segmented
              name="zoom"
              label={text('zoom')}
              options={[
                { value: 'fit', label: text('fit') },
                { value: 'full', label: text('actualSize') },
              ]}
              value={zoom}
              onChange={onZoom}
            />
          </div>
        )}
      </div>
    </section>
  );
}
