import type { Gone, SavedParams, SavedValue } from './contract/saved.ts';
import type { CalendarDate } from './dates.ts';
import { HmisError } from './errors.ts';
import { type ListOf, type Parameter, type Parameters, resolveParameters } from './parameter.ts';
import { dateOf, type RelativeDay } from './relative-dates.ts';

/** The ids that somebody can choose, by what they are ids of. */
export type Choosable = Readonly<Record<ListOf, ReadonlySet<string>>>;

export function isRelativeDay(value: SavedValue | undefined): value is RelativeDay {
  return typeof value === 'object' && !Array.isArray(value);
}

/** Saved parameters for data that is as of a day: what `resolveParameters` takes. Dates that move on are dates in it. */
export function paramsForDay(params: SavedParams, asOf: CalendarDate): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => [name, isRelativeDay(value) ? dateOf(value, asOf) : value]),
  );
}

/**
 * Saved parameters as far as this report, as it is now, and this person can still ask for them; what is gone is left out
 * and named. A value that is out of one's reach and one that does not exist are the same here.
 */
export function readSaved(
  parameters: Parameters,
  params: SavedParams,
  choosable: Choosable,
): { readonly params: SavedParams; readonly gone: readonly Gone[] } {
  const kept: Record<string, SavedValue> = {};
  const gone: Gone[] = [];
  for (const [parameter, value] of Object.entries(params)) {
    const p = Object.hasOwn(parameters, parameter) ? parameters[parameter] : undefined;
    if (p === undefined) gone.push({ parameter, what: 'parameter' });
    else if (Array.isArray(value)) {
      const left = value.filter((one) => isChoosable(p, one, choosable));
      if (left.length > 0 || value.length === 0) kept[parameter] = left;
      if (left.length < value.length) gone.push({ parameter, what: left.length === 0 ? 'all' : 'some' });
    } else if (isRight(p, value)) kept[parameter] = value;
    else gone.push({ parameter, what: 'value' });
  }
  return { params: kept, gone };
}

function isChoosable(p: Parameter, value: string, choosable: Choosable): boolean {
  if (p.kind === 'list') return choosable[p.of].has(value);
  return p.kind === 'choices' && Object.hasOwn(p.options, value);
}

function isRight(p: Parameter, value: SavedValue): boolean {
  if (isRelativeDay(value)) return p.kind === 'date';
  try {
    resolveParameters({ value: p }, { value }, ANY_DAY);
    return true;
  } catch (error) {
    if (error instanceof HmisError) return false;
    throw error;
  }
}

/** No default is asked for, so none depends on it. */
const ANY_DAY = '2000-01-01' as CalendarDate;

/** The same parameters with names hidden: what was asked for once with a reason is not asked for again without one. */
export function withNamesHidden(params: SavedParams): SavedParams {
  const { hidePii, ...rest } = params;
  return rest;
}
