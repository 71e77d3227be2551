import { describe, expect, test } from 'vitest';
import { VALIDATION_CSVS } from '../../../../functions/files/apr/validation-csv.ts';
import type { Project, ProjectSlice } from '../../../../functions/hmis/records.ts';
import { calendarDate } from '../../../../shared/dates.ts';
import type { ProjectId } from '../../../../shared/ids.ts';
import { incomes, YEAR } from '../../hmis/apr/clients.ts';
import { activity, type EnrollmentFields, enrollment, income, project } from '../../hmis/enrollment.ts';
import { type FileKind, validate } from './validation.ts';

function slice(of: Project, ...stays: readonly EnrollmentFields[]): ProjectSlice {
  return { project: of, hasIncomeRecords: true, enrollments: stays.map((fields) => enrollment(fields)) };
}

const SHELTER = project();
const OUTREACH = project({ ProjectID: 'PR2', ProjectType: 4 });
const NIGHTLY = project({ ProjectID: 'PR3', ProjectType: 1 });

function counts(slices: readonly ProjectSlice[], file: FileKind, column: string): unknown[] {
  return validate(slices, YEAR)
    .rows(file)
    .map((row) => row[column]);
}

test('the files are four, by the names that people look for', () => {
  expect(VALIDATION_CSVS.map(({ name }) => name)).toEqual([
    'APR_2026_Annual_Detail.csv',
    'APR_2026_Client_Detail.csv',
    'APR_2026_Data_Quality_Detail.csv',
    'APR_2026_Timeliness_Detail.csv',
  ]);
});

test.each(VALIDATION_CSVS.map((csv) => [csv.name, csv] as const))(
  '%s has no header twice, and names are marked',
  (_, csv) => {
    const headers = csv.columns.map(({ key, header }) => header ?? key);
    expect(new Set(headers).size).toBe(headers.length);
    const names = csv.columns.filter(({ key }) => /Name$|^DOB$/.test(key) && !/Project|Organization/.test(key));
    expect(names.every(({ pii }) => pii === true)).toBe(true);
  },
);

describe('a person', () => {
  const first = { EnrollmentID: 'E1', PersonalID: 'P1', EntryDate: '2021-11-01', ExitDate: '2022-01-01' };
  const later = { EnrollmentID: 'E2', PersonalID: 'P1', EntryDate: '2022-02-01' };

  test('has one row, of the latest stay over all projects', () => {
    const slices = [slice(SHELTER, first), slice({ ...SHELTER, ProjectID: 'PR9' as ProjectId }, later)];
    expect(counts(slices, 'Client', 'EnrollmentID')).toEqual(['E2']);
    expect(counts(slices, 'Annual', 'EnrollmentID')).toEqual(['E2']);
    expect(validate(slices, YEAR).total('Q5a:C6')).toBe(0);
  });

  test('has a second row where data quality counts an earlier stay: the later one is not engaged', () => {
    const slices = [slice(SHELTER, first), slice(OUTREACH, later)];
    const rows = validate(slices, YEAR).rows('Client');
    expect(rows.map((row) => [row.EnrollmentID, row.IncludedInAPR, row.IncludedInDataQuality])).toEqual([
      ['E1', 'No', 'Yes'],
      ['E2', 'Yes', 'No'],
    ]);
    const { total } = validate(slices, YEAR);
    expect([total('Q5a:B2'), total('Q5a:C2'), total('Q5a:B6'), total('Q5a:C6')]).toEqual([1, 1, 1, 0]);
  });

  test('of a night-by-night shelter counts by bed nights, in Q6f by dates', () => {
    const stay = { EntryDate: '2021-01-01' };
    const open = [slice(NIGHTLY, { EnrollmentID: 'E1', ...stay })];
    const slept = [slice(NIGHTLY, { EnrollmentID: 'E1', ...stay, Activities: [activity('bedNight', '2022-09-01')] })];
    const totals = (slices: readonly ProjectSlice[]) =>
      ['Q5a:C2', 'Q6a:E6', 'Q6f:B3', 'Q6f:C3'].map((cell) => validate(slices, YEAR).total(cell));
    expect(totals(open)).toEqual([0, 0, 1, 1]);
    expect(totals(slept)).toEqual([1, 0, 1, 0]);
  });

  test('who exited on the bed night’s day and before the range has no row', () => {
    const Activities = [activity('bedNight', '2021-10-01')];
    expect(
      counts(
        [slice(NIGHTLY, { EntryDate: '2021-09-01', ExitDate: '2021-09-30', Activities })],
        'Client',
        'EnrollmentID',
      ),
    ).toEqual([]);
  });
});

