import { useRef, useState } from 'preact/hooks';
import type { Catalog } from '../../../shared/contract.ts';
import type { ListOf } from '../../../shared/parameter.ts';
import { type ChoiceGroup, choicesOf, countChoices } from '../state/choices.ts';
import { type Form, idsIn, listsOf } from '../state/form.ts';
import { WORDS } from '../words.ts';
import { ChoiceList } from './choice-list.tsx';
import { Below, controlProps } from './field.tsx';
import { Icon } from './icons.tsx';

interface ListFieldProps {
  readonly name: string;
  readonly label: string;
  readonly help?: string | undefined;
  readonly error?: string | undefined;
  readonly form: Form;
  readonly catalog: Catalog;
  readonly of: ListOf;
  readonly set: (ids: readonly string[]) => void;
}

/** Many of a long list: a button that says what is chosen, and under it, when opened, a search and boxes to tick. */
export function ListField({ name, label, help, error, form, catalog, of, set }: ListFieldProps) {
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const chosen = idsIn(form, name);
  const organizations = of === 'projects' ? listsOf(form.report.parameters, 'organizations') : [];
  const groups = choicesOf(
    catalog,
    of,
    organizations.flatMap((list) => idsIn(form, list)),
  );
  const close = () => {
    setOpen(false);
    button.current?.focus();
  };
  const control = controlProps(name, help, error);
  const labelId = `${control.id}-label`;
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
        aria-controls={`${control.id}-list`}
        aria-labelledby={`${labelId} ${control.id}`}
        onClick={() => setOpen(!open)}
      >
        <span class={chosen.length > 0 ? 'picker-value picker-chosen' : 'picker-value'}>
          {valueInWords(groups, of, chosen)}
        </span>
        <Icon name="chevron" />
      </button>
      {open && (
        <ChoiceList id={`${control.id}-list`} label={label} groups={groups} chosen={chosen} set={set} onClose={close} />
      )}
      <Below name={name} help={help} error={error} />
    </div>
  );
}

/** All, the one, or how many. */
function valueInWords(groups: readonly ChoiceGroup[], of: ListOf, chosen: readonly string[]): string {
  const [first] = chosen;
  if (first === undefined) return WORDS.list.all[of];
  if (chosen.length > 1) return WORDS.list.chosen(chosen.length, countChoices(groups));
  return groups.flatMap(({ choices }) => choices).find(({ id }) => id === first)?.name ?? first;
}
