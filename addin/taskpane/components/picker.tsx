import { useRef, useState } from 'preact/hooks';
import { type ChoiceGroup, countChoices } from '../state/choices.ts';
import { ChoiceList } from './choice-list.tsx';
import { Below, controlProps } from './field.tsx';
import { Icon } from './icons.tsx';

interface PickerProps {
  readonly name: string;
  readonly label: string;
  readonly help?: string | undefined;
  readonly error?: string | undefined;
  readonly groups: readonly ChoiceGroup[];
  readonly chosen: readonly string[];
  /** What is chosen, in words. */
  readonly value: string;
  /** What it means that nothing is chosen. */
  readonly none: string;
  readonly set: (ids: readonly string[]) => void;
}

/** Many of a long list: a button that says what is chosen, and under it, when opened, a search and boxes to tick. */
export function Picker({ name, label, help, error, groups, chosen, value, none, set }: PickerProps) {
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const close = () => {
    setOpen(false);
    button.current?.focus();
  };
  const control = controlProps(name, help, error);
  const labelId = `${control.id}-label`;
  const listId = `${control.id}-list`;
  const narrows = chosen.length > 0 && chosen.length < countChoices(groups);
  return (
    <div class="field">
      <span class="label" id={labelId}>
        {label}
      </span>
      <button
        ref={button}
        type="button"
        class={open ? 'picker picker-open' : 'picker'}
        id={control.id}
        aria-describedby={control['aria-describedby']}
        data-invalid={control['data-invalid']}
        aria-expanded={open}
        aria-controls={listId}
        aria-labelledby={`${labelId} ${control.id}`}
        onClick={() => setOpen(!open)}
      >
        <span class={narrows ? 'picker-value picker-chosen' : 'picker-value'}>{value}</span>
        <Icon name="chevron" />
      </button>
      {open && (
        <ChoiceList id={listId} label={label} groups={groups} chosen={chosen} none={none} set={set} onClose={close} />
      )}
      <Below name={name} help={help} error={error} />
    </div>
  );
}
