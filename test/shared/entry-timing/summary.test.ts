import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calendarDate } from '../../../shared/dates.ts';
import { BANDS } from '../../../shared/entry-timing/bands.ts';
import { countExitDates, countRecord, recordCounts } from '../../../shared/entry-timing/counts.ts';
import { NOT_CARRIED } from '../../../shared/entry-timing/exit-dates.ts';
import { parameters } from '../../../shared/entry-timing/parameters.ts';
import { RECORD_TYPES, type RecordType } from '../../../shared/entry-timing/record-types.ts';
import { NO_USER, SUMMARY_COLUMNS, timingSummary } from '../../../shared/entry-timing/summary.ts';
import { asId, type OrganizationId, type ProjectId, type UserId } from '../../../shared/ids.ts';
import { resolveParameters } from '../../../shared/parameter.ts';
import { addTallies, type Tally, TallyCounter } from '../../../shared/tally.ts';

type Facts = readonly [
  organization: string,
  project: string,
  user: string | null,
  type: RecordType,
  days: number | null,
];

/** Names are ids in lower case, with a tab in the middle, as only a name may have one. */
function tallyOf(records: readonly Facts[]): Tally {
  const tally = new TallyCounter();
  for (const [organization, project, user, type, days] of records) {
    countRecord(tally, {
      OrganizationID: asId<OrganizationId>(organization),
      OrganizationName: `the\t${organization.toLowerCase()}`,
      ProjectID: asId<ProjectId>(project),
      ProjectName: `the\t${project.toLowerCase()}`,
      UserID: user === null ? null : asId<UserId>(user),
      EnteredBy: user === null ? null : `the\t${user.toLowerCase()}`,
      type,
      days,
    });
  }
  return tally.toTally();
}

function summaryOf(tally: Tally, sent: object = {}) {
  const { columns, rows } = timingSummary(resolveParameters(parameters, sent, calendarDate('2026-09-30')), tally);
  return rows.map((row) => Object.fromEntries(columns.map(({ key }, i) => [key, row[i] ?? null])));
}

const places = (rows: ReturnType<typeof summaryOf>) =>
  rows.map((row) =>
    [row.Level, row.OrganizationName, row.ProjectName, row.EnteredBy, row.RecordType, row.Records]
      .filter((cell) => cell !== null)
      .join(' | ')
      .replaceAll('the\t', ''),
  );

describe('the summary', () => {
  it('has its columns in their order', () => {
    expect(SUMMARY_COLUMNS.map(({ header, key }) => header ?? key)).toEqual([
      ...['Level', 'OrganizationName', 'ProjectName', 'EnteredBy', 'RecordType', 'Records'],
      ...['Mean', 'Median', '90th percentile', '% within standard', ...BANDS, 'No DateCreated', 'Remark'],
    ]);
  });

  it('has the users, then their project, then its organization, and the total last, types apart', () => {
    const rows = summaryOf(
      tallyOf([
        ['O2', 'P3', 'U1', 'exits', 1],
        ['O1', 'P2', null, 'starts', 1],
        ['O1', 'P2', 'U2', 'starts', 1],
        ['O1', 'P2', 'U1', 'exits', 1],
        ['O1', 'P2', 'U1', 'starts', 1],
        ['O1', 'P1', 'U1', 'starts', 1],
        ['O1', 'P1', 'U1', 'starts', 2],
      ]),
    );
    expect(places(rows)).toEqual([
      'User | o1 | p1 | u1 | Project start | 2',
      'Project | o1 | p1 | Project start | 2',
      'User | o1 | p2 | u1 | Project start | 1',
      'User | o1 | p2 | u1 | Project exit | 1',
      'User | o1 | p2 | u2 | Project start | 1',
      `User | o1 | p2 | ${NO_USER} | Project start | 1`,
      'Project | o1 | p2 | Project start | 3',
      'Project | o1 | p2 | Project exit | 1',
      'Organization | o1 | Project start | 5',
      'Organization | o1 | Project exit | 1',
      'User | o2 | p3 | u1 | Project exit | 1',
      'Project | o2 | p3 | Project exit | 1',
      'Organization | o2 | Project exit | 1',
      'Total | Project start | 5',
      'Total | Project exit | 2',
    ]);
  });

  it('leaves days below 0 and those without a DateCreated out of mean, median and percentile, and counts them', () => {
    const days = [-5, -1, 0, 1, 3, 4, 6, 7, 10, 11, null];
    const total = summaryOf(tallyOf(days.map((one) => ['O1', 'P1', 'U1', 'starts', one]))).at(-2);
    expect(total).toEqual({
      Level: 'Total',
      OrganizationName: null,
      ProjectName: null,
      EnteredBy: null,
      RecordType: 'Project start',
      Records: 11,
      Mean: 5.3,
      Median: 5,
      Percentile90: 11,
      WithinStandard: 30,
      '< 0 days': 2,
      '0 days': 1,
      '1-3 days': 2,
      '4-6 days': 2,
      '7-10 days': 2,
      '11+ days': 1,
      NoDateCreated: 1,
      Remark: null,
    });
  });

  it.each([
    [0, 10],
    [2, 20],
    [3, 30],
    [4, 40],
    [365, 80],
  ])('counts %% within a standard of %i days: %d', (standardDays, percent) => {
    const days = [-5, -1, 0, 1, 3, 4, 6, 7, 10, 11, null];
    const tally = tallyOf(days.map((one) => ['O1', 'P1', 'U1', 'starts', one]));
    expect(summaryOf(tally, { standardDays }).at(-1 - 1)?.WithinStandard).toBe(percent);
  });

  it('has a total of nothing for every type asked for', () => {
    const rows = summaryOf({}, { type: 'exits', recordTypes: ['bedNights'] });
    expect(places(rows)).toEqual(['Total | Project exit | 0', 'Total | Bed night | 0']);
    expect(rows[0]).toMatchObject({ Mean: null, Median: null, Percentile90: null, WithinStandard: null, '0 days': 0 });
  });

  it('of records that were all entered before the event has none within the standard, and no mean', () => {
    const [row] = summaryOf(tallyOf([['O1', 'P1', 'U1', 'exits', -9]]), { type: 'exits' });
    expect(row).toMatchObject({ Records: 1, Mean: null, Median: null, Percentile90: null, WithinStandard: 0 });
  });

  it('keeps two projects and two users of one name apart', () => {
    const tally = new TallyCounter();
    const named = {
      OrganizationID: asId<OrganizationId>('O1'),
      OrganizationName: 'A',
      ProjectName: 'B',
      EnteredBy: 'C',
    };
    for (const id of ['1', '2']) {
      const ids = { ProjectID: asId<ProjectId>(id), UserID: asId<UserId>(id) };
      countRecord(tally, { ...named, ...ids, type: 'starts', days: 1 });
    }
    expect(places(summaryOf(tally.toTally(), { type: 'starts' }))).toEqual([
      'User | A | B | C | Project start | 1',
      'Project | A | B | Project start | 1',
      'User | A | B | C | Project start | 1',
      'Project | A | B | Project start | 1',
      'Organization | A | Project start | 2',
      'Total | Project start | 2',
    ]);
  });
});

