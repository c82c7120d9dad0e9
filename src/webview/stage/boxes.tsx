import { useMemo, useRef } from 'preact/hooks';
import { legalBox } from '../../layout/boxes/legal';
import type { Frame } from '../../layout/frame';
import type { PromptElement } from '../../prompt/model';
import { useCell } from '../cell';
import { usePanel } from '../context';
import { Box } from './box';
import { byDepth } from './hit';
import type { StageModel } from './stage-model';

interface Props {
  readonly model: StageModel;
  /** In pixels of the image. */
  readonly frame: Frame;
  /** The frame as it is shown, in CSS pixels. */
  readonly shown: Frame;
  /** The colour of the sheet that literal texts are set on; null where a picture shows them already. */
  readonly sheet: string | null;
  readonly onFocus: (index: number) => void;
}

/** The place of each element's box from the bottom up. */
function depthsOf(elements: readonly PromptElement[]): readonly number[] {
  const boxes = elements.map(({ bbox }) => legalBox(bbox ?? [0, 0, 0, 0]));
  const order = boxes.map((_, index) => index);
  order.sort((i, j) => byDepth(boxes[i] ?? [0, 0, 0, 0], boxes[j] ?? [0, 0, 0, 0]) || i - j);
  const places: number[] = [];
  order.forEach((index, depth) => (places[index] = depth + 1));
  return places;
}

/** Worked out anew only when a box has changed: most of what is typed is words. */
function useDepths(elements: readonly PromptElement[]): readonly number[] {
  const known = useRef({ elements, depths: null as readonly number[] | null });
  const { elements: before, depths } = known.current;
  const same =
    before.length === elements.length &&
    elements.every(({ bbox }, index) => {
      const old = before[index]?.bbox;
      return old === bbox || (old !== undefined && bbox?.every((edge, side) => edge === old[side]) === true);
    });
  const now = same && depths ? depths : depthsOf(elements);
  known.current = { elements, depths: now };
  return now;
}

const NONE: readonly PromptElement[] = [];

/** The boxes of all elements that are not hidden. */
export function Boxes({ model, frame, shown, sheet, onFocus }: Props) {
  const { text } = usePanel();
  const elements = useCell(model.snapshot)?.model.elements ?? NONE;
  const selection = useCell(model.selection);
  const hidden = useCell(model.hidden);
  const locked = useCell(model.locked);
  const cursor = useCell(model.cursor);
  const chosen = useMemo(() => new Set(selection), [selection]);
  const depths = useDepths(elements);
  return elements.map((element, index) =>
    hidden.has(index) ? null : (
      <Box
        key={index}
        element={element}
        drafts={model.drafts}
        text={text}
        selected={chosen.has(index)}
        linked={cursor === index}
        locked={locked.has(index)}
        depth={depths[index] ?? 1}
        shown={shown}
        frame={frame}
        sheet={sheet}
        onFocus={onFocus}
      />
    ),
  );
}
