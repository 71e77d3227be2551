import type { Me } from '../../../../shared/contract/runs.ts';
import { SETTING_NAME_LENGTH, type SettingFacts } from '../../../../shared/contract/saved.ts';
import { SAVED_WORDS } from '../../saved-words.ts';
import type { Form } from '../form.ts';
import type { Facts } from '../session.ts';
import { type Dates, movingDays, rangeIn } from './saved-form.ts';

/** A setting that is about to be saved, as a person fills it in. */
export interface Draft {
  readonly name: string;
  /** The organization it is for; null for oneself alone. */
  readonly organization: string | null;
  readonly dates: Dates;
}

export type DraftErrors = Readonly<Partial<Record<'name' | 'owner', string>>>;

/** A draft over a form: for oneself, dates that can move on moving. */
export function newDraft(form: Form, name = ''): Draft {
  return { name, organization: null, dates: movingDays(form).size > 0 ? 'moving' : 'fixed' };
}

/** What is wrong with it before the service is asked. */
export function errorsOfDraft(draft: Draft, report: string, list: readonly SettingFacts[]): DraftErrors {
  const name = nameOf(draft);
  if (name === '' || name.length > SETTING_NAME_LENGTH) return { name: SAVED_WORDS.form.nameRule };
  const taken = list.some(
    (one) => one.name === name && one.report === report && one.organization === draft.organization,
  );
  return taken ? { name: SAVED_WORDS.form.taken } : {};
}

/** The name as it is saved: on one line, without blanks around it. */
export function nameOf({ name }: Pick<Draft, 'name'>): string {
  return name.replaceAll(/\s+/g, ' ').trim();
}

/** The organizations that a person can save a setting for: none for a coordinator, who looks on from outside. */
export function ownersFor({ me, catalog }: Facts): readonly { readonly id: string; readonly name: string }[] {
  if (me.role === 'coordinator') return [];
  return catalog.organizations.filter(({ id, victimServiceProvider }) => isInRights(me, id, victimServiceProvider));
}

function isInRights({ organizations }: Me, id: string, victimServiceProvider: boolean): boolean {
  return organizations === 'all' ? !victimServiceProvider : organizations.includes(id);
}

/** Both ways to save the dates of a form, in words; none where no date of it moves on. */
export function datesInWords(form: Form): readonly (readonly [Dates, string])[] {
  if (movingDays(form).size === 0) return [];
  const words = SAVED_WORDS.form;
  const range = rangeIn(form);
  return [
    ['moving', range && range.id !== 'asOf' ? words.moving(range.label) : words.movingDay],
    ['fixed', words.fixed],
  ];
}

/** What of a form is not as a reader of its name may think: names are asked for, one person is left out. */
export function remarksOn({ values, report }: Form): string {
  const words = SAVED_WORDS.form;
  const asksForOne = Object.entries(report.parameters).some(([name, p]) => p.kind === 'text' && values[name] !== '');
  return [...(values.hidePii === false ? [words.names] : []), ...(asksForOne ? [words.onePerson] : [])].join(' ');
}
