import type { Catalog } from '../../../shared/contract/runs.ts';
import { applies } from '../../../shared/parameter.ts';
import { optionsInWords, translated } from '../language.ts';
import { chosenInWords, optionChoices } from '../state/choices.ts';
import { type Form, type FormValue, idsIn, withOrganizations, withValues } from '../state/form.ts';
import { WORDS } from '../words.ts';
import { Below, controlProps, Field, FieldGroup } from './field.tsx';
import { ListField } from './list-field.tsx';
import { usePane } from './pane-context.ts';
import { Picker } from './picker.tsx';
import { Select } from './select.tsx';

interface ParameterFieldProps {
  readonly name: string;
  readonly form: Form;
  readonly catalog: Catalog;
}

/** So few options are shown at once. */
const RADIOS = 3;

/** So many boxes stand open; more are folded behind a button that says what is chosen. */
const BOXES = 4;

/** The button names so many. */
const NAMED = 3;

/** One parameter as a control, by its kind. */
export function ParameterField({ name, form, catalog }: ParameterFieldProps) {
  const pane = usePane();
  const p = form.report.parameters[name];
  if (!p || !applies(p, form.values)) return null;
  const set = (value: FormValue) => pane.change(withValues(form, { [name]: value }));
  const outside = { name, label: translated(p.label), help: p.help && translated(p.help), error: form.errors[name] };
  const text = textOf(form, name);
  switch (p.kind) {
    case 'date':
      return (
        <Field {...outside}>
          {(control) => <input type="date" class="input" {...control} value={text} onChange={typed(set)} />}
        </Field>
      );
    case 'choice':
      return Object.keys(p.options).length <= RADIOS ? (
        <FieldGroup {...outside}>
          <Boxes type="radio" name={name} options={p.options} chosen={[text]} toggle={set} />
        </FieldGroup>
      ) : (
        <Field {...outside}>
          {(control) => <Select {...control} value={text} options={optionsInWords(p.options)} onChoose={set} />}
        </Field>
      );
    case 'choices': {
      const chosen = idsIn(form, name);
      if (Object.keys(p.options).length > BOXES && !p.adds) {
        const groups = optionChoices(p);
        return (
          <Picker
            {...outside}
            groups={groups}
            chosen={chosen}
            value={chosenInWords(groups, chosen, WORDS.list.allOptions, NAMED)}
            none={WORDS.list.noneChosen}
            set={set}
          />
        );
      }
      return (
        <FieldGroup {...outside}>
          <Boxes
            type="checkbox"
            name={name}
            options={p.options}
            chosen={chosen}
            toggle={(option, checked) => set(checked ? [...chosen, option] : chosen.filter((one) => one !== option))}
          />
        </FieldGroup>
      );
    }
    case 'list':
      return (
        <ListField
          {...outside}
          form={form}
          catalog={catalog}
          of={p.of}
          set={(ids) =>
            p.of === 'organizations' ? pane.change(withOrganizations(form, name, ids, catalog)) : set(ids)
          }
        />
      );
    case 'flag':
      return <Flag {...outside} checked={form.values[name] === true} set={set} />;
    case 'number':
      return (
        <Field {...outside}>
          {(control) => (
            <input
              type="number"
              inputMode="numeric"
              class="input input-short"
              {...control}
              min={p.min}
              max={p.max}
              value={text}
              onInput={typed(set)}
            />
          )}
        </Field>
      );
    case 'text':
      return (
        <Field {...outside}>
          {(control) => (
            <input type="text" class="input" autocomplete="off" {...control} value={text} onInput={typed(set)} />
          )}
        </Field>
      );
  }
}

export function textOf(form: Form, name: string): string {
  const value = form.values[name];
  return typeof value === 'string' ? value : '';
}

function typed(set: (value: string) => void) {
  return (event: Event & { readonly currentTarget: HTMLInputElement }) => set(event.currentTarget.value);
}

interface BoxesProps {
  readonly type: 'radio' | 'checkbox';
  readonly name: string;
  readonly options: Readonly<Record<string, string>>;
  readonly chosen: readonly string[];
  readonly toggle: (option: string, checked: boolean) => void;
}

function Boxes({ type, name, options, chosen, toggle }: BoxesProps) {
  return optionsInWords(options).map(([option, label]) => (
    <label class="option" key={option}>
      <input
        type={type}
        name={name}
        checked={chosen.includes(option)}
        onChange={(event) => toggle(option, event.currentTarget.checked)}
      />
      <span>{label}</span>
    </label>
  ));
}

interface FlagProps {
  readonly name: string;
  readonly label: string;
  readonly help?: string | undefined;
  readonly error?: string | undefined;
  readonly checked: boolean;
  readonly disabled?: boolean;
  readonly set: (checked: boolean) => void;
}

export function Flag({ name, label, help, error, checked, disabled = false, set }: FlagProps) {
  return (
    <div class="field">
      <label class="option">
        <input
          type="checkbox"
          {...controlProps(name, help, error)}
          checked={checked}
          disabled={disabled}
          onChange={(event) => set(event.currentTarget.checked)}
        />
        <span>{label}</span>
      </label>
      <Below name={name} help={help} error={error} />
    </div>
  );
}
