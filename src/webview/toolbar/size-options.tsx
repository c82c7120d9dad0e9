import { SIZES } from '../../protocol/options';
import { usePanel } from '../context';

interface Props {
  readonly current: Pixels;
  /** Whether to offer all sizes, or only the current one. */
  readonly all: boolean;
}

interface Pixels {
  readonly width: number;
  readonly height: number;
}

/** A size as the value of its option. */
export function sizeValue({ width, height }: Pixels): string {
  return `${width}x${height}`;
}

function SizeOption({ size, ratio }: { readonly size: Pixels; readonly ratio?: string }) {
  // An en space: several plain spaces would be drawn as one.
  const suffix = ratio === undefined ? '' : `\u2002${ratio}`;
  return <option value={sizeValue(size)}>{`${size.width} × ${size.height}${suffix}`}</option>;
}

/** The sizes that can be chosen, by orientation and from square to long. */
export function SizeOptions({ current, all }: Props) {
  const { text } = usePanel();
  const known = SIZES.find((size) => sizeValue(size) === sizeValue(current));
  if (!all) return <SizeOption size={current} {...known} />;
  const groups = [
    { label: text('sizeSquare'), sizes: SIZES.filter(({ width, height }) => width === height) },
    { label: text('sizePortrait'), sizes: SIZES.filter(({ width, height }) => width < height) },
    { label: text('sizeLandscape'), sizes: SIZES.filter(({ width, height }) => width > height) },
  ];
  return (
    <>
      {/* A task file may ask for a size that the service does not support. */}
      {!known && <SizeOption size={current} />}
      {groups.map(({ label, sizes }) => (
        <optgroup key={label} label={label}>
          {sizes.map((size) => (
            <SizeOption key={sizeValue(size)} size={size} ratio={size.ratio} />
          ))}
        </optgroup>
      ))}
    </>
  );
}
