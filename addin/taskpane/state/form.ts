import { catalogIds } from '../../../shared/catalog-ids.ts';
import type { Catalog } from '../../../shared/contract/runs.ts';
import type { CalendarDate } from '../../../shared/dates.ts';
import { HmisError } from '../../../shared/errors.ts';
import type { ListOf, Parameter, Parameters } from '../../../shared/parameter.ts';
import { applies, resolveParameters } from '../../../shared/parameter.ts';
import { isPiiReason } from '../../../shared/pii-reasons.ts';
import type { AnyReport } from '../../../shared/report.ts';
import { WORDS } from '../words.ts';
import { NO_REASON, OWN_REASON, type Reason, wordsOf } from './reason.ts';

/** What stands in a field: a number as it is typed, a list as ids. */
export type FormValue = string | boolean | readonly string[];

/** A report's form as it is filled in. Never changed: every function gives another. */
export interface Form {
  readonly report: AnyReport;
  /** The day that dates begin with. */
  readonly asOf: CalendarDate;
  readonly values: Readonly<Record<string, FormValue>>;
  /** The quick pick of dates last chosen. */
  readonly picked: string | undefined;
  readonly reason: Reason;
  /** Lists of which nothing is left that was chosen once: to run with none of it would be to ask for all. */
  readonly lost: readonly string[];
  /** What is wrong, by field; `reason` is one. */
  readonly errors: Readonly<Record<string, string>>;
}

/** The form of a report with every default in it. */
export function newForm(report: AnyReport, asOf: CalendarDate): Form {
  return {
    report,
    asOf,
    values: defaultsOf(report.parameters, asOf),
    picked: undefined,
    lost: [],
    reason: NO_REASON,
    errors: {},
  };
}

function defaultsOf(parameters: Parameters, asOf: CalendarDate): Record<string, FormValue> {
  const resolved: Readonly<Record<string, unknown>> = resolveParameters(parameters, {}, asOf);
  return Object.fromEntries(
    Object.keys(parameters).map((name) => {
      const value = resolved[name];
      return [name, typeof value === 'number' ? String(value) : (value as FormValue)];
    }),
  );
}

/** The form with some fields filled in anew; what was wrong with them is forgotten. */
export function withValues(form: Form, values: Readonly<Record<string, FormValue>>, picked = form.picked): Form {
  const { hidePii } = { ...form.values, ...values };
  return {
    ...form,
    values: { ...form.values, ...values },
    picked,
    lost: form.lost.filter((name) => !Object.hasOwn(values, name)),
    // A reason is given for one look at names, not for the next.
    reason: hidePii === false ? form.reason : NO_REASON,
    errors: without(form.errors, hidePii === false ? Object.keys(values) : [...Object.keys(values), 'reason']),
  };
}

export function withReason(form: Form, reason: Partial<Reason>): Form {
  return { ...form, reason: { ...form.reason, ...reason }, errors: without(form.errors, ['reason']) };
}

/** The form with organizations chosen: projects of others are chosen no more. */
export function withOrganizations(form: Form, name: string, chosen: readonly string[], catalog: Catalog): Form {
  const organizationOf = new Map(catalog.projects.map(({ id, organizationId }) => [id, organizationId]));
  const projects = listsOf(form.report.parameters, 'projects').map((list) => [
    list,
    idsIn(form, list).filter((id) => chosen.length === 0 || chosen.includes(organizationOf.get(id) ?? '')),
  ]);
  const { lost } = form;
  // Nobody has chosen projects by this: where they were lost, they still are.
  return {
    ...withValues(form, { [name]: chosen, ...Object.fromEntries(projects) }),
    lost: lost.filter((one) => one !== name),
  };
}

/** The form over a catalog read anew: what it no longer knows is chosen no more. */
export function withCatalog(form: Form, catalog: Catalog): Form {
  const known = catalogIds(catalog);
  const lists = Object.entries(form.report.parameters).flatMap(([name, p]) =>
    p.kind === 'list' ? [[name, idsIn(form, name).filter((id) => known[p.of].has(id))] as const] : [],
  );
  const emptied = lists.flatMap(([name, left]) => (left.length === 0 && idsIn(form, name).length > 0 ? [name] : []));
  return {
    ...form,
    values: { ...form.values, ...Object.fromEntries(lists) },
    lost: [...new Set([...form.lost, ...emptied])],
  };
}

