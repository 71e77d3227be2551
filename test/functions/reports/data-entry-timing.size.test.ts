import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { answer } from '../../../functions/api/answer.ts';
import { PAGE_ROWS } from '../../../functions/api/service.ts';
import rows from '../../../functions/reports/data-entry-timing.ts';
import { addDays } from '../../../shared/dates.ts';
import { resolveParameters } from '../../../shared/parameter.ts';
import { placeOf } from '../../../shared/report.ts';
import { eventOf } from '../api/direct.ts';
import { date, enrollment, project } from '../hmis/enrollment.ts';
import { AS_OF, runOver, sliceOf } from './rows.ts';

const PROJECTS = 100;
const USERS = 500;
const FIRST = date('2025-10-01');
const PARAMS = { from: FIRST, to: '2026-09-30' };

/** 16 bytes in which a packer finds nothing to save, the same each time. */
const digest = (of: string) => createHash('md5').update(of).digest();
/** An id as large systems have them. */
const idOf = (what: string) => digest(what).toString('hex');

function stayOf(p: number, n: number) {
  const drawn = digest(`${p} ${n}`);
  const EntryDate = addDays(FIRST, drawn.readUInt16LE(0) % 300);
  const ExitDate = addDays(EntryDate, drawn.readUInt16LE(2) % 60);
  return enrollment({
    EnrollmentID: idOf(`enrollment ${p} ${n}`),
    PersonalID: idOf(`person ${p} ${n}`),
    HouseholdID: idOf(`household ${p} ${n}`),
    EntryDate,
    DateCreated: addDays(EntryDate, (drawn.readUInt16LE(4) % 400) - 20),
    UserID: idOf(`user ${drawn.readUInt16LE(6) % USERS}`),
    ExitDate,
    ExitDateCreated: addDays(ExitDate, (drawn.readUInt16LE(8) % 400) - 20),
    ExitUserID: idOf(`user ${drawn.readUInt16LE(10) % USERS}`),
    Names: {
      LastName: drawn.toString('hex', 0, 6),
      FirstName: drawn.toString('hex', 6, 11),
      MiddleName: null,
      NameSuffix: null,
      SSN: null,
    },
  });
}

it('a full page of a CoC of 500 users and 100 projects, nearly every record with a key of its own, can be sent', () => {
  const stays = PAGE_ROWS / (rows.rowsPerStay?.(resolveParameters(rows.definition.parameters, PARAMS, AS_OF)) ?? 1);
  const slices = Array.from({ length: PROJECTS }, (_, p) =>
    sliceOf(
      Array.from({ length: stays / PROJECTS }, (_, n) => stayOf(p, n)),
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
  const cells = run.rows.map((row) => rows.definition.columns.map(({ key }) => row[key] ?? null));
  const sent = answer(eventOf({ path: '/v1/x', headers: { 'accept-encoding': 'gzip' } }), 200, {
    places,
    rows: cells,
    tally: run.tally,
  });
  // Lambda answers 6 MB: there is room for longer names, and for records that give more rows.
  expect(sent.body?.length).toBeLessThan(4_000_000);
  expect(JSON.stringify(run.tally).length).toBeLessThan(JSON.stringify(cells).length);
}, 120_000);
