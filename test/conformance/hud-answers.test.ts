import { existsSync, readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunResult } from '../../addin/service/run.ts';
import { aprMethod } from '../../functions/hmis/active.ts';
import { type DatedStay, latestStays } from '../../functions/hmis/latest-stay.ts';
import type { Cell } from '../../shared/column.ts';
import { addDays, type CalendarDate, calendarDate, dayNumber } from '../../shared/dates.ts';
import { startService, type TestService } from '../service.ts';

/**
 * Against HUD Data Lab's own APR program over a real, anonymised export, which lies beside the repository on some
 * machines and never in it: client by client, the Active Client List gives the rows of Q7b_detail and Q5a_detail, Data
 * Entry Timing those of Q6e_detail, the annual assessments those of Q16_detail.
 */

const DATA = fileURLToPath(new URL('../../../shared/data/', import.meta.url));
const EXPECTED = `${DATA}expected/`;
/** The report range of HUD's answers. */
const RANGE = { from: '2021-10-01', to: '2022-09-30' };

/** Q7b counts the last Wednesday of four months. */
const NIGHTS = { October: '2021-10-31', January: '2022-01-31', April: '2022-04-30', July: '2022-07-31' } as const;

function lastWednesday(lastOfMonth: string): CalendarDate {
  const day = calendarDate(lastOfMonth);
  // 1970-01-01 was a Thursday.
  return addDays(day, -((dayNumber(day) + 1) % 7));
}

/** Projects where nobody sleeps are counted by entry and exit dates, the others by who is there at night [APR, Q7b]. */
const BY_NIGHT: readonly (number | null)[] = [0, 1, 2, 3, 8, 9, 10, 13];

const HOUSEHOLD_TYPES: Readonly<Record<string, string>> = {
  AdultsAndChildren: 'Household with Children and Adults',
  AdultsOnly: 'Household without Children',
  ChildrenOnly: 'Household with Only Children',
  Unknown: 'Unknown Household Type',
};
const CHRONIC: Readonly<Record<string, string>> = {
  Y: 'Yes',
  N: 'No',
  'Information.Missing': 'Missing',
};

/** The column of the annual assessment in Q16, and its two rows of those without one; any other row has one. */
const ANNUAL_COLUMN = 'Income.at.Latest.Annual.Assessment.for.Stayers';
const ANNUAL_STATUS: Readonly<Record<string, string>> = {
  'No Annual Required': 'NotRequired',
  'Required Annual Missing': 'Missing',
};

type ListRow = Readonly<Record<string, Cell>>;

function recordsOf({ columns, rows }: RunResult): ListRow[] {
  return rows.map((row) => Object.fromEntries(columns.map(({ key }, i) => [key, row[i] ?? null])));
}

async function hudRows(project: string, question: string): Promise<Record<string, string>[]> {
  return parse(await readFile(`${EXPECTED}${project}/${question}.csv`), { columns: true });
}

describe('the nights of HUD’s Q7b', () => {
  it('in the year to 2022-09-30 are these Wednesdays', () => {
    expect(Object.values(NIGHTS).map(lastWednesday)).toEqual(['2021-10-27', '2022-01-26', '2022-04-27', '2022-07-27']);
  });
});

