import { describe, expect, test } from 'vitest';
import { ANNUAL_DETAIL } from '../../../../functions/files/apr/annual-detail.ts';
import type { ProjectSlice } from '../../../../functions/hmis/records.ts';
import type { DateRange } from '../../../../shared/dates.ts';
import { incomes, YEAR } from '../../hmis/apr/clients.ts';
import {
  date,
  type EnrollmentFields,
  enrollment,
  type IncomeFields,
  income,
  project,
  range,
} from '../../hmis/enrollment.ts';
import { type FileRow, validate } from './validation.ts';

/** The rows of one household H1, by EnrollmentID. */
function rowsOf(
  members: readonly EnrollmentFields[],
  { within = YEAR, hasIncomeRecords = true }: { within?: DateRange; hasIncomeRecords?: boolean } = {},
): Record<string, FileRow> {
  const enrollments = members.map((fields, i) =>
    enrollment({ EnrollmentID: `E${i + 1}`, HouseholdID: 'H1', ...fields }),
  );
  const slice: ProjectSlice = { project: project(), hasIncomeRecords, enrollments };
  const rows = validate([slice], within).rows('Annual');
  return Object.fromEntries(rows.map((row) => [String(row.EnrollmentID), row]));
}

function rowOf(fields: EnrollmentFields, options?: Parameters<typeof rowsOf>[1]): FileRow {
  return rowsOf([fields], options).E1 ?? {};
}

/** The letter of a worksheet's column, from its place in the file. */
function letterOf(place: number): string {
  const first = Math.floor(place / 26);
  return (first === 0 ? '' : String.fromCharCode(64 + first)) + String.fromCharCode(65 + (place % 26));
}

describe('the columns', () => {
  const headers = ANNUAL_DETAIL.columns.map(({ key, header }) => header ?? key);
  const at = (letter: string) => headers.find((_, place) => letterOf(place) === letter);

  test('are 50, from A to AX, and no two of them have one header', () => {
    expect([headers.length, letterOf(headers.length - 1)]).toEqual([50, 'AX']);
    expect(new Set(headers).size).toBe(50);
  });

  test('Required Annual is the 47th, AU, where the guides tell people to filter', () => {
    expect(headers.indexOf('Required Annual')).toBe(46);
    expect(at('AU')).toBe('Required Annual');
  });

  test.each([
    ['A', 'PersonalID'],
    ['J', 'HouseholdType'],
    ['K', 'OrganizationID'],
    ['T', 'YearsInProject'],
    ['U', 'IncomeInformationDate'],
    ['Z', 'IncomeRange'],
    ['AF', 'IncomeStatusStart'],
    ['AG', 'AnnualIncomeInformationDate'],
    ['AL', 'AnnualIncomeRange'],
    ['AR', 'IncomeStatusAnnual'],
    ['AS', 'AnniversaryDate'],
    ['AT', 'WindowCloses'],
    ['AV', 'AnnualAssessmentDate'],
    ['AW', 'AnnualStatus'],
    ['AX', 'Basis'],
  ])('%s is %s', (letter, header) => {
    expect(at(letter)).toBe(header);
  });

  test('with names or birth dates in them are marked', () => {
    expect(ANNUAL_DETAIL.columns.filter(({ pii }) => pii).map(({ key }) => key)).toEqual([
      'LastName',
      'FirstName',
      'DOB',
    ]);
  });
});

