import { usePanel } from '../context';
import type { Text } from '../context';
import { Icon } from '../parts/icon';
import { MenuButton, MenuItem } from '../parts/menu';
import type { StageContent } from '../runs';
import { clockTime, dollars, runSummary } from '../words';

type RunContent = Extract<StageContent, { run: unknown }>;

/** What is known of the image, or of its run where there is no image. */
function facts(text: Text, content: RunContent): readonly string[] {
  const { run } = content;
  const size = `${run.width} × ${run.height}`;
  const time = clockTime(run.createdAt, new Date());
  if (content.kind !== 'result' || run.backend === 'proof') return [runSummary(text, run), size, time];
  const { seed, cost, flagged } = content.result;
  return [
    ...(seed === null ? [] : [text('seed', seed)]),
    size,
    ...(cost === null ? [] : [text('cost', dollars(cost))]),
    time,
    ...(flagged ? [text('flagged')] : []),
  ];
}

/** What is known of the chosen image, and what can be done with it. */
export function ImageMenu({ content }: { readonly content: RunContent }) {
  const { text, post } = usePanel();
  const { run } = content;
  const image = content.kind === 'result' && content.result.state === 'ready' ? content.result : null;
  return (
    <MenuButton label={text('imageMenu')} icon="ellipsis" testId="image-menu">
      {(close) => (
        <>
          <ul class="facts" role="none">
            {facts(text, content).map((fact) => (
              <li key={fact} role="none">
                {fact}
              </li>
            ))}
          </ul>
          <hr />
          {image && (
            <>
              <MenuItem
                label={text('saveImage')}
                icon={<Icon name="save-as" />}
                onClick={() => {
                  close();
                  post({ type: 'saveImage', runId: run.id, index: image.index });
                }}
              />
              <MenuItem
                label={text('revealImage')}
                icon={<Icon name="folder-opened" />}
                onClick={() => {
                  close();
                  post({ type: 'revealImage', runId: run.id, index: image.index });
                }}
              />
            </>
          )}
          <MenuItem
            label={text('openPrompt')}
            icon={<Icon name="json" />}
            onClick={() => {
              close();
              post({ type: 'openPrompt', runId: run.id });
            }}
          />
        </>
      )}
    </MenuButton>
  );
}
