import { useMemo } from 'preact/hooks';
import type { RunView, ImageRef } from '../../../protocol/run-view';
import type { Backdrop } from '../../../protocol/saved-state';
import { type Text, usePanel } from '../../context';
import { Select } from '../../parts/fields';
import { resultKey, type StageContent } from '../../runs';
import { imageName } from '../../labels';

/** Only this many results are listed, newest first. The others are in the filmstrip. */
const MOST_RESULTS = 20;

interface Props {
  readonly backdrop: Backdrop;
  readonly content: StageContent;
  /** Newest first. */
  readonly runs: readonly RunView[];
  readonly onBackdrop: (backdrop: Backdrop) => void;
}

interface Choice extends ImageRef {
  readonly key: string;
  readonly name: string;
}

/** The newest results that have a file, and the one that is shown. */
function choices(text: Text, runs: readonly RunView[], shown: string): readonly Choice[] {
  const list: Choice[] = [];
  let isListed = shown === 'none';
  for (const run of runs) {
    for (const { state, index } of run.results) {
      const key = resultKey(run.id, index);
      if (state !== 'ready' || (list.length >= MOST_RESULTS && key !== shown)) continue;
      list.push({ key, runId: run.id, index, name: imageName(text, run, index) });
      isListed ||= key === shown;
    }
    if (isListed && list.length >= MOST_RESULTS) break;
  }
  return list;
}

/** Selects what is behind the boxes: nothing, the proof, or a result. */
export function BackdropSelect({ backdrop, content, runs, onBackdrop }: Props) {
  const { text, post } = usePanel();
  const shown = content.kind === 'result' ? resultKey(content.run.id, content.result.index) : 'none';
  const results = useMemo(() => choices(text, runs, shown), [text, runs, shown]);
  return (
    <Select
      label={text('backdrop')}
      title={text('backdrop')}
      disabled={false}
      value={backdrop === 'result' ? shown : backdrop}
      onChange={(value) => {
        const result = results.find(({ key }) => key === value);
        if (result) post({ type: 'select', runId: result.runId, index: result.index });
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
