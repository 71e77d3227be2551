import { expect, it } from 'vitest';
import rows from '../../../functions/reports/data-quality.ts';
import { addDays } from '../../../shared/dates.ts';
import { placeOf } from '../../../shared/report.ts';
import { date, type EnrollmentFields } from '../hmis/enrollment.ts';
import { fullPage, idOf, sentPage } from './full-page.ts';
import { runOver } from './rows.ts';

const PARAMS = { from: date('2025-10-01'), to: date('2026-09-30') };

/** Somebody who left with nothing recorded at all. */
function neglected(drawn: Buffer): EnrollmentFields {
  const EntryDate = addDays(PARAMS.from, drawn.readUInt16LE(0) % 300);
  return {
    EntryDate,
    DateCreated: addDays(EntryDate, -1),
    ExitDate: addDays(EntryDate, drawn.readUInt16LE(2) % 60),
    UserID: idOf(`user ${drawn.readUInt16LE(4) % 500}`),
    ExitUserID: idOf(`user ${drawn.readUInt16LE(6) % 500}`),
    NameQuality: 'missing',
    SSNQuality: 'missing',
    DOBDataQuality: 99,
    Races: [],
    VeteranStatus: null,
    EntryOverlaps: true,
    EnrollmentCoC: null,
    DisablingCondition: null,
    TimesHomelessPastThreeYears: null,
    MonthsHomelessPastThreeYears: null,
  };
}

it('a full page of stays with every flaw there is can be sent', () => {
  const { stays, slices } = fullPage(rows, PARAMS, neglected);
  const run = runOver(rows, slices, PARAMS);
  expect(run.rows.length).toBeGreaterThan(stays * 14);

  const places = run.rows.map(({ PersonalID, HouseholdID, EnrollmentID, Element }) =>
    placeOf([
      '000001',
      String(PersonalID),
      String(HouseholdID),
      '0',
      String(PersonalID),
      String(EnrollmentID),
      String(Element).slice(0, 2),
    ]),
  );
  const { body } = sentPage(rows, run, places);
  // Lambda answers 6 MB.
  expect(body?.length).toBeLessThan(4_000_000);
}, 120_000);
