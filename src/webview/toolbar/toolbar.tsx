import type { StudioState } from '../../protocol/messages';
import { usePanel } from '../context';
import { IconButton, PrimaryButton } from '../parts/buttons';
import { dollars } from '../labels';
import { Controls } from './controls';
import type { ControlsInHand } from './use-controls';

interface Props {
  readonly state: StudioState;
  readonly controls: ControlsInHand | null;
}

/** The name of the document, the controls, and Generate with its price. */
export function Toolbar({ state, controls }: Props) {
  const { text, post } = usePanel();
  const { document, locked } = state;
  // A document that cannot be read has no price.
  const offer = document?.problem ? null : state.offer;
  if (!document && !locked) return null;
  return (
    <div class="toolbar">
      <div class="toolbar-document">
        {document && <h1 title={document.name}>{document.name}</h1>}
        {document && document.tasks > 1 && <span class="dim">{text('tasksMany', document.tasks)}</span>}
        <IconButton
          icon={locked ? 'pinned' : 'pin'}
          label={text('lock')}
          title={text(locked ? 'follow' : 'lock')}
          pressed={locked}
          onClick={() => post({ type: 'setLocked', document: document?.uri ?? null, locked: !locked })}
        />
      </div>
      {controls && <Controls controls={controls} />}
      {document && (
        <PrimaryButton
          testId="generate"
          disabled={!offer}
          title={text(offer ? 'generate' : 'cannotGenerate')}
          onClick={() => post({ type: 'generate', document: document.uri })}
        >
          {text(offer?.backend === 'proof' ? 'makeProof' : 'generate')}
          {offer && (
            <small>{offer.price === null ? text('free') : text('priceAbout', dollars(offer.price))}</small>
          )}
        </PrimaryButton>
      )}
    </div>
  );
}
