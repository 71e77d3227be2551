import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Enrollment, ProjectSlice } from '../../../functions/hmis/records.ts';
import { QUALITY_GROUPS, type QualityGroup } from '../../../shared/data-quality/elements.ts';
import { calendarDate } from '../../../shared/dates.ts';
import { keyOf } from '../../../shared/report.ts';
import definition from '../../../shared/reports/data-quality.ts';
import { validate } from '../files/apr/validation.ts';
import { activity, annualIncome, enrollment, funder, project } from '../hmis/enrollment.ts';
import { hudCells, qualityOf, YEAR } from './quality.ts';
import { sliceOf } from './rows.ts';

/** Birth dates that stand in no other field: one that gets out is found. */
const BIRTH_DATES = ['1914-03-03', '1973-07-17', '2012-04-04', '2031-05-05', null] as const;
const code = fc.constantFrom(null, 0, 1, 8, 9, 99);
const classes = fc.constantFrom('ok', 'missing', 'dontKnow', 'issue', 'undecidable');
const income = fc.constantFrom('ok', 'missing', 'dontKnow', 'issue', null);
const days = fc.constantFrom(
  '2021-08-10',
  '2021-09-30',
  '2021-10-01',
  '2022-03-01',
  '2022-07-02',
  '2022-09-30',
  '2022-10-01',
);
const maybeDay = fc.option(days, { nil: null });

const anyStay = fc.record({
  PersonalID: fc.constantFrom('P1', 'P2', 'P3', 'P4', 'P5'),
  HouseholdID: fc.constantFrom('H1', 'H2', 'H3'),
  RelationshipToHoH: fc.constantFrom(1, 1, 2, 3, 6, 99, null),
  EntryDate: fc.constantFrom('2016-09-30', '2020-08-10', '2021-09-30', '2021-10-01', '2022-07-01', '2022-09-30'),
  ExitDate: maybeDay,
  DateCreated: maybeDay,
  ExitDateCreated: maybeDay,
  DateOfEngagement: maybeDay,
  MoveInDate: maybeDay,
  DOB: fc.constantFrom(...BIRTH_DATES),
  DOBDataQuality: fc.constantFrom(1, 2, 8, 99, null),
  NameQuality: classes,
  SSNQuality: classes,
  VeteranStatus: code,
  DisablingCondition: code,
  DisabilityAtStart: fc.boolean(),
  EntryOverlaps: fc.boolean(),
  EnrollmentCoC: fc.constantFrom('XX-500', 'XX-501', null),
  LivingSituation: fc.constantFrom(101, 206, 410, 500, null),
  LengthOfStay: fc.constantFrom(10, 2, 99, null),
  PreviousStreetESSH: code,
  DateToStreetESSH: maybeDay,
  TimesHomelessPastThreeYears: fc.constantFrom(1, 4, 8, 99, null),
  MonthsHomelessPastThreeYears: fc.constantFrom(101, 113, 9, null),
  Destination: fc.constantFrom(30, 410, 99, null),
  IncomeAtStart: income,
  IncomeAtExit: income,
  UserID: fc.constantFrom('U1', 'U2', null),
  ExitUserID: fc.constantFrom('U1', 'U2', null),
  annual: fc.option(fc.tuple(fc.constantFrom('2022-07-10', '2022-08-10', '2022-09-29'), classes), { nil: null }),
  nights: fc.array(fc.tuple(fc.constantFrom('bedNight' as const, 'contact' as const), days), { maxLength: 2 }),
});

const PROJECTS = [
  project({ ProjectID: 'PR1' }),
  project({ ProjectID: 'PR2', ProjectName: 'Beacon Nights', ProjectType: 1 }),
  project({ ProjectID: 'PR3', ProjectName: 'Beacon Street', ProjectType: 4 }),
  project({ ProjectID: 'PR4', ProjectName: 'New Keys', ProjectType: 3, CoCCodes: [] }),
  project({ ProjectID: 'PR5', ProjectName: 'Open Door', ProjectType: 6, Funders: [funder(21)] }),
];

