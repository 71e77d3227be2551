import type { Catalog } from '../../../shared/contract/runs.ts';
import type { ListOf } from '../../../shared/parameter.ts';
import { choicesOf, chosenInWords } from '../state/choices.ts';
import { type Form, idsIn, listsOf } from '../state/form.ts';
import { WORDS } from '../words.ts';
import { Picker } from './picker.tsx';

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

/** A list parameter: none chosen is all. */
export function ListField({ form, catalog, of, ...field }: ListFieldProps) {
  const chosen = idsIn(form, field.name);
  const organizations = of === 'projects' ? listsOf(form.report.parameters, 'organizations') : [];
  const groups = choicesOf(
    catalog,
    of,
    organizations.flatMap((list) => idsIn(form, list)),
  );
  const value = chosenInWords(groups, chosen, WORDS.list.all[of]);
  return <Picker {...field} groups={groups} chosen={chosen} value={value} none={WORDS.list.noneChosen} />;
}
