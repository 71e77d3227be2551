import { expect, it } from 'vitest';
import { PAGE_ROWS } from '../../../functions/api/service.ts';
import rows from '../../../functions/reports/data-entry-timing.ts';
import { addDays } from '../../../shared/dates.ts';
import { placeOf } from '../../../shared/report.ts';
import { date, type EnrollmentFields } from '../hmis/enrollment.ts';
import { fullPage, idOf, sentPage } from './full-page.ts';
import { runOver } from './rows.ts';

const USERS = 500;
const FIRST = date('2025-10-01');
const PARAMS = { from: FIRST, to: '2026-09-30' };

function stayOf(drawn: Buffer): EnrollmentFields {
  const EntryDate = addDays(FIRST, drawn.readUInt16LE(0) % 300);
  const ExitDate = addDays(EntryDate, drawn.readUInt16LE(2) % 60);
  return {
    EntryDate,
    DateCreated: addDays(EntryDate, (drawn.readUInt16LE(4) % 400) - 20),
    UserID: idOf(`user ${drawn.readUInt16LE(6) % USERS}`),
    ExitDate,
    ExitDateCreated: addDays(ExitDate, (drawn.readUInt16LE(8) % 400) - 20),
    ExitUserID: idOf(`user ${drawn.readUInt16LE(10) % USERS}`),
  };
}

it('a full page of a CoC of 500 users and 100 projects, nearly every record with a key of its own, can be sent', () => {
  const { slices } = fullPage(rows, PARAMS, stayOf);
  const run = runOver(rows, slices, PARAMS);
  expect(run.rows).toHaveLength(PAGE_ROWS);
  expect(Object.keys(run.tally).length).toBeGreaterThan(PAGE_ROWS * 0.9);

  const households = new Map(
    slices.flatMap((one) => one.enrollments).map((e) => [e.EnrollmentID as string, e.HouseholdID]),
  );
  const places = run.rows.map(({ PersonalID, EnrollmentID, EventDate }) =>
    placeOf([
      '000001',
      String(PersonalID),
      households.get(String(EnrollmentID)) ?? '',
      '0',
      String(PersonalID),
      String(EnrollmentID),
      String(EventDate),
    ]),
  );
  const { cells, body } = sentPage(rows, run, places);
  // Lambda answers 6 MB: there is room for longer names, and for records that give more rows.
  expect(body?.length).toBeLessThan(4_000_000);
  expect(JSON.stringify(run.tally).length).toBeLessThan(JSON.stringify(cells).length);
}, 120_000);