describe('Required Annual', () => {
  const child = { DOB: '2012-01-01', RelationshipToHoH: 2 };
  test.each<[string, EnrollmentFields, string, string]>([
    ['whose first anniversary is the range’s last day', { EntryDate: '2021-09-30' }, 'Yes', 'Missing'],
    ['whose first anniversary is the day after it', { EntryDate: '2021-10-01' }, 'No', 'NotRequired'],
    ['who is a child in the second year', { ...child, EntryDate: '2021-06-01' }, 'Yes', 'Missing'],
    ['who left on the last day', { EntryDate: '2020-06-01', ExitDate: '2022-09-30' }, 'No', 'NotRequired'],
    ['who leaves on the day after it', { EntryDate: '2020-06-01', ExitDate: '2022-10-01' }, 'Yes', 'Missing'],
  ])('of somebody %s', (_, fields, required, status) => {
    const { RequiredAnnual, AnnualStatus } = rowOf(fields);
    expect([RequiredAnnual, AnnualStatus]).toEqual([required, status]);
  });

  test('365 days are no year: row 17 of Q5a counts whom nothing is required of', () => {
    const slice: ProjectSlice = {
      project: project(),
      hasIncomeRecords: true,
      enrollments: [enrollment({ EntryDate: '2021-10-01' })],
    };
    const validation = validate([slice], YEAR);
    expect([validation.total('Q5a:C17'), validation.total('Q16:C12'), validation.total('Q16:C13')]).toEqual([1, 1, 0]);
  });

  test('an anniversary of 29 February is on 28 February', () => {
    const { RequiredAnnual, AnniversaryDate, WindowCloses } = rowOf(
      { EntryDate: '2020-02-29' },
      { within: range('2020-03-01', '2021-02-28') },
    );
    expect([RequiredAnnual, AnniversaryDate, WindowCloses]).toEqual(['Yes', '2021-02-28', '2021-03-30']);
  });
});

describe('the annual assessment', () => {
  const head: EnrollmentFields = { EntryDate: '2020-06-01' };
  const earned: IncomeFields = {
    IncomeFromAnySource: 1,
    TotalMonthlyIncome: 1200,
    Incomes: [{ source: 'Earned', answer: 1, amount: 900 }],
    BenefitsFromAnySource: 1,
    Benefits: ['SNAP'],
    InsuranceFromAnySource: 1,
    Insurances: ['Medicaid'],
  };

  test('is shown beside the start with income, benefits and insurance', () => {
    const records = incomes(income('2020-06-01', 1), income('2022-06-10', 5, earned));
    const row = rowOf({ ...head, IncomeAtStart: 'ok', ...records });
    expect(row).toMatchObject({
      YearsInProject: 2,
      IncomeInformationDate: '2020-06-01',
      IncomeFromAnySource: 'No',
      TotalMonthlyIncome: 0,
      IncomeRange: 'No Income',
      SNAP: 'No',
      IncomeStatusStart: 'OK',
      AnnualIncomeInformationDate: '2022-06-10',
      AnnualIncomeFromAnySource: 'Yes',
      AnnualTotalMonthlyIncome: 1200,
      AnnualEarnedAmount: 900,
      AnnualOtherIncomeAmount: 300,
      AnnualIncomeRange: '$1,001 - $1,500',
      AnnualBenefitsFromAnySource: 'Yes',
      AnnualSNAP: 'Yes',
      AnnualInsuranceFromAnySource: 'Yes',
      AnnualMedicaid: 'Yes',
      AnnualMedicare: 'No',
      IncomeStatusAnnual: 'OK',
      AnniversaryDate: '2022-06-01',
      WindowCloses: '2022-07-01',
      RequiredAnnual: 'Yes',
      AnnualAssessmentDate: '2022-06-10',
      AnnualStatus: 'Completed',
    });
  });

  test('without a record leaves its columns empty', () => {
    const row = rowOf(head);
    const annual = ANNUAL_DETAIL.columns.slice(32, 42).map(({ key }) => row[key]);
    expect(annual.filter((cell) => cell !== null)).toEqual(['Required, missing']);
    expect(row.IncomeStatusAnnual).toBe('Information Missing');
  });

  test('of benefits and insurance that were not answered says nothing', () => {
    const unanswered = { BenefitsFromAnySource: 99, InsuranceFromAnySource: null };
    const { SNAP, Medicaid, Medicare } = rowOf({ ...head, ...incomes(income('2020-06-01', 1, unanswered)) });
    expect([SNAP, Medicaid, Medicare]).toEqual([null, null, null]);
  });

  test('of a leaver is not shown', () => {
    const row = rowOf({ ...head, ExitDate: '2022-08-01', ...incomes(income('2022-06-01', 5, earned)) });
    expect([row.AnnualIncomeInformationDate, row.AnnualAssessmentDate, row.AnniversaryDate]).toEqual([
      null,
      null,
      null,
    ]);
    expect(row.YearsInProject).toBe(2);
  });

  test('of a child has its record, but no range and no judgement', () => {
    const child = { ...head, DOB: '2015-01-01', RelationshipToHoH: 2, ...incomes(income('2022-06-01', 5)) };
    expect(rowsOf([head, child]).E2).toMatchObject({
      AnnualAssessmentDate: '2022-06-01',
      AnnualIncomeRange: null,
      IncomeRange: null,
      IncomeStatusStart: 'Not asked',
      IncomeStatusAnnual: 'Not asked',
    });
  });
});

