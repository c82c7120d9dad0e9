import type { ResultView, RunView } from '../../protocol/run-view';
import { type Text, usePanel } from '../context';
import { clockTime, dollars, runSummary, sizeLabel } from '../labels';

interface Props {
  readonly run: RunView;
  readonly result: ResultView | null;
}

/** The facts about the image, or about its run if there is no image. */
function facts(text: Text, { run, result }: Props): readonly string[] {
  const size = sizeLabel(run);
  const time = clockTime(run.createdAt, new Date());
  if (!result || run.backend === 'proof') return [runSummary(text, run), size, time];
  const { seed, cost, flagged, note } = result;
  return [
    ...(seed === null ? [] : [text('seed', seed)]),
    size,
    ...(cost === null ? [] : [text('cost', dollars(cost))]),
    time,
    ...(flagged ? [text('flagged')] : []),
    ...(note === '' ? [] : [text('note', note)]),
  ];
}

/** The top of an image's menu: the facts about the image. */
export function Facts(props: Props) {
  const { text } = usePanel();
  return (
    <ul class="facts" role="none">
      {facts(text, props).map((fact) => (
        <li key={fact} role="none">
          {fact}
        </li>
      ))}
    </ul>
  );
}
