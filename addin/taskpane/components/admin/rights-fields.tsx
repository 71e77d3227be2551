import type { Catalog } from '../../../../shared/contract/runs.ts';
import { ROLES } from '../../../../shared/roles.ts';
import { ADMIN_WORDS } from '../../admin-words.ts';
import {
  isDecidedByRole,
  organizationChoices,
  type RightsForm,
  type RightsValues,
  withRights,
} from '../../state/admin/rights-form.ts';
import { chosenInWords } from '../../state/choices.ts';
import { WORDS } from '../../words.ts';
import { Field, FieldGroup } from '../field.tsx';
import { Flag } from '../parameter-field.tsx';
import { Picker } from '../picker.tsx';
import { Select } from '../select.tsx';

interface RightsFieldsProps {
  readonly form: RightsForm;
  /** Whether they are the admin's own. */
  readonly self: boolean;
  readonly catalog: Catalog | undefined;
  readonly change: (form: RightsForm) => void;
}

/** Who the person is, their role, and what they see. */
export function RightsFields({ form, self, catalog, change }: RightsFieldsProps) {
  const { before, values, errors } = form;
  const set = (next: Partial<RightsValues>) => change(withRights(form, next));
  const words = ADMIN_WORDS.rights;
  const decided = isDecidedByRole(values);
  const text = (name: 'oid' | 'tid' | 'name', label: string, help: string | undefined) => (
    <Field name={name} label={label} help={help} error={errors[name]}>
      {(control) => (
        <input
          type="text"
          class={name === 'name' ? 'input' : 'input ids'}
          autocomplete="off"
          spellcheck={false}
          {...control}
          value={values[name]}
          onInput={(event) => set({ [name]: event.currentTarget.value })}
        />
      )}
    </Field>
  );
  return (
    <>
      {text('name', words.name, before ? undefined : words.nameHelp)}
      {!before && text('oid', words.oid, words.oidHelp)}
      {!before && text('tid', words.tid, words.tidHelp)}
      <Field name="role" label={words.role} help={self ? words.ownRole : words.about[values.role]} error={errors.role}>
        {(control) => (
          <Select
            {...control}
            value={values.role}
            options={ROLES.map((role) => [role, WORDS.roles[role]] as const)}
            disabled={self && values.role === 'admin'}
            onChoose={(chosen) => set({ role: ROLES.find((role) => role === chosen) ?? values.role })}
          />
        )}
      </Field>
      <Organizations form={form} decided={decided} catalog={catalog} set={set} />
      <Flag
        name="mayShowPii"
        label={words.mayShowPii}
        help={decided ? undefined : words.mayShowPiiHelp}
        error={errors.mayShowPii}
        checked={!decided && values.mayShowPii}
        disabled={decided}
        set={(mayShowPii) => set({ mayShowPii })}
      />
    </>
  );
}

interface OrganizationsProps extends Pick<RightsFieldsProps, 'form' | 'catalog'> {
  readonly decided: boolean;
  readonly set: (next: Partial<RightsValues>) => void;
}

function Organizations({ form: { values, errors }, decided, catalog, set }: OrganizationsProps) {
  const words = ADMIN_WORDS.rights;
  const everywhere = decided || values.everywhere;
  const groups = organizationChoices(catalog, values.organizations);
  const radio = (whole: boolean, label: string, describedBy?: string) => (
    <label class="option">
      <input
        type="radio"
        name="everywhere"
        checked={everywhere === whole}
        disabled={decided}
        aria-describedby={describedBy}
        onChange={() => set({ everywhere: whole })}
      />
      <span>{label}</span>
    </label>
  );
  return (
    <FieldGroup
      name="organizations"
      label={words.organizations}
      help={!everywhere && values.role === 'admin' ? words.noneForAdmin : undefined}
      error={errors.organizations}
    >
      {radio(true, words.everywhere, 'everywhere-help')}
      <p class="help" id="everywhere-help">
        {words.everywhereHelp}
      </p>
      {radio(false, words.some)}
      {!everywhere && (
        <Picker
          name="chosen"
          label={words.choose}
          groups={groups}
          chosen={values.organizations}
          value={chosenInWords(groups, values.organizations, words.chooseNone)}
          none={words.chooseNone}
          set={(organizations) => set({ organizations })}
        />
      )}
    </FieldGroup>
  );
}
