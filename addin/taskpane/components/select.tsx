import type { ControlProps } from './field.tsx';
import { Icon } from './icons.tsx';

interface SelectProps extends Partial<ControlProps> {
  readonly value: string;
  readonly options: readonly (readonly [value: string, label: string])[];
  readonly disabled?: boolean;
  readonly onChoose: (value: string) => void;
}

/** The browser's own select under our own arrow. */
export function Select({ value, options, onChoose, ...control }: SelectProps) {
  return (
    <span class="select">
      <select {...control} value={value} onChange={(event) => onChoose(event.currentTarget.value)}>
        {options.map(([option, label]) => (
          <option key={option} value={option} selected={option === value}>
            {label}
          </option>
        ))}
      </select>
      <Icon name="chevron" />
    </span>
  );
}
