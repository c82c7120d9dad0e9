import type { Backdrop, RunView } from '../../protocol/messages';
import { usePanel } from '../context';
import { resultKey } from '../filmstrip/keys';
import { Select } from '../parts/fields';
import type { StageContent } from '../runs';
import { runTime } from '../words';

interface Props {
  readonly backdrop: Backdrop;
  readonly content: StageContent;
  /** Newest first. */
  readonly runs: readonly RunView[];
  readonly onBackdrop: (backdrop: Backdrop) => void;
}

/** What lies under the boxes: nothing, the proof, or any result. */
export function BackdropSelect({ backdrop, content, runs, onBackdrop }: Props) {
  const { text, post } = usePanel();
  const results = runs.flatMap((run) =>
    run.results
      .filter(({ state }) => state === 'ready')
      .map(({ index }) => ({
        key: resultKey(run.id, index),
        run,
        index,
        name: text('backdropResult', runTime(text, run), index + 1),
      })),
  );
  const shown = content.kind === 'result' ? resultKey(content.run.id, content.result.index) : 'none';
  return (
    <Select
      label={text('backdrop')}
      title={text('backdrop')}
      disabled={false}
      value={backdrop === 'result' ? shown : backdrop}
      onChange={(value) => {
        const result = results.find(({ key }) => key === value);
        if (result) post({ type: 'select', runId: result.run.id, index: result.index });
        onBackdrop(result ? 'result' : value === 'proof' ? 'proof' : 'none');
      }}
    >
      <option value="none">{text('backdropNone')}</option>
      <option value="proof">{text('layoutProof')}</option>
      {results.length > 0 && (
        <optgroup label={text('backdropResults')}>
          {results.map(({ key, name }) => (
            <option key={key} value={key}>
              {name}
            </option>
          ))}
        </optgroup>
      )}
    </Select>
  );
}
