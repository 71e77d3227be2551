import { describe, expect, test } from 'vitest';
import { Q5A_ROWS, q5aFacts } from '../../../../functions/hmis/apr/q5a.ts';
import { activity, type EnrollmentFields, project, range } from '../enrollment.ts';
import { clientOf, clientsOf, YEAR } from './clients.ts';

/** The rows of Q5a that count each of a household's members. */
function rowsOf(members: readonly EnrollmentFields[], options: Parameters<typeof clientsOf>[1] = {}): number[][] {
  return clientsOf(members, options).map((client) => {
    const facts = q5aFacts(client, options.within ?? YEAR);
    return Q5A_ROWS.filter(({ counts }) => counts(facts)).map(({ row }) => row);
  });
}

const ADULT = { DOB: '1982-01-01' };
const LONG_AGO = { EntryDate: '2020-01-01' };

test('a head of 40 who stays is counted as an adult, a stayer and an adult head', () => {
  expect(rowsOf([{}])).toEqual([[2, 3, 9, 10, 15]]);
});

describe('age groups', () => {
  const child = { RelationshipToHoH: 2 };
  test.each<[string, EnrollmentFields, string]>([
    ['18 on the day of entry', { DOB: '2004-01-10' }, 'Adult'],
    ['18 on the day after entry', { DOB: '2004-01-11' }, 'Child'],
    ['17 at entry and 18 at the range’s start', { EntryDate: '2021-01-10', DOB: '2003-10-01' }, 'Adult'],
    ['17 at entry and 18 on the day after the range’s start', { EntryDate: '2021-01-10', DOB: '2003-10-02' }, 'Child'],
    ['no birth date', { DOB: null }, 'Unknown'],
    ['a child born on the day of entry', { ...child, DOB: '2022-01-10' }, 'Child'],
    ['a child born after it', { ...child, DOB: '2022-03-01' }, 'Child'],
    ['a head born after entry', { DOB: '2022-03-01' }, 'Unknown'],
  ])('%s', (_, fields, expected) => {
    expect(q5aFacts(clientOf(fields), YEAR).ageGroup).toBe(expected);
  });
});

describe('leavers and stayers', () => {
  test.each([
    ['exit on the range’s first day', '2020-01-01', '2021-10-01', true],
    ['exit on its last day', '2022-01-10', '2022-09-30', true],
    ['exit on the day after it', '2022-01-10', '2022-10-01', false],
    ['exit on the day of entry', '2022-01-10', '2022-01-10', true],
    ['exit after the export’s end', '2022-01-10', '2026-01-01', false],
  ])('%s', (_, EntryDate, ExitDate, isLeaver) => {
    expect(q5aFacts(clientOf({ EntryDate, ExitDate }), YEAR).isLeaver).toBe(isLeaver);
  });

  test('an exit on the day before the range is neither', () => {
    expect(clientsOf([{ EntryDate: '2020-01-01', ExitDate: '2021-09-30' }])).toEqual([]);
  });

  test('rows 6 to 10 tell leavers and stayers, adults and heads among them', () => {
    const left = { ExitDate: '2022-02-01' };
    expect(
      rowsOf([
        { ...ADULT, ...left },
        { DOB: '2012-01-01', RelationshipToHoH: 2, ...left },
        { DOB: '2012-01-01', RelationshipToHoH: 2 },
      ]).map((rows) => rows.filter((row) => row >= 6 && row <= 10)),
    ).toEqual([[6, 7, 8], [6], [9]]);
    expect(rowsOf([{ DOB: '2012-01-01', ...left }])[0]).toEqual([2, 4, 6, 8, 16]);
    expect(rowsOf([{ DOB: null, ...left }])[0]).toEqual([2, 5, 6, 8, 16]);
  });
});

describe('veterans', () => {
  test.each([
    ['an adult who says yes', '2004-01-10', 1, true],
    ['a child who says yes', '2004-01-11', 1, false],
    ['an adult who does not know', '1982-01-01', 8, false],
  ])('%s', (_, DOB, VeteranStatus, isVeteran) => {
    expect(q5aFacts(clientOf({ DOB, VeteranStatus }), YEAR).isVeteran).toBe(isVeteran);
  });
});

describe('chronic homelessness at start', () => {
  const disabled = { DisablingCondition: 1, EntryDate: '2020-06-01', TimesHomelessPastThreeYears: 1 };
  test.each([
    ['365 days before entry, across a leap day', '2019-06-02', true],
    ['364 days before entry', '2019-06-03', false],
  ])('on the street since %s', (_, DateToStreetESSH, expected) => {
    expect(q5aFacts(clientOf({ ...disabled, DateToStreetESSH }), YEAR).isChronicallyHomeless).toBe(expected);
  });
});

