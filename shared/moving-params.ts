import type { SavedParams, SavedValue } from './contract/saved.ts';
import { type CalendarDate, isCalendarDate } from './dates.ts';
import type { Parameters } from './parameter.ts';
import { PERIODS, periodOf } from './relative-dates.ts';
import { isRelativeDay } from './saved-params.ts';

/**
 * What a run asked, as a setting that moves on with the data: two dates that are the ends of a period on one of the days
 * are those ends, and a date that is that day is the day the data is as of. Other dates stay. Texts, which may be a
 * client's id, are left out.
 */
export function movingParams(
  parameters: Parameters,
  params: Readonly<Record<string, unknown>>,
  asOf: readonly CalendarDate[],
): SavedParams {
  const moving: Record<string, SavedValue> = {};
  for (const [name, p] of Object.entries(parameters)) {
    const value = params[name];
    if (value === undefined || p.kind === 'text') continue;
    moving[name] =
      p.kind === 'date' && value === asOf.find((day) => day === value) ? ON_THE_DAY : (value as SavedValue);
  }
  const { from, to } = params;
  if (typeof from !== 'string' || typeof to !== 'string' || !isCalendarDate(from) || !isCalendarDate(to)) return moving;
  for (const day of asOf) {
    const of = PERIODS.find((period) => {
      const range = periodOf(period, day);
      return range.from === from && range.to === to;
    });
    if (of !== undefined) return { ...moving, from: { day: 'first', of }, to: { day: 'last', of } };
  }
  return moving;
}

const ON_THE_DAY = { day: 'last', of: 'asOf' } as const;

/**
 * Whether a run is one of a setting, on whatever day: all that it asked is what the setting asks, but for the dates that
 * move on.
 */
export function isRunOf(
  parameters: Parameters,
  setting: SavedParams,
  params: Readonly<Record<string, unknown>>,
): boolean {
  return Object.entries(parameters).every(([name, p]) => {
    const saved = setting[name];
    if (p.kind === 'date' && (saved === undefined || isRelativeDay(saved))) return true;
    const asked = saved ?? defaultOf(p);
    return sameValue(asked, params[name] ?? defaultOf(p));
  });
}

function defaultOf(p: Parameters[string]): unknown {
  switch (p.kind) {
    case 'list':
      return [];
    case 'text':
      return '';
    case 'date':
      return undefined;
    default:
      return p.default;
  }
}

function sameValue(a: unknown, b: unknown): boolean {
  if (!Array.isArray(a) || !Array.isArray(b)) return a === b;
  return a.length === b.length && a.every((one) => b.includes(one));
}
