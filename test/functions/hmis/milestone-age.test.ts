import { describe, expect, test } from 'vitest';
import { adultRecord, reachesAge } from '../../../functions/hmis/milestone-age.ts';
import type { IncomeBenefits } from '../../../functions/hmis/records.ts';
import { date, enrollment, type IncomeFields, income } from './enrollment.ts';

describe('the day an age is reached', () => {
  test.each([
    ['2008-03-10', 18, '2026-03-10'],
    ['2008-02-29', 18, '2026-03-01'],
    ['2004-02-29', 24, '2028-02-29'],
    ['2008-02-28', 18, '2026-02-28'],
    ['1963-12-31', 62, '2025-12-31'],
  ])('of one born on %s and of %i years is %s', (born, years, on) => {
    expect(reachesAge(date(born), years)).toBe(on);
  });

  test('is unknown without a birth date, and with a default one', () => {
    expect([reachesAge(null, 18), reachesAge(date('1900-01-01'), 18)]).toEqual([null, null]);
  });
});

describe('what is recorded of a new adult', () => {
  const record = (on: string, fields: IncomeFields = {}) => income(on, 2, fields);
  const on = (...IncomeBenefits: IncomeBenefits[]) =>
    adultRecord(enrollment({ IncomeBenefits }), date('2026-03-10'), date('2026-05-01'));

  test.each([
    ['the day before the birthday', '2026-03-09', null],
    ['the birthday', '2026-03-10', '2026-03-10'],
    ['the day of the list', '2026-05-01', '2026-05-01'],
    ['the day after it', '2026-05-02', null],
  ])('is, of a record of %s, its income and benefits or nothing', (_, day, found) => {
    expect(on(record(day))).toMatchObject({ income: found, benefits: found });
  });

  test.each([
    [null, null],
    [99, null],
    [0, '2026-04-01'],
    [1, '2026-04-01'],
    [8, '2026-04-01'],
  ])('is income where it was answered with %s', (IncomeFromAnySource, found) => {
    expect(on(record('2026-04-01', { IncomeFromAnySource })).income).toBe(found);
  });

  test.each([
    [null, false],
    [99, false],
    [0, true],
    [9, true],
  ])('is a veteran status where it is %s', (VeteranStatus, answered) => {
    const e = enrollment({ VeteranStatus, LivingSituation: VeteranStatus });
    expect(adultRecord(e, date('2026-03-10'), date('2026-05-01'))).toMatchObject({
      veteranStatus: answered,
      priorLivingSituation: answered,
    });
  });
});