describe('youth', () => {
  test.each([
    ['24', '1997-02-01', true],
    ['25', '1997-01-01', false],
    ['12', '2010-01-10', true],
    ['11', '2010-01-11', false],
    ['unknown', null, false],
  ])('alone, of age %s', (_, DOB, isYouth) => {
    expect(q5aFacts(clientOf({ DOB }), YEAR).isYouth).toBe(isYouth);
  });

  const young = { DOB: '2000-01-01' };
  const child = { DOB: '2019-01-01', RelationshipToHoH: 2 };
  test.each<[string, EnrollmentFields[], boolean[]]>([
    ['with a child is parenting', [young, child], [true, false]],
    ['with a partner: both are', [young, { ...young, RelationshipToHoH: 3 }, child], [true, true, false]],
    ['with a sibling is not', [young, { ...child, RelationshipToHoH: 4 }], [false, false]],
    [
      'with somebody of 25 is no youth',
      [young, { DOB: '1996-01-01', RelationshipToHoH: 3 }, child],
      [false, false, false],
    ],
    [
      'whose child left before the range is not',
      [
        { ...young, ...LONG_AGO },
        { ...child, ...LONG_AGO, ExitDate: '2021-09-30' },
      ],
      [false],
    ],
    [
      'whose child left on its first day is',
      [
        { ...young, ...LONG_AGO },
        { ...child, ...LONG_AGO, ExitDate: '2021-10-01' },
      ],
      [true, false],
    ],
    ['whose child is 18 is not', [{ DOB: null }, { DOB: '2004-01-10', RelationshipToHoH: 2 }], [false, false]],
    [
      'who is the head’s child is not parenting itself',
      [{ DOB: null }, { DOB: '2008-01-01', RelationshipToHoH: 2 }],
      [false, false],
    ],
  ])('%s', (_, members, expected) => {
    expect(clientsOf(members).map((client) => q5aFacts(client, YEAR).isParentingYouth)).toEqual(expected);
  });
});

describe('in the project for 365 days or more (row 17)', () => {
  const spouse = { ...ADULT, RelationshipToHoH: 3 };
  const start = (EntryDate: string) => ({ EntryDate });
  test.each<[string, EnrollmentFields[], boolean[]]>([
    ['a head who entered on 2021-10-01', [start('2021-10-01')], [true]],
    ['a head who entered on 2021-10-02', [start('2021-10-02')], [false]],
    [
      'an adult who joined such a head on the last day',
      [start('2021-10-01'), { ...spouse, ...start('2022-09-30') }],
      [true, true],
    ],
    [
      'a child with such a head',
      [start('2021-10-01'), { DOB: '2015-01-01', RelationshipToHoH: 2, ...start('2021-10-01') }],
      [true, false],
    ],
    ['a head who is a child', [{ DOB: '2008-01-01', ...start('2021-10-01') }], [true]],
    [
      'an adult who left such a head',
      [start('2021-10-01'), { ...spouse, ...start('2021-10-01'), ExitDate: '2022-05-01' }],
      [true, false],
    ],
    [
      'the second head of a household that began then',
      [{ ...start('2021-10-01'), ExitDate: '2022-05-01' }, start('2022-05-01')],
      [false, true],
    ],
    [
      'an adult whose head left before the range',
      [
        { ...start('2021-08-01'), ExitDate: '2021-09-13' },
        { ...spouse, ...start('2021-08-01') },
      ],
      [true],
    ],
  ])('%s', (_, members, expected) => {
    expect(clientsOf(members).map((client) => q5aFacts(client, YEAR).stayed365Days)).toEqual(expected);
  });
});

describe('households', () => {
  test('a head with two stays in one household is one head', () => {
    const clients = clientsOf([
      { ExitDate: '2022-02-01', PersonalID: 'P1' },
      { EntryDate: '2022-03-01', PersonalID: 'P1' },
    ]);
    expect(clients.map(({ headship }) => headship)).toEqual(['one', 'one']);
  });

  test.each<[string, EnrollmentFields[], string]>([
    ['two heads at once', [{}, {}], 'several'],
    ['two heads, one after the other', [{ ExitDate: '2022-02-01' }, { EntryDate: '2022-02-02' }], 'several'],
    ['nobody is head', [{ RelationshipToHoH: 3 }, { RelationshipToHoH: 5 }], 'none'],
    ['a head who left before the range', [{ ...LONG_AGO, ExitDate: '2021-09-30' }, { RelationshipToHoH: 3 }], 'one'],
  ])('%s', (_, members, expected) => {
    expect(clientsOf(members).at(-1)?.headship).toBe(expected);
  });

  test('is of the members who are there in the range: the last adult left before it', () => {
    const left = { ...LONG_AGO, ExitDate: '2021-09-30' };
    const [child] = clientsOf([left, { DOB: '2010-01-01', RelationshipToHoH: 2 }]);
    expect(child?.composition.type).toBe('onlyChildren');
  });

  test('of unknown ages only is of unknown type', () => {
    expect(clientOf({ DOB: null }).composition.type).toBe('unknown');
  });

  test('of a night-by-night shelter is of those with a bed night; the night of the day of exit is none', () => {
    const of = project({ ProjectType: 1 });
    const within = range('2022-01-10', '2022-02-28');
    const night = (on: string) => ({ Activities: [activity('bedNight', on)] });
    const [head] = clientsOf(
      [
        night('2022-02-01'),
        { DOB: '2015-01-01', RelationshipToHoH: 2, ExitDate: '2022-03-01', ...night('2022-03-01') },
      ],
      { of, within },
    );
    expect(head?.composition.type).toBe('withoutChildren');
  });
});