/** Names of the list parameters of a kind. */
export function listsOf(parameters: Parameters, of: ListOf): readonly string[] {
  return Object.entries(parameters).flatMap(([name, p]) => (p.kind === 'list' && p.of === of ? [name] : []));
}

export function idsIn(form: Form, name: string): readonly string[] {
  const value = form.values[name];
  return Array.isArray(value) ? value : [];
}

/** How many of these fields differ from their defaults. */
export function changedCount(form: Form, names: readonly string[]): number {
  const defaults = defaultsOf(form.report.parameters, form.asOf);
  return names.filter((name) => !same(form.values[name], defaults[name])).length;
}

/**
 * What the service is sent: the dates as they stand, for a default would be another day tomorrow, and whatever else
 * differs from its default, of the parameters that play a part.
 */
export function paramsOf(form: Form): Readonly<Record<string, unknown>> {
  const defaults = defaultsOf(form.report.parameters, form.asOf);
  return Object.fromEntries(
    Object.entries(form.report.parameters).flatMap(([name, p]) => {
      const value = form.values[name];
      if (!applies(p, form.values)) return [];
      return p.kind === 'date' || !same(value, defaults[name]) ? [[name, sentValue(p, value)]] : [];
    }),
  );
}

/** The reason that goes with a run that shows names. */
export function reasonOf({ reason, values }: Form): string | undefined {
  if (values.hidePii !== false) return undefined;
  return wordsOf(reason);
}

/**
 * What is wrong, by field, in words: each value by the parameter's own rule, then what does not fit together by the
 * report's `check`, then the reason for names.
 */
export function errorsOf(form: Form): Readonly<Record<string, string>> {
  const { report, values, asOf } = form;
  const errors: Record<string, string> = {};
  for (const [name, p] of Object.entries(report.parameters)) {
    if (applies(p, values) && !isRight(name, p, sentValue(p, values[name]), asOf)) errors[name] = sentenceFor(p);
  }
  for (const name of form.lost) errors[name] = WORDS.field.lost;
  const wrong =
    Object.keys(errors).length === 0
      ? report.check?.(resolveParameters(report.parameters, paramsOf(form), asOf))
      : undefined;
  if (wrong) errors[wrong.field] = wrong.message;
  if (values.hidePii === false && !isPiiReason(reasonOf(form))) {
    errors.reason = form.reason.choice === OWN_REASON ? WORDS.field.ownReason : WORDS.field.reason;
  }
  return errors;
}

function isRight(name: string, p: Parameter, value: unknown, asOf: CalendarDate): boolean {
  try {
    resolveParameters({ [name]: p }, { [name]: value }, asOf);
    return true;
  } catch (error) {
    if (error instanceof HmisError) return false;
    throw error;
  }
}

function sentenceFor(p: Parameter): string {
  switch (p.kind) {
    case 'date':
      return WORDS.field.date;
    case 'number':
      return WORDS.field.number(p.min, p.max);
    case 'text':
      return WORDS.field.text;
    case 'list':
      return WORDS.field.list;
    default:
      return WORDS.field.choice;
  }
}

function sentValue(p: Parameter, value: FormValue | undefined): unknown {
  if (p.kind !== 'number') return value;
  return typeof value === 'string' && value.trim() !== '' ? Number(value) : Number.NaN;
}

function same(a: FormValue | undefined, b: FormValue | undefined): boolean {
  if (!Array.isArray(a) || !Array.isArray(b)) return a === b;
  return a.length === b.length && a.every((id) => b.includes(id));
}

function without(errors: Form['errors'], names: readonly string[]): Form['errors'] {
  return Object.fromEntries(Object.entries(errors).filter(([name]) => !names.includes(name)));
}
