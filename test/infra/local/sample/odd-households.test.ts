import { describe, expect, test } from 'vitest';
import { ODD_HOUSEHOLDS } from '../../../../infra/local/sample/odd-households.ts';
import { calendarDate } from '../../../../shared/dates.ts';
import { rowsOf } from './rows-of.ts';

const sample = rowsOf({ clients: 150, seed: 1, format: 'FY2026' });

function enrollments(householdId: string) {
  return sample.Enrollment.filter((row) => row.HouseholdID === householdId);
}

function exitDate(enrollmentId: string) {
  return sample.Exit.find((row) => row.EnrollmentID === enrollmentId)?.ExitDate;
}

function annuals(enrollmentId: string) {
  const stage5 = sample.IncomeBenefits.filter((row) => row.DataCollectionStage === 5);
  return stage5.filter((row) => row.EnrollmentID === enrollmentId).map((row) => row.InformationDate);
}

function born(enrollmentId: string) {
  const person = sample.Enrollment.find((row) => row.EnrollmentID === enrollmentId)?.PersonalID;
  return sample.Client.find((row) => row.PersonalID === person)?.DOB;
}

describe('the odd households', () => {
  test.each(ODD_HOUSEHOLDS.map(({ HouseholdID, shows }) => [HouseholdID, shows]))('%s is there: %s', (id) => {
    expect(enrollments(id).length).toBeGreaterThan(0);
    expect(enrollments(id).map((row) => row.EnrollmentID)).toContain(`${id}_1`);
    expect(`${id}_1`.length).toBeLessThanOrEqual(32);
  });

  test('they are the same for every seed', () => {
    const other = rowsOf({ clients: 100, seed: 99, format: 'FY2026' });
    const odd = (rows: typeof sample) =>
      Object.entries(rows).flatMap(([file, all]) =>
        all
          .filter((row) => String(row.EnrollmentID).startsWith('odd_'))
          .map(({ ExportID: _, ...row }) => ({ file, ...row })),
      );
    expect(odd(sample).length).toBeGreaterThan(300);
    expect(odd(other)).toEqual(odd(sample));
  });

  test('the point-in-time date is the last Wednesday of January', () => {
    expect(exitDate('odd_exit_on_pit_1')).toBe('2026-01-28');
    expect(enrollments('odd_entry_on_pit')[0]?.EntryDate).toBe('2026-01-28');
    expect(exitDate('odd_same_day_stay_1')).toBe('2026-01-28');
    const early = rowsOf({ clients: 100, seed: 1, format: 'FY2026', asOf: calendarDate('2025-01-30') });
    expect(early.Exit.find((row) => row.EnrollmentID === 'odd_exit_on_pit_1')?.ExitDate).toBe('2024-01-31');
  });

  test('a bed night lies on the exit day', () => {
    const nights = sample.Services.filter((row) => row.EnrollmentID === 'odd_bed_night_on_exit_day_1');
    expect(nights.map((row) => row.DateProvided)).toContain(exitDate('odd_bed_night_on_exit_day_1'));
  });

  test.each([
    ['odd_annual_31_days_before', '2026-05-22'],
    ['odd_annual_30_days_before', '2026-05-23'],
    ['odd_annual_30_days_after', '2026-07-22'],
    ['odd_annual_31_days_after', '2026-07-23'],
  ])('%s: a start on 2025-06-22 is assessed on %s', (id, date) => {
    expect(enrollments(id)[0]?.EntryDate).toBe('2025-06-22');
    expect(annuals(`${id}_1`)).toEqual([date]);
  });

  test('an update in the window, and an assessment without income, leave no stage 5 in IncomeBenefits', () => {
    expect(annuals('odd_stage_2_in_window_1')).toEqual([]);
    expect(annuals('odd_annual_without_income_1')).toEqual([]);
    const disabilities = sample.Disabilities.filter((row) => row.EnrollmentID === 'odd_annual_without_income_1');
    expect(disabilities.filter((row) => row.DataCollectionStage === 5)).toHaveLength(6);
  });

  test('the days on the street lead over a 29 February', () => {
    expect(enrollments('odd_street_365_days_leap_year')[0]).toMatchObject({
      EntryDate: '2024-06-08',
      DateToStreetESSH: '2023-06-09',
      DisablingCondition: 1,
    });
    expect(enrollments('odd_street_364_days')[0]?.DateToStreetESSH).toBe('2023-06-10');
    expect(enrollments('odd_start_29_february')[0]?.EntryDate).toBe('2024-02-29');
  });

  test('heads: one twice, two in turn, two at once, none', () => {
    const heads = (id: string) => enrollments(id).filter((row) => row.RelationshipToHoH === 1);
    const persons = (id: string) => new Set(heads(id).map((row) => row.PersonalID)).size;
    expect([heads('odd_head_enrolled_twice').length, persons('odd_head_enrolled_twice')]).toEqual([2, 1]);
    expect(persons('odd_two_heads_in_turn')).toBe(2);
    expect(persons('odd_two_heads_at_once')).toBe(2);
    expect(heads('odd_no_head')).toEqual([]);
  });

  test('dates of birth: unknown, on the day of entry, 18 the day after the point-in-time date', () => {
    expect([born('odd_only_unknown_ages_1'), born('odd_only_unknown_ages_2')]).toEqual([null, null]);
    expect(born('odd_head_born_on_entry_1')).toBe(enrollments('odd_head_born_on_entry')[0]?.EntryDate);
    expect(born('odd_17_at_entry_1')).toBe('2008-01-29');
  });

  test('move-in dates: on entry, on exit, after the export, and a member out on that day', () => {
    const [entered] = enrollments('odd_move_in_on_entry');
    expect(entered?.MoveInDate).toBe(entered?.EntryDate);
    expect(enrollments('odd_move_in_on_exit')[0]?.MoveInDate).toBe(exitDate('odd_move_in_on_exit_1'));
    expect(enrollments('odd_move_in_after_export')[0]?.MoveInDate).toBe('2026-10-01');
    expect(exitDate('odd_out_on_move_in_day_2')).toBe(enrollments('odd_out_on_move_in_day')[0]?.MoveInDate);
    expect(exitDate('odd_exit_after_export_end_1')).toBe('2026-10-05');
  });
});
