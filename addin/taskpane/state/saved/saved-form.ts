import type { Gone, SavedParams, SavedValue } from '../../../../shared/contract/saved.ts';
import type { CalendarDate } from '../../../../shared/dates.ts';
import { applies } from '../../../../shared/parameter.ts';
import { dateOf, type Period, type RelativeDay } from '../../../../shared/relative-dates.ts';
import type { AnyReport } from '../../../../shared/report.ts';
import { isRelativeDay, paramsForDay } from '../../../../shared/saved-params.ts';
import { type Form, type FormValue, newForm, withValues } from '../form.ts';
import { layoutOf } from '../layout.ts';
import { type QuickRange, quickRanges, rangeOf } from '../ranges.ts';

/** Whether dates of a form are saved as days that move on with the data, or stay the days they are. */
export type Dates = 'moving' | 'fixed';

/**
 * What a form asks for, to be saved: every choice that plays a part, for a default may be another one day. Names of no one
 * person: a text is a client's id, and is left out. `form` must be without errors.
 */
export function paramsToSave(form: Form, dates: Dates): SavedParams {
  const moving = dates === 'moving' ? movingDays(form) : new Map<string, RelativeDay>();
  const { report, values } = form;
  return Object.fromEntries(
    Object.entries(report.parameters).flatMap(([name, p]): [string, SavedValue][] => {
      const value = values[name];
      if (!applies(p, values) || value === undefined || p.kind === 'text') return [];
      if (name === 'hidePii') return value === false ? [[name, false]] : [];
      if (p.kind === 'list' && Array.isArray(value) && value.length === 0) return [];
      if (p.kind === 'number') return [[name, Number(value)]];
      return [[name, moving.get(name) ?? (Array.isArray(value) ? [...value] : (value as string | boolean))]];
    }),
  );
}

/** The dates of a form that are days of a period, as its range field shows them or as a default has them. */
export function movingDays(form: Form): ReadonlyMap<string, RelativeDay> {
  const { report, values } = form;
  const range = rangeIn(form);
  const days = Object.entries(report.parameters).flatMap(([name, p]): [string, RelativeDay][] => {
    if (p.kind !== 'date' || !applies(p, values)) return [];
    if (layoutOf(report.parameters).range && (name === 'from' || name === 'to')) {
      return range ? [[name, { day: name === 'from' ? 'first' : 'last', of: range.id }]] : [];
    }
    const day = DEFAULT_DAYS.find((one) => dateOf(one, form.asOf) === values[name]);
    return day ? [[name, day]] : [];
  });
  return new Map(days);
}

/** What a date is that is left out: the day the data is as of, or the first of the twelve months up to it. */
const DEFAULT_DAYS: readonly RelativeDay[] = [
  { day: 'last', of: 'asOf' },
  { day: 'first', of: 'lastTwelveMonths' },
];

/** The quick pick that a form's range of dates is; undefined for other dates, or a report without a range. */
export function rangeIn({ report, values, asOf, picked }: Form): QuickRange | undefined {
  const { from } = report.parameters;
  if (!from || !layoutOf(report.parameters).range || !applies(from, values)) return undefined;
  return rangeOf(quickRanges(asOf), { from: String(values.from), to: String(values.to) }, picked);
}

/** A report's form as saved parameters fill it in; of what is gone of them, what must be chosen anew is marked. */
export function filledForm(report: AnyReport, asOf: CalendarDate, params: SavedParams, gone: readonly Gone[]): Form {
  const values = Object.entries(paramsForDay(params, asOf)).map(([name, value]): [string, FormValue] => [
    name,
    typeof value === 'number' ? String(value) : (value as FormValue),
  ]);
  const form = withValues(newForm(report, asOf), Object.fromEntries(values), periodOf(params));
  return { ...form, lost: gone.flatMap(({ parameter, what }) => (what === 'all' ? [parameter] : [])) };
}

function periodOf({ from, to }: SavedParams): Period | undefined {
  if (!isRelativeDay(from) || !isRelativeDay(to)) return undefined;
  return from.of === to.of && from.day === 'first' && to.day === 'last' ? from.of : undefined;
}

/** True where two forms of a report ask for the same. */
export function asksTheSame(a: Form, b: Form): boolean {
  return JSON.stringify(Object.entries(a.values)) === JSON.stringify(Object.entries(b.values));
}
