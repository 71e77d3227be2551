import { describe, expect, it } from 'vitest';
import { calendarDate } from '../../shared/dates.ts';
import { isRunOf, movingParams } from '../../shared/moving-params.ts';
import type { Parameters } from '../../shared/parameter.ts';
import { paramsForDay } from '../../shared/saved-params.ts';

const PARAMETERS: Parameters = {
  from: { kind: 'date', label: 'From', default: 'aYearBefore' },
  to: { kind: 'date', label: 'To' },
  projects: { kind: 'list', label: 'Projects', of: 'projects' },
  personalId: { kind: 'text', label: 'PersonalID' },
  method: { kind: 'choice', label: 'Method', options: { one: '1', two: '2' }, default: 'one' },
  hidePii: { kind: 'flag', label: 'Hide PII', default: true },
};
const TODAY = calendarDate('2026-03-31');
const run = (change: object) => ({
  from: '2025-04-01',
  to: '2026-03-31',
  projects: ['109'],
  personalId: '',
  method: 'one',
  hidePii: true,
  ...change,
});

describe('what a sheet asked, as a setting', () => {
  it.each([
    ['twelve months that end on the day', '2025-04-01', '2026-03-31', 'lastTwelveMonths'],
    ['the month so far', '2026-03-01', '2026-03-31', 'thisMonth'],
    ['the month before', '2026-02-01', '2026-02-28', 'lastMonth'],
    ['the last fiscal year', '2024-10-01', '2025-09-30', 'lastFiscalYear'],
    ['the one day', '2026-03-31', '2026-03-31', 'asOf'],
  ])('moves on with the data where it was %s', (_, from, to, of) => {
    const { from: first, to: last } = movingParams(PARAMETERS, run({ from, to }), [TODAY]);
    expect([first, last]).toEqual([
      { day: 'first', of },
      { day: 'last', of },
    ]);
  });

  it('keeps days that are the ends of nothing', () => {
    const saved = movingParams(PARAMETERS, run({ from: '2026-01-05', to: '2026-02-07' }), [TODAY]);
    expect(saved).toMatchObject({ from: '2026-01-05', to: '2026-02-07' });
  });

  it('has its last day move on where only that is the day of the data', () => {
    const saved = movingParams(PARAMETERS, run({ from: '2026-01-05', to: '2026-03-31' }), [TODAY]);
    expect(saved).toMatchObject({ from: '2026-01-05', to: { day: 'last', of: 'asOf' } });
  });

  it('holds no text, which may be a client’s id', () => {
    expect(movingParams(PARAMETERS, run({ personalId: 'P-1' }), [TODAY])).not.toHaveProperty('personalId');
  });

  it('asks on the day what the sheet asked', () => {
    const asked = paramsForDay(movingParams(PARAMETERS, run({}), [TODAY]), TODAY);
    const { personalId: _, ...rest } = run({});
    expect(asked).toEqual(rest);
  });
});

describe('a sheet is a run of a setting', () => {
  const setting = movingParams(PARAMETERS, run({}), [TODAY]);

  it.each([
    ['of another day', { from: '2025-05-01', to: '2026-04-30' }, true],
    ['with another project', { projects: ['110'] }, false],
    ['with one project more', { projects: ['109', '110'] }, false],
    ['of all projects', { projects: [] }, false],
    ['with names', { hidePii: false }, false],
    ['by another method', { method: 'two' }, false],
    ['of one client', { personalId: 'P-1' }, false],
  ])('%s: %j is %s', (_, change, is) => {
    expect(isRunOf(PARAMETERS, setting, run(change))).toBe(is);
  });

  it('whatever the order of its projects', () => {
    const two = movingParams(PARAMETERS, run({ projects: ['109', '110'] }), [TODAY]);
    expect(isRunOf(PARAMETERS, two, run({ projects: ['110', '109'] }))).toBe(true);
  });

  it('of fixed days only with those days', () => {
    const fixed = { ...setting, from: '2026-01-05', to: '2026-02-07' };
    expect(isRunOf(PARAMETERS, fixed, run({ from: '2026-01-05', to: '2026-02-07' }))).toBe(true);
    expect(isRunOf(PARAMETERS, fixed, run({ from: '2026-01-05', to: '2026-02-08' }))).toBe(false);
  });

  it('that leaves out what is the default', () => {
    expect(isRunOf(PARAMETERS, { projects: ['109'] }, run({}))).toBe(true);
    expect(isRunOf(PARAMETERS, { projects: ['109'] }, run({ method: 'two' }))).toBe(false);
  });
});