if (existsSync(EXPECTED)) {
  describe('over the real export', () => {
    const types = new Map<string, number | null>();
    let service: TestService;
    beforeAll(async () => {
      service = await startService({ zip: await readFile(`${DATA}demo-fy2026.zip`) });
      const { projects } = await service.as('admin').catalog();
      for (const { id, projectType } of projects) types.set(id, projectType);
    });
    afterAll(() => service.close());

    const timing = (project: string) =>
      service.run('admin', { ...RANGE, projects: [project], universe: 'hud' }, undefined, 'data-entry-timing');

    describe.each(readdirSync(EXPECTED))('project %s', (project) => {
      const type = () => types.get(project) ?? null;

      it('has the same people there on each night', async () => {
        const theirs = await hudRows(project, 'Q7b_detail');
        const method = BY_NIGHT.includes(type()) ? 'inResidence' : 'entryExit';
        for (const [month, last] of Object.entries(NIGHTS)) {
          const night = lastWednesday(last);
          const run = await service.run('admin', { from: night, to: night, projects: [project], method });
          const expected = theirs.filter((row) => row.Month === month).map((row) => row.EnrollmentID);
          expect(
            recordsOf(run)
              .map((row) => row.EnrollmentID)
              .toSorted(),
            month,
          ).toEqual(expected.toSorted());
        }
      });

      it('has the same latest stays, with the same ages, households, dates and status at start', async () => {
        const theirs = await hudRows(project, 'Q5a_detail');
        const method = aprMethod({ ProjectType: type() });
        const run = await service.run('admin', { ...RANGE, projects: [project], method });
        const ours = [...latestStays(recordsOf(run) as unknown as readonly (ListRow & DatedStay)[]).values()];
        const facts = (row: ListRow) => ({
          EnrollmentID: row.EnrollmentID,
          Age: row.Age,
          HouseholdType: row.HouseholdType,
          ExitDate: row.ExitDate,
          DaysInProject: row.DaysInProject,
          Chronic: isChild(row) ? null : row.ChronicallyHomelessAtStart,
        });
        const hudFacts = (row: Record<string, string>) =>
          facts({
            EnrollmentID: row.EnrollmentID ?? null,
            Age: row.age === '' ? null : Number(row.age),
            HouseholdType: HOUSEHOLD_TYPES[row.household_type ?? ''] ?? null,
            ExitDate: row.ExitDate === '' ? null : (row.ExitDate ?? null),
            DaysInProject: Number(row.number_of_days),
            ChronicallyHomelessAtStart: CHRONIC[row.chronic ?? ''] ?? null,
            RelationshipToHoH: Number(row.RelationshipToHoH),
          });
        const byId = (a: ReturnType<typeof facts>, b: ReturnType<typeof facts>) =>
          String(a.EnrollmentID) < String(b.EnrollmentID) ? -1 : 1;
        expect(ours.map(facts).sort(byId)).toEqual(theirs.map(hudFacts).sort(byId));
      });

      it('has the days and bands of Q6e, client by client', async () => {
        const theirs = await hudRows(project, 'Q6e_detail');
        const ours = recordsOf(await timing(project));
        const lines = (type: string) =>
          ours
            .filter((row) => row.RecordType === type)
            .map((row) => [row.EnrollmentID, row.DaysToEnter, row.TimeForRecordEntry].join())
            .toSorted();
        const hudLines = (days: string, band: string) =>
          theirs
            .filter((row) => row[band] !== '')
            .map((row) => [row.EnrollmentID, row[days], row[band]].join())
            .toSorted();
        expect(lines('Project start')).toEqual(hudLines('days_for_entry', 'TimeForEnrollmentEntry'));
        expect(lines('Project exit')).toEqual(hudLines('days_for_exit', 'TimeForExitEntry'));
      });

      it('has the totals of Q6e', async () => {
        const { summary = { columns: [], rows: [] } } = await timing(project);
        const totals = summary.rows
          .map((row) => Object.fromEntries(summary.columns.map(({ key }, i) => [key, row[i] ?? null])))
          .filter((row) => row.Level === 'Total');
        const ofType = (type: string) => totals.find((row) => row.RecordType === type);
        const expected = (await hudRows(project, 'Q6e')).map((row) => ({
          band: row.TimeForEntry ?? '',
          starts: Number(row['Number.of.Project.Start.Records']),
          exits: Number(row['Number.of.Project.Exit.Records']),
        }));
        expect(expected).toHaveLength(6);
        expect(
          expected.map(({ band }) => ({
            band,
            starts: ofType('Project start')?.[band],
            exits: ofType('Project exit')?.[band],
          })),
        ).toEqual(expected);
      });

      it('asks the same adults for an annual assessment, and finds the same missing (Q16)', async () => {
        const run = await service.run(
          'admin',
          { ...RANGE, mode: 'apr', projects: [project] },
          undefined,
          'annual-assessments',
        );
        const adults = recordsOf(run).filter(({ Age }) => typeof Age === 'number' && Age >= 18);
        const ours = adults.map(({ EnrollmentID, Status }) => `${EnrollmentID} ${Status}`);
        const detail = await hudRows(project, 'Q16_detail');
        const theirs = detail.flatMap(({ EnrollmentID, annual_total_income_group: group = '' }) =>
          group === '' ? [] : [`${EnrollmentID} ${ANNUAL_STATUS[group] ?? 'Completed'}`],
        );
        expect(ours.toSorted()).toEqual(theirs.toSorted());

        const counted = (status: string) => String(adults.filter(({ Status }) => Status === status).length);
        const cells = new Map(
          (await hudRows(project, 'Q16')).map((row) => [row.total_income_group, row[ANNUAL_COLUMN]]),
        );
        const C12 = cells.get('No Annual Required');
        const C13 = cells.get('Required Annual Missing');
        expect([counted('NotRequired'), counted('Missing')]).toEqual([C12, C13]);
        expect(run.notes.join('\n')).toContain(`Adults: ${C12} not yet required, ${C13} required and missing`);
      });

      it('has the same veterans and disabling conditions, but where a disability record says more', async () => {
        const theirs = await hudRows(project, 'Q5a_detail');
        const run = await service.run('admin', {
          ...RANGE,
          projects: [project],
          method: aprMethod({ ProjectType: type() }),
        });
        const byId = new Map(recordsOf(run).map((row) => [row.EnrollmentID, row]));
        const labels: Readonly<Record<string, string>> = {
          0: 'No',
          1: 'Yes',
          8: "Client doesn't know",
          9: 'Client prefers not to answer',
          99: 'Data not collected',
        };
        for (const row of theirs) {
          const own = byId.get(row.EnrollmentID ?? '');
          expect(own?.VeteranStatus).toBe(labels[row.VeteranStatus ?? ''] ?? null);
          // HUD's detail shows the element; the list is Yes where a stage 1 record says so, too.
          if (own?.DisablingCondition !== 'Yes') {
            expect(own?.DisablingCondition).toBe(labels[row.DisablingCondition ?? ''] ?? null);
          }
        }
      });
    });
  });
}

/** A child's status is the household's here; HUD's program prints some children's own data, which decide nothing. */
function isChild({ Age, RelationshipToHoH }: ListRow): boolean {
  const isHead = RelationshipToHoH === 1 || RelationshipToHoH === 'Self (Head of Household)';
  return !isHead && typeof Age === 'number' && Age < 18;
}
