import { SIZES } from '../../protocol/options';
import { usePanel } from '../context';
import { useIdle } from './use-idle';

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

/** The sizes that can be chosen, by orientation and from square to long; until the page is idle only the current one. */
export function SizeOptions({ current }: { readonly current: Pixels }) {
  const { text } = usePanel();
  const isIdle = useIdle();
  const known = SIZES.find((size) => sizeValue(size) === sizeValue(current));
  if (!isIdle) return <SizeOption size={current} {...known} />;
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
