import type { ControlProps } from './field.tsx';
import { Icon } from './icons.tsx';

type Option = readonly [value: string, label: string];

export interface OptionGroup {
  readonly label: string;
  readonly options: readonly Option[];
}

interface SelectProps extends Partial<ControlProps> {
  readonly value: string;
  readonly options?: readonly Option[];
  /** Options under headings, where there are too many for one run. */
  readonly groups?: readonly OptionGroup[];
  readonly disabled?: boolean;
  readonly onChoose: (value: string) => void;
}

/** The browser's own select under our own arrow. */
export function Select({ value, options = [], groups = [], onChoose, ...control }: SelectProps) {
  const optionOf = ([option, label]: Option) => (
    <option key={option} value={option} selected={option === value}>
      {label}
    </option>
  );
  return (
    <span class="select">
      <select {...control} value={value} onChange={(event) => onChoose(event.currentTarget.value)}>
        {options.map(optionOf)}
        {groups.map(({ label, options: within }) => (
          <optgroup key={label} label={label}>
            {within.map(optionOf)}
          </optgroup>
        ))}
      </select>
      <Icon name="chevron" />
    </span>
  );
}
