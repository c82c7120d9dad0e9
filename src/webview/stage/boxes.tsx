import { useMemo } from 'preact/hooks';
import type { Frame } from '../../layout/frame';
import { legalBox } from '../../layout/boxes/legal';
import type { PromptElement } from '../../prompt/model';
import { chooseGround } from '../../proof/ground';
import { useCell } from '../cell';
import { usePanel } from '../context';
import { Box } from './box';
import { byDepth } from './hit';
import { labelRoom, spokenName } from './label';
import type { StageModel } from './stage-model';

interface Props {
  readonly model: StageModel;
  /** In pixels of the image. */
  readonly frame: Frame;
  /** CSS pixels for one of those. */
  readonly scale: number;
  /** Whether the literal texts are set on the sheet: not over a picture that shows them. */
  readonly lettering: boolean;
  readonly onFocus: (index: number) => void;
}

/** A box on a side of less than this many CSS pixels has no room for its palette. */
const PALETTE_ROOM = 60;

/** The place of each element's box from the bottom up. */
function depths(elements: readonly PromptElement[]): readonly number[] {
  const boxes = elements.map(({ bbox }) => legalBox(bbox ?? [0, 0, 0, 0]));
  const order = boxes.map((_, index) => index);
  order.sort((i, j) => byDepth(boxes[i] ?? [0, 0, 0, 0], boxes[j] ?? [0, 0, 0, 0]) || i - j);
  const places: number[] = [];
  order.forEach((index, depth) => (places[index] = depth + 1));
  return places;
}

/** The boxes of all elements that are not hidden. */
export function Boxes({ model, frame, scale, lettering, onFocus }: Props) {
  const { text } = usePanel();
  const snapshot = useCell(model.snapshot);
  const selection = useCell(model.selection);
  const hidden = useCell(model.hidden);
  const locked = useCell(model.locked);
  const cursor = useCell(model.cursor);
  const elements = snapshot?.model.elements ?? [];
  const chosen = useMemo(() => new Set(selection), [selection]);
  const depth = useMemo(() => depths(elements), [elements]);
  const sheet = useMemo(() => (snapshot ? chooseGround(snapshot.model).fill : null), [snapshot]);
  const names = useMemo(() => elements.map((element) => spokenName(text, element)), [elements, text]);
  const shown = { width: frame.width * scale, height: frame.height * scale };
  return elements.map((element, index) => {
    if (hidden.has(index)) return null;
    const box = element.bbox ?? [0, 0, 0, 0];
    const room = labelRoom(box, shown);
    const wide = ((box[3] - box[1]) * shown.width) / 1000;
    const high = ((box[2] - box[0]) * shown.height) / 1000;
    return (
      <Box
        key={index}
        element={element}
        drafts={model.drafts}
        spoken={names[index] ?? ''}
        selected={chosen.has(index)}
        linked={cursor === index}
        locked={locked.has(index)}
        depth={depth[index] ?? 1}
        form={room.form}
        inside={room.inside}
        toRight={room.toRight}
        labelWidth={room.width}
        sheet={lettering ? sheet : null}
        frame={frame}
        swatches={wide > PALETTE_ROOM && high > PALETTE_ROOM}
        onFocus={onFocus}
      />
    );
  });
}
