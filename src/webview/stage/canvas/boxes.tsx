import type { VNode } from 'preact';
import { useMemo, useRef } from 'preact/hooks';
import type { Frame } from '../../../layout/frame';
import type { PromptElement } from '../../../prompt/model';
import { usePanel } from '../../context';
import { Box, type BoxProps } from './box';
import { indexOf } from '../tools/on-page';
import type { StageModel } from '../model/stage-model';

interface Props {
  readonly model: StageModel;
  /** In pixels of the image. */
  readonly frame: Frame;
  /** The frame as it is shown, in CSS pixels. */
  readonly shown: Frame;
  /** The color behind literal texts; null if a picture already shows them. */
  readonly ground: string | null;
  readonly onFocus: (index: number) => void;
}

/** The props of a box, most frequently changed first. Listed once, since they are compared for each box on each keystroke. */
const PROPS = Object.keys({
  element: true,
  selected: true,
  linked: true,
  locked: true,
  shown: true,
  frame: true,
  ground: true,
  text: true,
  previews: true,
} satisfies Record<keyof BoxProps, true>) as readonly (keyof BoxProps)[];

function sameProps(a: BoxProps, b: BoxProps): boolean {
  return PROPS.every((name) => a[name] === b[name]);
}

/** Creates boxes. Returns the same VNode while its props stay the same, so that Preact skips it. */
function useKept(): (index: number, props: BoxProps) => VNode<BoxProps> {
  const kept = useRef<VNode<BoxProps>[]>([]);
  return (index, props) => {
    const before = kept.current[index];
    if (before && sameProps(before.props, props)) return before;
    return (kept.current[index] = <Box key={index} {...props} />);
  };
}

const NONE: readonly PromptElement[] = [];

/** The boxes of all elements that are not hidden. */
export function Boxes({ model, frame, shown, ground, onFocus }: Props) {
  const { text } = usePanel();
  const elements = model.snapshot.value?.model.elements ?? NONE;
  const selection = model.selection.value;
  const hidden = model.hidden.value;
  const locked = model.locked.value;
  const cursor = model.cursor.value;
  const selected = useMemo(() => new Set(selection), [selection]);
  const boxOf = useKept();
  const same = { previews: model.previews, text, shown, frame, ground };
  return (
    <div
      class="boxes"
      // One listener for all boxes.
      onFocusIn={({ target }) => {
        const index = target instanceof Element ? indexOf(target) : undefined;
        if (index !== undefined) onFocus(index);
      }}
    >
      {elements.map((element, index) =>
        hidden.has(index)
          ? null
          : boxOf(index, {
              ...same,
              element,
              selected: selected.has(index),
              linked: cursor === index,
              locked: locked.has(index),
            }),
      )}
    </div>
  );
}
