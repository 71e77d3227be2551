import { describe, expect, it } from 'vitest';
import { calendarDate } from '../../shared/dates.ts';
import {
  BLANK_OPEN,
  type OpenValues,
  SEALED_FIELDS,
  TRACKER_FIELDS,
  type TrackerChanges,
  trackerChanges,
} from '../../shared/tracker.ts';
import { trackerFault, trackerWarnings } from '../../shared/tracker-rules.ts';

const TODAY = calendarDate('2026-03-10');

type Dates = Partial<Record<keyof OpenValues | 'PropertyName', string | null>>;

/** What is wrong with changes to a tracker of these dates; with PropertyName where it is named. */
function faultOf(before: Dates, changes: Dates): string | undefined {
  const { PropertyName, ...dates } = { ...before, ...changes };
  const after = { ...BLANK_OPEN, ...dates, hasPropertyName: (PropertyName ?? null) !== null };
  const fault = trackerFault(after as never, changes as TrackerChanges, TODAY);
  return fault && `${fault.field} ${fault.message}`;
}

const [E, A, P, S] = [
  'EligibilityVerifiedDate',
  'DateAppliedForUnit',
  'DateApprovedForUnit',
  'ScheduledMoveInDate',
] as const;
const ALL = { [E]: '2026-01-05', [A]: '2026-01-15', [P]: '2026-02-05', [S]: '2026-02-20' };

describe('each date needs the one before it', () => {
  it.each<[string, Dates, Dates, string | undefined]>([
    ['the first needs none', {}, { [E]: '2026-01-05' }, undefined],
    ['application without eligibility', {}, { [A]: '2026-01-15' }, A],
    ['approval without application', { [E]: '2026-01-05' }, { [P]: '2026-02-05' }, P],
    ['a schedule without approval', { [E]: '2026-01-05', [A]: '2026-01-15' }, { [S]: '2026-02-20' }, S],
    ['all four in one edit', {}, ALL, undefined],
    ['a property without application', { [E]: '2026-01-05' }, { PropertyName: 'The Oaks' }, 'PropertyName'],
    ['a property with application', { [E]: '2026-01-05', [A]: '2026-01-15' }, { PropertyName: 'The Oaks' }, undefined],
    ['clearing the last', ALL, { [S]: null }, undefined],
    ['clearing one while a later stands', ALL, { [A]: null }, A],
    ['clearing two while a later stands', ALL, { [E]: null, [A]: null }, A],
    ['clearing all', ALL, { [E]: null, [A]: null, [P]: null, [S]: null }, undefined],
    ['clearing the application of a property', { ...ALL, [P]: null, [S]: null, PropertyName: 'X' }, { [A]: null }, A],
    [
      'clearing both',
      { ...ALL, [P]: null, [S]: null, PropertyName: 'X' },
      { [A]: null, PropertyName: null },
      undefined,
    ],
  ])('%s', (_, before, changes, field) => {
    expect(faultOf(before, changes)?.split(' ')[0]).toBe(field);
  });

  it('says which is to be filled first, and which stands in the way', () => {
    expect(faultOf({}, { [A]: '2026-01-15' })).toContain('fill “Eligibility verified” first');
    expect(faultOf(ALL, { [E]: null })).toContain('cannot be cleared while “Applied for a unit” is filled');
  });
});

describe('dates never run backwards', () => {
  it.each<[string, Dates, string | undefined]>([
    ['the day before', { [A]: '2026-01-04' }, A],
    ['the same day', { [A]: '2026-01-05' }, undefined],
    ['the day after', { [A]: '2026-01-06' }, undefined],
    ['an earlier one moved past the later', { [E]: '2026-01-16' }, E],
    ['an earlier one moved to the later', { [E]: '2026-01-15' }, undefined],
    ['a schedule before the approval', { [S]: '2026-02-04' }, S],
    ['a schedule on the day of approval', { [S]: '2026-02-05' }, undefined],
  ])('%s', (_, changes, field) => {
    expect(faultOf(ALL, changes)?.split(' ')[0]).toBe(field);
  });
});

describe('only the scheduled move-in may lie in the future', () => {
  it.each<[string, Dates, Dates, string | undefined]>([
    ['eligibility yesterday', {}, { [E]: '2026-03-09' }, undefined],
    ['eligibility today', {}, { [E]: '2026-03-10' }, undefined],
    ['eligibility tomorrow', {}, { [E]: '2026-03-11' }, E],
    ['approval tomorrow', ALL, { [S]: null, [P]: '2026-03-11' }, P],
    ['a schedule tomorrow', ALL, { [S]: '2026-03-11' }, undefined],
    ['a schedule in a year', ALL, { [S]: '2027-03-11' }, undefined],
  ])('%s', (_, before, changes, field) => {
    expect(faultOf(before, changes)?.split(' ')[0]).toBe(field);
  });
});

describe('a date before the enrollment', () => {
  it.each([
    ['2026-01-04', [E]],
    ['2026-01-05', []],
    ['2026-01-06', []],
  ])('of %s is allowed, with a warning where it is before EntryDate', (date, warned) => {
    const warnings = trackerWarnings({ [E]: calendarDate(date) }, calendarDate('2026-01-05'));
    expect(warnings.map(({ field }) => field)).toEqual(warned);
  });
});

describe('what an edit may say', () => {
  it.each<[string, object, boolean]>([
    ['a date that does not exist', { [E]: '2026-02-30' }, false],
    ['a date with a time', { [E]: '2026-02-20T00:00:00Z' }, false],
    ['a blank date as null', { [E]: null }, true],
    ['a blank date as a text', { [E]: '' }, false],
    ['Yes', { NeedsADAUnit: 'Yes' }, true],
    ['yes', { NeedsADAUnit: 'yes' }, false],
    ['a text of 10,000 characters', { Notes: 'x'.repeat(10_000) }, true],
    ['one of 10,001', { Notes: 'x'.repeat(10_001) }, false],
    ['lines and tabs', { Notes: 'a\n\tb' }, true],
    ['a NUL', { Notes: 'a\u0000b' }, false],
    ['half a surrogate pair', { Notes: 'a\ud800' }, false],
    ['a field there is not', { MoveInDate: '2026-01-01' }, false],
  ])('%s', (_, changes, isTaken) => {
    expect(trackerChanges.safeParse(changes).success).toBe(isTaken);
  });

  it('a text of spaces is blank', () => {
    expect(trackerChanges.parse({ Notes: '  \n ', PropertyName: ' The Oaks ' })).toEqual({
      Notes: null,
      PropertyName: 'The Oaks',
    });
  });

  it('the sealed fields are five of the ten', () => {
    expect(TRACKER_FIELDS).toHaveLength(10);
    expect(TRACKER_FIELDS.filter((field) => SEALED_FIELDS.some((sealed) => sealed === field))).toHaveLength(5);
  });
});
