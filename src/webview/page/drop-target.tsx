import { useEffect, useState } from 'preact/hooks';
import type { PanelMessage } from '../../protocol/messages';
import { MAX_DROPPED } from '../../protocol/images';
import { base64Of } from '../base64';
import { type Text, usePanel } from '../context';
import { Icon } from '../parts/icon';

/** The data types of a drag from the editor, and of a drag from anywhere else. */
const URI_TYPES = ['application/vnd.code.uri-list', 'text/uri-list'] as const;

const isImage = (name: string) => /\.(png|jpe?g|webp)$/i.test(name);

function carriesSomething(data: DataTransfer | null): data is DataTransfer {
  return (
    data !== null && (data.types.includes('Files') || URI_TYPES.some((type) => data.types.includes(type)))
  );
}

/** The first URI of a list; lines that start with # are comments. */
function uriOf(data: DataTransfer, type: string): string | undefined {
  const lines = data.getData(type).split(/\r?\n/);
  return lines.find((line) => line !== '' && !line.startsWith('#'));
}

type Outcome = PanelMessage | { readonly failure: string };

/** The message for what was dropped, or why it cannot be used. */
async function messageFor(data: DataTransfer, text: Text): Promise<Outcome> {
  const [own, other] = URI_TYPES;
  const file = data.files[0];
  // The URI of a local file is useless if the editor works on another machine.
  const uri = uriOf(data, own) ?? (file ? undefined : uriOf(data, other));
  if (uri !== undefined) return { type: 'restoreFrom', uri };
  if (!file || file.size === 0 || !isImage(file.name)) return { failure: text('dropNoImage') };
  if (file.size > MAX_DROPPED) return { failure: text('dropTooLarge') };
  return { type: 'restoreImage', name: file.name, data: await base64Of(file) };
}

/** Restores the prompt of an image that is dropped on the panel, and shows a hint while it is dragged over the panel. */
export function DropTarget() {
  const { text, post, page } = usePanel();
  const [over, setOver] = useState(false);
  useEffect(() => {
    const ending = new AbortController();
    const listen = (
      name: 'dragenter' | 'dragover' | 'dragleave' | 'drop',
      handle: (event: DragEvent) => void,
    ) => document.addEventListener(name, handle, { signal: ending.signal });
    const follow = (event: DragEvent) => {
      if (!carriesSomething(event.dataTransfer)) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = 'copy';
      setOver(true);
    };
    const take = async (data: DataTransfer) => {
      const outcome = await messageFor(data, text).catch((): Outcome => ({ failure: text('dropNoImage') }));
      if ('failure' in outcome) page.failure.value = outcome.failure;
      else post(outcome);
    };
    listen('dragenter', follow);
    listen('dragover', follow);
    listen('dragleave', ({ relatedTarget }) => relatedTarget === null && setOver(false));
    listen('drop', (event) => {
      setOver(false);
      if (!carriesSomething(event.dataTransfer)) return;
      event.preventDefault();
      void take(event.dataTransfer);
    });
    return () => ending.abort();
  }, [text, post, page]);
  if (!over) return null;
  return (
    <div class="drop-hint" role="status" data-testid="drop-hint">
      <Icon name="file-media" />
      {text('dropHint')}
    </div>
  );
}
