import { FORMATS, MAX_RESULTS, SPEEDS } from '../../protocol/options';
import { usePanel } from '../context';
import { Segmented, Select } from '../parts/fields';
import { speedName } from '../labels';
import { SizeOptions, sizeValue } from './size-options';
import type { ControlsInHand } from './use-controls';
import { useIdle } from './use-idle';

/** The size, format, speed and count that Generate will send. */
export function Controls({ controls }: { readonly controls: ControlsInHand }) {
  const { text } = usePanel();
  const { now, change } = controls;
  const { editable, ...options } = now;
  // Checked here and not in the options: when its options change, the list's value must be set again.
  const isIdle = useIdle();

  const field = (key: 'size' | 'speed' | 'count' | 'format') => ({
    label: text(key),
    disabled: !editable,
    title: editable ? text(key) : text('controlsFixed'),
  });

  return (
    <>
      <Select
        {...field('size')}
        value={sizeValue(options)}
        onChange={(value) => {
          const [width = 0, height = 0] = value.split('x').map(Number);
          change({ width, height });
        }}
      >
        <SizeOptions current={options} all={isIdle} />
      </Select>
      <Select
        {...field('format')}
        value={options.format}
        onChange={(value) => change({ format: FORMATS.find((known) => known === value) ?? options.format })}
      >
        {FORMATS.map((value) => (
          <option key={value} value={value}>
            {value}
          </option>
        ))}
      </Select>
      <Segmented
        {...field('speed')}
        name="speed"
        options={SPEEDS.map((value) => ({ value, label: speedName(text, value) }))}
        value={options.speed}
        onChange={(speed) => change({ speed })}
      />
      <Select
        {...field('count')}
        value={String(options.count)}
        onChange={(value) => change({ count: Number(value) })}
      >
        {Array.from({ length: Math.max(MAX_RESULTS, options.count) }, (_, index) => (
          <option key={index} value={String(index + 1)}>
            {text(index === 0 ? 'countOne' : 'countMany', index + 1)}
          </option>
        ))}
      </Select>
    </>
  );
}
