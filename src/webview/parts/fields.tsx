import type { ComponentChildren } from 'preact';
import { Icon } from './icon';

interface SegmentedProps<T extends string> {
  readonly name: string;
  readonly label: string;
  readonly options: readonly { readonly value: T; readonly label: string }[];
  readonly value: T;
  readonly onChange: (value: T) => void;
  readonly disabled?: boolean;
  readonly title?: string;
}

/** Radio buttons drawn as one control. */
export function Segmented<T extends string>(props: SegmentedProps<T>) {
  const { name, label, options, value, onChange, disabled = false, title } = props;
  return (
    <div class="segmented" role="radiogroup" aria-label={label} title={title}>
      {options.map((option) => (
        <label key={option.value}>
          <input
            type="radio"
            class="unseen"
            name={name}
            value={option.value}
            checked={option.value === value}
            disabled={disabled}
            onChange={() => onChange(option.value)}
          />
          {option.label}
        </label>
      ))}
    </div>
  );
}

interface SelectProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly disabled: boolean;
  readonly title: string;
  readonly children: ComponentChildren;
}

/** A native select that looks like the editor's. */
export function Select({ label, value, onChange, disabled, title, children }: SelectProps) {
  return (
    <span class="select" title={title}>
      <select
        aria-label={label}
        value={value}
        disabled={disabled}
        onChange={(event) => onChange(event.currentTarget.value)}
      >
        {children}
      </select>
      <Icon name="chevron-down" />
    </span>
  );
}