describe('Basis', () => {
  const head: EnrollmentFields = { EntryDate: '2021-06-01', PersonalID: 'P1' };
  const own = 'Household start 2021-06-01 (own EntryDate)';
  const window = `${own}: anniversary 2022-06-01, records from 2022-05-02 to 2022-07-01 count`;
  test.each<[string, EnrollmentFields, string]>([
    ['a leaver', { ...head, ExitDate: '2022-02-01' }, 'Left on 2022-02-01: nothing is required of a leaver.'],
    [
      'the first year',
      { ...head, EntryDate: '2022-01-10' },
      'Household start 2022-01-10 (own EntryDate): no anniversary up to 2022-09-30.',
    ],
    [
      'a record that counts',
      { ...head, ...incomes(income('2022-06-02', 5)) },
      `${window}: the annual assessment of 2022-06-02.`,
    ],
    ['none', head, `${window}, and there is none.`],
    [
      'one outside the window',
      { ...head, ...incomes(income('2022-07-02', 5)) },
      `${window}, and there is none. Annual assessments of 2022-07-02 lie outside it.`,
    ],
    [
      'one in another file alone',
      { ...head, OtherAnnualDates: [date('2022-05-01'), date('2022-06-01')] },
      `${window}, and there is none. Stage 5 records of 2022-06-01 have no income and health insurance.`,
    ],
  ])('tells %s', (_, fields, expected) => {
    expect(rowOf(fields).Basis).toBe(expected);
  });

  test('names whose EntryDate began the household, and who entered too late', () => {
    const member = { RelationshipToHoH: 3, PersonalID: 'P2', EntryDate: '2022-06-02' };
    expect(rowsOf([head, member]).E2?.Basis).toBe(
      'Household start 2021-06-01 (EntryDate of PersonalID P1): anniversary 2022-06-01, and this person entered after it, on 2022-06-02.',
    );
  });

  test('names who entered the record', () => {
    const record = income('2022-06-02', 5, { UserID: enrollment().UserID });
    expect(rowOf({ ...head, ...incomes(record) }).Basis).toContain('2022-06-02, entered or last edited by User U1.');
  });

  test('says where the range’s end cuts the window', () => {
    const options = { within: range('2021-07-01', '2022-06-10') };
    expect(rowOf(head, options).Basis).toContain('records from 2022-05-02 to 2022-06-10 count');
  });

  test('does not blame anybody for an export without income records', () => {
    expect(rowOf(head, { hasIncomeRecords: false }).Basis).toBe(
      `${window}, and there is none. The export has no income records of this project at all.`,
    );
  });

  test('names the latest five of many', () => {
    const months = ['2021-07-01', '2021-08-01', '2021-09-01', '2021-10-01', '2021-11-01', '2021-12-01', '2022-01-01'];
    expect(rowOf({ ...head, ...incomes(...months.map((on) => income(on, 5))) }).Basis).toContain(
      'of 2021-09-01, 2021-10-01, 2021-11-01, 2021-12-01, 2022-01-01 and 2 earlier days lie outside it.',
    );
  });
});

test('a change of head does not move the anniversary', () => {
  const rows = rowsOf([
    { EntryDate: '2021-03-01', ExitDate: '2022-02-01' },
    { EntryDate: '2021-12-01', RelationshipToHoH: 1 },
  ]);
  expect(rows.E2).toMatchObject({ HouseholdStartDate: '2021-03-01', AnniversaryDate: '2022-03-01', YearsInProject: 1 });
});
