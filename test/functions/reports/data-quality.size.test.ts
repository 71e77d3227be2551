import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { answer } from '../../../functions/api/answer.ts';
import { PAGE_ROWS } from '../../../functions/api/service.ts';
import rows from '../../../functions/reports/data-quality.ts';
import { addDays } from '../../../shared/dates.ts';
import { resolveParameters } from '../../../shared/parameter.ts';
import { placeOf } from '../../../shared/report.ts';
import { eventOf } from '../api/direct.ts';
import { date, enrollment, project } from '../hmis/enrollment.ts';
import { AS_OF, runOver, sliceOf } from './rows.ts';

const PROJECTS = 100;
const PARAMS = { from: date('2025-10-01'), to: date('2026-09-30') };

/** 16 bytes in which a packer finds nothing to save, the same each time. */
const digest = (of: string) => createHash('md5').update(of).digest();
/** An id as large systems have them. */
const idOf = (what: string) => digest(what).toString('hex');

/** Somebody who left with nothing recorded at all. */
function neglected(p: number, n: number) {
  const drawn = digest(`${p} ${n}`);
  const EntryDate = addDays(PARAMS.from, drawn.readUInt16LE(0) % 300);
  return enrollment({
    EnrollmentID: idOf(`enrollment ${p} ${n}`),
    PersonalID: idOf(`person ${p} ${n}`),
    HouseholdID: idOf(`household ${p} ${n}`),
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
    Names: {
      LastName: drawn.toString('hex', 0, 6),
      FirstName: drawn.toString('hex', 6, 11),
      MiddleName: null,
      NameSuffix: null,
      SSN: null,
    },
  });
}

it('a full page of stays with every flaw there is can be sent', () => {
  const stays = PAGE_ROWS / (rows.rowsPerStay?.(resolveParameters(rows.definition.parameters, PARAMS, AS_OF)) ?? 1);
  const slices = Array.from({ length: PROJECTS }, (_, p) =>
    sliceOf(
      Array.from({ length: stays / PROJECTS }, (_, n) => neglected(p, n)),
      {
        project: project({
          ProjectID: idOf(`project ${p}`),
          ProjectName: `Shelter ${p}`,
          OrganizationID: idOf(`organization ${p % 20}`),
          OrganizationName: `Organization ${p % 20}`,
        }),
      },
    ),
  );
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
  const cells = run.rows.map((row) => rows.definition.columns.map(({ key }) => row[key] ?? null));
  const sent = answer(eventOf({ path: '/v1/x', headers: { 'accept-encoding': 'gzip' } }), 200, {
    places,
    rows: cells,
    tally: run.tally,
  });
  // Lambda answers 6 MB.
  expect(sent.body?.length).toBeLessThan(4_000_000);
}, 120_000);