test('rows are in the order of every list: by head, head first, then PersonalID', () => {
  const household = (id: string, fields: EnrollmentFields) => ({ HouseholdID: id, ...fields });
  const stays = [
    household('H2', { EnrollmentID: 'E4', PersonalID: 'A', RelationshipToHoH: 3 }),
    household('H2', { EnrollmentID: 'E3', PersonalID: 'K' }),
    household('H1', { EnrollmentID: 'E2', PersonalID: 'Z', RelationshipToHoH: 3 }),
    household('H1', { EnrollmentID: 'E1', PersonalID: 'C' }),
    household('H1', { EnrollmentID: 'E5', PersonalID: 'B', RelationshipToHoH: 3 }),
  ];
  expect(counts([slice(SHELTER, ...stays)], 'Client', 'EnrollmentID')).toEqual(['E1', 'E5', 'E2', 'E3', 'E4']);
});

describe('data quality', () => {
  const flawed = {
    NameQuality: 'missing',
    SSNQuality: 'issue',
    VeteranStatus: 8,
    DateToStreetESSH: null,
    MonthsHomelessPastThreeYears: 99,
  } as const;

  test('lists every element that is asked, with the cell that counts its flaw', () => {
    const rows = validate([slice(SHELTER, flawed)], YEAR).rows('Data_Quality');
    const found = rows.map(({ Question, Element, Class, ValueClass, Cell }) => [
      Question,
      Element,
      Class,
      ValueClass,
      Cell,
    ]);
    const doesntKnow = "Client Doesn't Know/Prefers Not to Answer";
    expect(found).toEqual([
      ['Q6a', 'Name', 'Information Missing', 'Blank or not collected', 'C2'],
      ['Q6a', 'SSN', 'Data Issues', 'Invalid', 'D3'],
      ['Q6a', 'DOB', 'OK', 'Answered', null],
      ['Q6a', 'RaceEthnicity', 'OK', 'Answered', null],
      ['Q6b', 'VeteranStatus', doesntKnow, "Client doesn't know", 'B2'],
      ['Q6b', 'EntryDate', 'OK', 'Answered', null],
      ['Q6b', 'RelationshipToHoH', 'OK', 'Answered', null],
      ['Q6b', 'EnrollmentCoC', 'OK', 'Answered', null],
      ['Q6b', 'DisablingCondition', 'OK', 'Answered', null],
      ['Q6c', 'IncomeFromAnySource at start', 'Information Missing', 'No record', 'C3'],
      ['Q6d', 'DateToStreetESSH', 'Information Missing', 'Blank', 'E2'],
      ['Q6d', 'TimesHomelessPastThreeYears', 'OK', 'Answered', null],
      ['Q6d', 'MonthsHomelessPastThreeYears', 'Information Missing', 'Data not collected', 'G2'],
    ]);
  });

  test('counts a person once, however many flaws', () => {
    const fine = { IncomeAtStart: 'ok', DateToStreetESSH: '2021-12-01' } as const;
    const { total } = validate(
      [slice(SHELTER, { EnrollmentID: 'E1', ...flawed }, { EnrollmentID: 'E2', ...fine })],
      YEAR,
    );
    const cells = ['Q6a:C2', 'Q6a:F2', 'Q6a:D3', 'Q6a:E6', 'Q6a:F6', 'Q6b:B2', 'Q6b:F2', 'Q6c:C3', 'Q6c:F3'];
    expect(cells.map(total)).toEqual([1, 0.5, 1, 1, 0.5, 1, 0.5, 1, 0.5]);
    expect(['Q6d:B2', 'Q6d:E2', 'Q6d:G2', 'Q6d:H2', 'Q6d:B7', 'Q6d:H7'].map(total)).toEqual([2, 1, 1, 0.5, 2, 0.5]);
  });

  test('of time before: in an institution is column C, in housing or nowhere known column D', () => {
    const th = project({ ProjectType: 2 });
    const from = (EnrollmentID: string, LivingSituation: number | null) => ({
      EnrollmentID,
      LivingSituation,
      LengthOfStay: 99,
    });
    const { total } = validate([slice(th, from('E1', 206), from('E2', 410), from('E3', null))], YEAR);
    expect(['Q6d:B3', 'Q6d:C3', 'Q6d:D3', 'Q6d:H3'].map(total)).toEqual([3, 1, 2, 1]);
  });

  test('a hash is neither fine nor flawed, and the total says that it was not counted', () => {
    const validation = validate([slice(SHELTER, { SSNQuality: 'undecidable' })], YEAR, { hashed: true });
    expect(validation.rows('Data_Quality').find(({ Element }) => Element === 'SSN')?.Class).toBe(
      'Hashed: cannot be judged',
    );
    const ssn = validation.totals.find(({ table, cell }) => table === 'Q6a' && cell === 'D3');
    expect(ssn).toMatchObject({ value: 0, how: expect.stringContaining('hashed ones cannot be judged') });
  });
});