/** Stays in all the projects; a HouseholdID is its project's own. */
const slices = fc.array(fc.tuple(fc.nat({ max: PROJECTS.length - 1 }), anyStay), { maxLength: 10 }).map((all) =>
  PROJECTS.map((where, p): ProjectSlice => {
    const own = all.flatMap(([of, { annual, nights, ...fields }], i): Enrollment[] =>
      of !== p
        ? []
        : [
            enrollment({
              EnrollmentID: `E${i}`,
              ...fields,
              HouseholdID: `${fields.HouseholdID}-${p}`,
              Activities: nights.map(([kind, on]) => activity(kind, on)).toSorted((a, b) => (a.date < b.date ? -1 : 1)),
              AnnualIncomes: annual === null ? [] : [{ ...annualIncome(annual[0]), quality: annual[1] }],
            }),
          ],
    );
    return sliceOf(own, { project: where });
  }),
);
const universe = fc.constantFrom('all', 'hud');
const RANGE = { from: calendarDate(YEAR.from), to: calendarDate(YEAR.to) };
const SEED = { seed: 1 };

describe('whatever the stays are', () => {
  it('HUD’s totals are those of the validation files, cell by cell', () => {
    fc.assert(
      fc.property(slices, (all) => {
        const ours = hudCells(qualityOf(all, { universe: 'hud' }));
        const files = validate(all, RANGE);
        const compared = [...ours].filter(([cell]) => files.total(cell) !== undefined);
        expect(compared.length).toBeGreaterThan(60);
        expect(compared).toEqual(compared.map(([cell]) => [cell, files.total(cell)]));
      }),
      SEED,
    );
  });

  it('the run is the same however its households are cut into pages, in whatever order they come', () => {
    fc.assert(
      fc.property(slices, universe, (all, of) => {
        const parted = all.flatMap(({ project: where, enrollments }) =>
          [...Map.groupBy(enrollments.toReversed(), ({ HouseholdID }) => HouseholdID).values()].map((one) =>
            sliceOf(one, { project: where }),
          ),
        );
        const empty = all.filter(({ enrollments }) => enrollments.length === 0);
        const [whole, cut] = [qualityOf(all, { universe: of }), qualityOf([...parted, ...empty], { universe: of })];
        const lines = ({ rows }: typeof whole) => rows.map((row) => JSON.stringify(row)).toSorted();
        expect(lines(cut)).toEqual(lines(whole));
        expect([cut.summary, cut.notes]).toEqual([whole.summary, whole.notes]);
      }),
      SEED,
    );
  });

  it('the rows of each element are as many as its totals say', () => {
    fc.assert(
      fc.property(slices, universe, (all, of) => {
        const { rows, summary } = qualityOf(all, { universe: of });
        const [element, total] = ['Element', 'Total'].map(
          (name) => summary?.columns.findIndex(({ key }) => key === name) ?? -1,
        );
        const ofRun = summary?.rows.filter(([level]) => level === 'Total') ?? [];
        expect(ofRun.length).toBeGreaterThan(20);
        for (const line of ofRun.filter(([, , , , , , dontKnow]) => dontKnow !== null)) {
          const name = line[element ?? -1];
          expect([name, rows.filter(({ Element }) => Element === name).length]).toEqual([name, line[total ?? -1]]);
        }
      }),
      SEED,
    );
  });

  it('a row is told from every other by its stay and its element', () => {
    fc.assert(
      fc.property(slices, universe, (all, of) => {
        const { rows } = qualityOf(all, { universe: of });
        const keys = rows.map((row) =>
          keyOf(definition)
            .map((key) => row[key])
            .join(' | '),
        );
        expect(new Set(keys).size).toBe(keys.length);
      }),
      SEED,
    );
  });

  it('a filter only takes rows away', () => {
    const groups = fc.subarray(Object.keys(QUALITY_GROUPS) as QualityGroup[], { minLength: 1 });
    const filters = fc.oneof(
      groups.map((elements) => ({ elements })),
      fc.constantFrom({ users: ['U1'] }, { cocs: ['XX-501'] }, { universe: 'hud' }),
    );
    fc.assert(
      fc.property(slices, filters, (all, filter) => {
        const lines = (params: object) =>
          qualityOf(all, params)
            // HUD counts exits that carry the enrollment's day.
            .rows.filter(({ Element }) => !('universe' in filter) || Element !== 'Q6e Project exit, < 0 days')
            .map((row) => JSON.stringify(row));
        const whole = new Set(lines({}));
        for (const line of lines(filter)) expect(whole.has(line)).toBe(true);
      }),
      SEED,
    );
  });

  it('no row holds a birth date, and none is younger than the range', () => {
    fc.assert(
      fc.property(slices, universe, (all, of) => {
        for (const row of qualityOf(all, { universe: of }).rows) {
          for (const DOB of BIRTH_DATES) if (DOB !== null) expect(JSON.stringify(row)).not.toContain(DOB);
          expect(Number(row.DaysOld)).toBeGreaterThanOrEqual(0);
          expect(row.Problem).not.toBe('');
        }
      }),
      SEED,
    );
  });
});