describe('the remark that exit timing cannot be judged', () => {
  const exitsOf = (project: string, count: number): Facts[] =>
    Array.from({ length: count }, () => ['O1', project, 'U1', 'exits', -1]);
  const judged = (exits: Readonly<Record<string, number>>) => {
    const dates = new TallyCounter();
    for (const [project, dated] of Object.entries(exits)) {
      countExitDates(dates, asId<ProjectId>(project), { dated, asEnrollment: dated, beforeExit: 0 });
    }
    const records = Object.entries(exits).flatMap(([project, count]) => exitsOf(project, count));
    return summaryOf(addTallies([tallyOf(records), dates.toTally()]), { type: 'exits' });
  };

  it('stands at the exits of a project with ten of them, and not at its users', () => {
    const remarks = judged({ P1: 9, P2: 10 }).map((row) => [row.Level, row.ProjectName, row.Remark]);
    expect(remarks).toEqual([
      ['User', 'the\tp1', null],
      ['Project', 'the\tp1', null],
      ['User', 'the\tp2', null],
      ['Project', 'the\tp2', NOT_CARRIED],
      ['Organization', null, null],
      ['Total', null, NOT_CARRIED],
    ]);
  });

  it('stands at the total where small projects say it together', () => {
    const remarks = judged({ P1: 5, P2: 5 }).filter((row) => row.Remark !== null);
    expect(remarks.map((row) => row.Level)).toEqual(['Total']);
  });
});

const facts: fc.Arbitrary<Facts> = fc.tuple(
  fc.constantFrom('O1', 'O2'),
  fc.constantFrom('P1', 'P2', 'P:3'),
  fc.constantFrom('U1', 'U2', null),
  fc.constantFrom(...(Object.keys(RECORD_TYPES) as RecordType[])),
  fc.oneof(fc.integer({ min: -20, max: 40 }), fc.constant(null)),
);
// A project is of one organization.
const record = facts.map(
  ([, project, user, type, days]): Facts => [project === 'P1' ? 'O1' : 'O2', project, user, type, days],
);
const ALL = { recordTypes: ['annualAssessments', 'currentLivingSituations', 'bedNights'] };

describe('whatever was counted', () => {
  it('the summary of many pages is that of one page, however the records are cut', () => {
    fc.assert(
      fc.property(fc.array(record, { maxLength: 40 }), fc.nat(40), (records, cut) => {
        const pages = addTallies([tallyOf(records.slice(cut)), tallyOf(records.slice(0, cut))]);
        expect(summaryOf(pages, ALL)).toEqual(summaryOf(tallyOf(records), ALL));
      }),
      { seed: 1 },
    );
  });

  it('the bands and those without a DateCreated are all the records, and each level adds up to the total', () => {
    fc.assert(
      fc.property(fc.array(record, { maxLength: 40 }), (records) => {
        const rows = summaryOf(tallyOf(records), ALL);
        const sum = (some: typeof rows, key: string) => some.reduce((total, row) => total + Number(row[key]), 0);
        for (const row of rows) {
          expect([...BANDS, 'NoDateCreated'].reduce((total, key) => total + Number(row[key]), 0)).toBe(row.Records);
        }
        for (const level of ['User', 'Project', 'Organization', 'Total']) {
          expect(
            sum(
              rows.filter((row) => row.Level === level),
              'Records',
            ),
          ).toBe(records.length);
        }
      }),
      { seed: 1 },
    );
  });

  it('what was counted can be read back', () => {
    fc.assert(
      fc.property(fc.array(record, { maxLength: 20 }), (records) => {
        const lines = recordCounts(tallyOf(records)).flatMap((one) =>
          Array.from({ length: one.count }, () =>
            JSON.stringify([one.OrganizationID, one.ProjectID, one.UserID, one.type, one.days]),
          ),
        );
        expect(lines.toSorted()).toEqual(records.map((one) => JSON.stringify(one)).toSorted());
      }),
      { seed: 1 },
    );
  });
});