test('timeliness lists starts and exits with their own day, band and person', () => {
  const stay = { DateCreated: '2022-01-14', ExitDate: '2022-03-01', ExitDateCreated: '2022-02-27', ExitUserID: 'U2' };
  const rows = validate([slice(SHELTER, stay)], YEAR).rows('Timeliness');
  expect(
    rows.map((row) => [
      row.RecordType,
      row.EventDate,
      row.DateCreated,
      row.DaysToEnter,
      row.TimeForRecordEntry,
      row.EnteredBy,
    ]),
  ).toEqual([
    ['Project start', '2022-01-10', '2022-01-14', 4, '4-6 days', 'User U1'],
    ['Project exit', '2022-03-01', '2022-02-27', -2, '< 0 days', 'User U2'],
  ]);
});

test('a start without a DateCreated is listed and in no band', () => {
  const validation = validate([slice(SHELTER, { DateCreated: null })], YEAR);
  expect(validation.rows('Timeliness')).toHaveLength(1);
  expect(validation.totals.filter(({ table }) => table === 'Q6e').every(({ value }) => value === 0)).toBe(true);
});

describe('the totals', () => {
  const stays: EnrollmentFields[] = [
    { EnrollmentID: 'E1', EntryDate: '2020-06-01', ...incomes(income('2022-06-01', 5)) },
    { EnrollmentID: 'E2', EntryDate: '2020-06-01', DateCreated: '2020-06-01' },
    { EnrollmentID: 'E3', DateCreated: '2022-01-12', ExitDate: '2022-02-01', Destination: 8 },
    { EnrollmentID: 'E4', DOB: '2012-01-01', RelationshipToHoH: 2 },
  ];

  test('name each cell of HUD’s tables once, its file and how to count it again', () => {
    const { totals } = validate([slice(SHELTER, ...stays)], YEAR);
    const cells = totals.map(({ table, cell }) => `${table}:${cell}`);
    expect(new Set(cells).size).toBe(cells.length);
    const perTable = Map.groupBy(totals, ({ table }) => table);
    const sizes = [...perTable].map(([table, of]) => [table, of.length]);
    expect(sizes).toEqual([
      ['Q5a', 32],
      ['Q6a', 21],
      ['Q6b', 21],
      ['Q6c', 19],
      ['Q6d', 35],
      ['Q6e', 12],
      ['Q6f', 6],
      ['Q16', 24],
    ]);
    const files = VALIDATION_CSVS.map(({ name }) => name);
    for (const { file, how, label } of totals) {
      expect(files).toContain(file);
      expect([how, label]).not.toContain('');
    }
  });

  test('are the same in one slice or in many', () => {
    const whole = validate([slice(SHELTER, ...stays)], YEAR);
    const cut = validate(
      stays.map((stay) => slice(SHELTER, stay)),
      YEAR,
    );
    expect(cut.totals).toEqual(whole.totals);
  });

  test('of nobody are zero, and so are their shares', () => {
    const { totals } = validate([], { from: calendarDate('2021-10-01'), to: calendarDate('2022-09-30') });
    expect(totals.every(({ value }) => value === 0)).toBe(true);
  });

  test('of adult stayers agree: Q5a row 10, Q16 C14 and its rows', () => {
    const { total } = validate([slice(SHELTER, ...stays)], YEAR);
    expect([total('Q5a:C10'), total('Q16:C14')]).toEqual([2, 2]);
    expect([total('Q16:C2'), total('Q16:C12'), total('Q16:C13'), total('Q16:B14')]).toEqual([1, 0, 1, 3]);
  });

  test('divide by the rows of Q5a that HUD names', () => {
    const income = { IncomeAtStart: 'ok' } as const;
    const child = { DOB: '2012-01-01' };
    const left = { ExitDate: '2022-02-01' };
    const household = [
      { EnrollmentID: 'E1', ...income, EnrollmentCoC: null },
      { EnrollmentID: 'E2', ...income, RelationshipToHoH: 3, VeteranStatus: 8 },
      { EnrollmentID: 'E3', ...child, ...left, RelationshipToHoH: 2, Destination: 8 },
      { EnrollmentID: 'E5', DOB: null, RelationshipToHoH: 99, DisablingCondition: 99 },
    ].map((member) => ({ HouseholdID: 'H1', ...member }));
    const childHead = { EnrollmentID: 'E4', ...child, ...left, Destination: 410 };
    const { total } = validate([slice(SHELTER, ...household, childHead)], YEAR);
    const shares = {
      'Q6a:F4': 0.2, // everyone
      'Q6b:F2': 0.25, // adults and children
      'Q6b:F4': 0.2, // everyone
      'Q6b:F5': 0.5, // heads
      'Q6b:F6': 0.2, // everyone
      'Q6c:F2': 0.5, // leavers
      'Q6c:F3': 0.3333, // adults and heads who are no adults
      'Q6c:F5': 1, // leavers who are adults or heads
    };
    expect(Object.fromEntries(Object.keys(shares).map((cell) => [cell, total(cell)]))).toEqual(shares);
    const annual = validate([slice(SHELTER, ...stays)], YEAR);
    expect([annual.total('Q6c:C4'), annual.total('Q5a:B17'), annual.total('Q6c:F4')]).toEqual([1, 2, 0.5]);
  });
});
