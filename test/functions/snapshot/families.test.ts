import { describe, expect, test } from 'vitest';
import type { Enrollment, IncomeBenefits } from '../../../functions/hmis/records.ts';
import { canonicalText, FAMILIES, fromColumns, toColumns, toStays } from '../../../functions/snapshot/families.ts';
import { asId, type UserId } from '../../../shared/ids.ts';
import { activity, annualIncome, date, enrollment } from '../hmis/enrollment.ts';

const names = { LastName: 'Archer', FirstName: 'Ann', MiddleName: null, NameSuffix: 'Jr', SSN: '12345xxxx' };
const user = (id: string) => asId<UserId>(id);
const income = {
  DataCollectionStage: 5,
  InformationDate: date('2022-12-20'),
  quality: 'ok',
  IncomeFromAnySource: 1,
  TotalMonthlyIncome: 1_200.5,
  Incomes: [{ source: 'Earned', answer: 1, amount: 1_200.5 }],
  BenefitsFromAnySource: 1,
  Benefits: ['SNAP'],
  InsuranceFromAnySource: 0,
  Insurances: [],
  DateCreated: date('2022-12-21'),
  UserID: user('U2'),
} as const satisfies IncomeBenefits;
const people: readonly Enrollment[] = [
  enrollment({
    EnrollmentID: 'E1',
    ExitDate: '2023-01-01',
    Races: ['Asian', 'White'],
    AnnualIncomes: [annualIncome('2022-12-20')],
    IncomeBenefits: [income],
    Activities: [
      { ...activity('contact', '2021-12-31'), DateCreated: date('2022-01-15'), UserID: user('U9') },
      { ...activity('bedNight', '2022-02-28'), DateCreated: date('2022-02-27'), UserID: user('U2') },
      { ...activity('service', '2022-03-01'), RecordType: 152, TypeProvided: 3 },
      activity('event', '2024-02-29'),
    ],
    Names: names,
  } as Parameters<typeof enrollment>[0]),
  enrollment({ EnrollmentID: 'E2', DOB: null, RelationshipToHoH: 4711, Names: { ...names, LastName: null } }),
  enrollment({
    EnrollmentID: 'E3',
    Activities: [
      { ...activity('service', '2022-01-10'), RecordType: 141, TypeProvided: 14, UserID: user('U9') },
      { ...activity('assessment', '2022-01-11'), DateCreated: date('2022-01-11') },
    ],
    Names: { LastName: '', FirstName: 'Bea', MiddleName: 'Éa', NameSuffix: null, SSN: null },
  }),
];

/** As the store keeps them: columns, as JSON. */
function stored(family: Parameters<typeof toColumns>[0], list = people): Record<string, unknown[]> {
  return JSON.parse(JSON.stringify(toColumns(family, list)));
}

describe('enrollments in columns', () => {
  test('come back as they were from all families', () => {
    const back = fromColumns({
      CORE: stored('CORE'),
      ACTIVITY: stored('ACTIVITY'),
      ASSESSMENT: stored('ASSESSMENT'),
      PII: stored('PII'),
    });
    expect(back).toEqual(people);
  });

  test('come back without what lies in a family that is not read', () => {
    const back = fromColumns({ CORE: stored('CORE') });
    expect(back).toEqual(people.map(({ Names: _, ...rest }) => ({ ...rest, Activities: [], IncomeBenefits: [] })));
    expect(back.some((e) => 'Names' in e)).toBe(false);
  });

  test('hold no name and no SSN outside PII', () => {
    const open = FAMILIES.filter((family) => family !== 'PII');
    const text = JSON.stringify(open.map((family) => toColumns(family, people)));
    expect(text).not.toMatch(/Archer|"Ann"|"Jr"|12345|Bea/);
  });

  test('of STAYS are each stay with its bed nights alone', () => {
    const [first, second, third] = toStays(stored('STAYS'));
    expect(first).toEqual({
      EnrollmentID: 'E1',
      PersonalID: 'P-E1',
      EntryDate: '2022-01-10',
      ExitDate: '2023-01-01',
      DateOfEngagement: null,
      Activities: [activity('bedNight', '2022-02-28')],
    });
    expect([second?.Activities, third?.Activities]).toEqual([[], []]);
  });

  test('of PII hold no id and no date of birth', () => {
    expect(Object.keys(stored('PII')).sort()).toEqual(['FirstName', 'LastName', 'MiddleName', 'NameSuffix', 'SSN']);
  });

  test('of none are none', () => {
    const empty = fromColumns({ CORE: stored('CORE', []), ACTIVITY: stored('ACTIVITY', []), PII: stored('PII', []) });
    expect(empty).toEqual([]);
  });
});

describe('the canonical text of an enrollment', () => {
  const one = people[0] ?? enrollment();

  test('is the same for the same fields, in whatever order they were set', () => {
    const reversed = Object.fromEntries(Object.entries(one).toReversed()) as unknown as Enrollment;
    expect(canonicalText(reversed)).toBe(canonicalText(one));
  });

  test.each(Object.keys(enrollment()).filter((field) => field !== 'Activities'))('tells another %s', (field) => {
    expect(canonicalText({ ...one, [field]: 'other' } as unknown as Enrollment)).not.toBe(canonicalText(one));
  });

  test.each(Object.keys(names))('tells another %s', (field) => {
    const changed = { ...one, Names: { ...names, [field]: 'other' } };
    expect(canonicalText(changed)).not.toBe(canonicalText(one));
  });

  test.each([
    ['kind', { kind: 'service' }],
    ['day', { date: '2021-12-30' }],
    ['day of entry', { DateCreated: null }],
    ['list of services', { RecordType: 142 }],
    ['service', { TypeProvided: 1 }],
    ['user', { UserID: null }],
  ])('tells another %s of an activity', (_, change) => {
    const [first, ...rest] = one.Activities;
    const changed = { ...one, Activities: [{ ...first, ...change }, ...rest] } as Enrollment;
    expect(canonicalText(changed)).not.toBe(canonicalText(one));
  });
});
