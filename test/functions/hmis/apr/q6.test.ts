import { describe, expect, test } from 'vitest';
import { isFlawed } from '../../../../functions/hmis/apr/judged-element.ts';
import { q6a } from '../../../../functions/hmis/apr/q6a.ts';
import { q6b } from '../../../../functions/hmis/apr/q6b.ts';
import { q6c } from '../../../../functions/hmis/apr/q6c.ts';
import { projectTypeRow, q6d } from '../../../../functions/hmis/apr/q6d.ts';
import { type EnrollmentFields, income, project } from '../enrollment.ts';
import { clientOf, clientsOf, incomes, YEAR } from './clients.ts';

/**
 * Which class an element is in, flaw by flaw, is tested with MissingData, which is made of the same tables; here it is who
 * is asked for what, and what the record is said to hold.
 */

const TABLES = { Q6a: q6a, Q6b: q6b, Q6c: q6c, Q6d: q6d };

function judged(table: keyof typeof TABLES, fields: EnrollmentFields, of = project()) {
  return TABLES[table]({ ...clientOf(fields, { of }), to: YEAR.to });
}

function asked(table: keyof typeof TABLES, fields: EnrollmentFields, of = project()): string[] {
  return judged(table, fields, of).map(({ element }) => element);
}

const CHILD = { DOB: '2012-01-01', RelationshipToHoH: 2 };
const UNKNOWN_AGE = { DOB: null, RelationshipToHoH: 5 };

describe('who is asked', () => {
  test('everyone for name, SSN, birth date and race', () => {
    for (const who of [{}, CHILD, UNKNOWN_AGE]) {
      expect(asked('Q6a', who)).toEqual(['Name', 'SSN', 'DOB', 'RaceEthnicity']);
    }
  });

  const everyone = ['EntryDate', 'RelationshipToHoH', 'DisablingCondition'];
  test.each<[string, EnrollmentFields, string[]]>([
    ['a head', {}, ['VeteranStatus', 'EntryDate', 'RelationshipToHoH', 'EnrollmentCoC', 'DisablingCondition']],
    ['a child', CHILD, ['VeteranStatus', ...everyone]],
    ['somebody of unknown age', UNKNOWN_AGE, everyone],
  ])('universal elements: %s', (_, who, expected) => {
    expect(asked('Q6b', who)).toEqual(expected);
  });

  const [start, annual, exit] = ['start', 'annual assessment', 'exit'].map((at) => `IncomeFromAnySource at ${at}`);
  test.each<[string, EnrollmentFields, (string | undefined)[]]>([
    ['a head in the first year', {}, [start]],
    ['a head after it', { EntryDate: '2021-09-30' }, [start, annual]],
    [
      'a head who entered on 2021-10-01: the anniversary is the day after the range',
      { EntryDate: '2021-10-01' },
      [start],
    ],
    [
      'a head who leaves on the last day',
      { EntryDate: '2021-09-30', ExitDate: '2022-09-30' },
      ['Destination', start, exit],
    ],
    ['a head who leaves on the day after', { EntryDate: '2021-09-30', ExitDate: '2022-10-01' }, [start, annual]],
    ['a head who is a child', { DOB: '2012-01-01' }, [start]],
    ['a child who leaves', { ...CHILD, ExitDate: '2022-02-01' }, ['Destination']],
    ['a child who stays', CHILD, []],
    ['somebody of unknown age who is no head', UNKNOWN_AGE, []],
  ])('income and housing: %s', (_, who, expected) => {
    expect(asked('Q6c', who)).toEqual(expected);
  });

  const episode = ['DateToStreetESSH', 'TimesHomelessPastThreeYears', 'MonthsHomelessPastThreeYears'];
  const th = project({ ProjectType: 2 });
  test.each<[string, EnrollmentFields, ReturnType<typeof project>, string[]]>([
    ['a shelter’s head', { LivingSituation: 410 }, project(), episode],
    ['from homelessness', { LivingSituation: 116 }, th, episode],
    [
      'from an institution for 90 days or more',
      { LivingSituation: 206, LengthOfStay: 4, PreviousStreetESSH: 1 },
      th,
      ['LengthOfStay'],
    ],
    [
      'from one for less, off the street',
      { LivingSituation: 206, LengthOfStay: 3, PreviousStreetESSH: 1 },
      th,
      ['LengthOfStay', ...episode],
    ],
    [
      'from one for less, not off the street',
      { LivingSituation: 206, LengthOfStay: 3, PreviousStreetESSH: 0 },
      th,
      ['LengthOfStay'],
    ],
    [
      'from housing for a week or more',
      { LivingSituation: 410, LengthOfStay: 2, PreviousStreetESSH: 1 },
      th,
      ['LengthOfStay'],
    ],
    [
      'from housing for less, off the street',
      { LivingSituation: 410, LengthOfStay: 11, PreviousStreetESSH: 1 },
      th,
      ['LengthOfStay', ...episode],
    ],
    ['from a situation outside HUD’s list', { LivingSituation: 500, LengthOfStay: null }, th, ['LengthOfStay']],
    ['a project of type Other', { LivingSituation: 116 }, project({ ProjectType: 7 }), []],
    ['a child', { ...CHILD, LivingSituation: 116 }, th, []],
    ['entered on 2016-10-01', { LivingSituation: 116, EntryDate: '2016-10-01' }, th, episode],
    ['entered on 2016-09-30', { LivingSituation: 116, EntryDate: '2016-09-30' }, th, []],
  ])('chronic homelessness: %s', (_, who, of, expected) => {
    expect(asked('Q6d', who, of)).toEqual(expected);
  });

  test('a situation outside HUD’s list has no flaw in it, so that who is asked is counted', () => {
    expect(judged('Q6d', { LivingSituation: 500, LengthOfStay: null }, th).some(isFlawed)).toBe(false);
  });
});

test('the rows of Q6d are groups of project types', () => {
  const rows = [0, 1, 2, 3, 4, 6, 7, 8, 9, 10, 11, 12, 13, 14, null].map((ProjectType) => [
    ProjectType,
    projectTypeRow({ ProjectType }),
  ]);
  expect(rows).toEqual([
    [0, 2],
    [1, 2],
    [2, 3],
    [3, 4],
    [4, 2],
    [6, 6],
    [7, null],
    [8, 2],
    [9, 4],
    [10, 4],
    [11, 6],
    [12, 6],
    [13, 4],
    [14, 5],
    [null, null],
  ]);
});

describe('what the record holds', () => {
  test.each<[string, keyof typeof TABLES, string, EnrollmentFields, string, string]>([
    ['a name', 'Q6a', 'Name', {}, 'ok', 'Answered'],
    ['a partial name', 'Q6a', 'Name', { NameQuality: 'issue' }, 'issue', 'Partial'],
    ['no name', 'Q6a', 'Name', { NameQuality: 'missing' }, 'missing', 'Blank or not collected'],
    ['an SSN that cannot be one', 'Q6a', 'SSN', { SSNQuality: 'issue' }, 'issue', 'Invalid'],
    ['a hash', 'Q6a', 'SSN', { SSNQuality: 'undecidable' }, 'undecidable', 'Hashed'],
    [
      'a refused birth date',
      'Q6a',
      'DOB',
      { DOB: null, DOBDataQuality: 9 },
      'dontKnow',
      'Client prefers not to answer',
    ],
    ['no birth date', 'Q6a', 'DOB', { DOB: null, DOBDataQuality: 99 }, 'missing', 'Blank'],
    ['an approximate birth date', 'Q6a', 'DOB', { DOBDataQuality: 2 }, 'issue', 'Partial'],
    ['a head born on the day of entry', 'Q6a', 'DOB', { DOB: '2022-01-10' }, 'issue', 'Invalid'],
    ['race not collected', 'Q6a', 'RaceEthnicity', { Races: [], RaceNone: 99 }, 'missing', 'Data not collected'],
    ['race blank', 'Q6a', 'RaceEthnicity', { Races: [], RaceNone: null }, 'missing', 'Blank'],
    ['a veteran status not known', 'Q6b', 'VeteranStatus', { VeteranStatus: 8 }, 'dontKnow', "Client doesn't know"],
    ['a relationship of 99', 'Q6b', 'RelationshipToHoH', { RelationshipToHoH: 99 }, 'missing', 'Data not collected'],
    ['a CoC that is not the project’s', 'Q6b', 'EnrollmentCoC', { EnrollmentCoC: 'XX-501' }, 'issue', 'Invalid'],
    ['a no that a record denies', 'Q6b', 'DisablingCondition', { DisabilityAtStart: true }, 'issue', 'Answered'],
    ['no exit interview', 'Q6c', 'Destination', { ExitDate: '2022-02-01', Destination: 30 }, 'missing', 'Answered'],
    ['no income record', 'Q6c', 'IncomeFromAnySource at start', {}, 'missing', 'No record'],
    ['a yes without a source', 'Q6c', 'IncomeFromAnySource at start', { IncomeAtStart: 'issue' }, 'issue', 'Invalid'],
    ['no date', 'Q6d', 'DateToStreetESSH', {}, 'missing', 'Blank'],
  ])('%s', (_, table, element, fields, quality, value) => {
    expect(judged(table, fields).find((one) => one.element === element)).toMatchObject({ element, quality, value });
  });
});

describe('which rules a data issue breaks', () => {
  const causesOf = (table: keyof typeof TABLES, element: string, fields: EnrollmentFields) =>
    judged(table, fields).find((one) => one.element === element)?.causes;

  test.each<[string, EnrollmentFields, string[] | undefined]>([
    ['1915-01-01', { DOB: '1915-01-01' }, undefined],
    ['the day before it', { DOB: '1914-12-31' }, ['dobBeforeEarliest']],
    ['the day before entry', { DOB: '2022-01-09' }, undefined],
    ['the day of entry', { DOB: '2022-01-10' }, ['dobNotBeforeEntry']],
    ['the day of entry, of a child', { DOB: '2022-01-10', RelationshipToHoH: 2 }, undefined],
    ['the day the client was created', { DOB: '1982-01-01', ClientDateCreated: '1982-01-01' }, undefined],
    ['the day after it', { DOB: '1982-01-01', ClientDateCreated: '1981-12-31' }, ['dobAfterClientCreated']],
    ['a quality of 99 with a date', { DOBDataQuality: 99 }, ['dobQuality']],
    ['two at once', { DOB: '1914-12-31', DOBDataQuality: 99 }, ['dobQuality', 'dobBeforeEarliest']],
  ])('a birth date: %s', (_, fields, causes) => {
    expect(causesOf('Q6a', 'DOB', fields)).toEqual(causes);
  });

  test.each<[string, string, EnrollmentFields, string[] | undefined]>([
    ['a child who is a veteran', 'VeteranStatus', { ...CHILD, VeteranStatus: 1 }, ['childVeteran']],
    ['exit on the day of entry', 'EntryDate', { ExitDate: '2022-01-10' }, undefined],
    ['exit on the day before it', 'EntryDate', { ExitDate: '2022-01-09' }, ['exitBeforeEntry']],
    [
      'that, and an overlap',
      'EntryDate',
      { ExitDate: '2022-01-09', EntryOverlaps: true },
      ['entryOverlaps', 'exitBeforeEntry'],
    ],
    ['no head', 'RelationshipToHoH', { RelationshipToHoH: 3 }, ['noHead']],
    ['a code of no list', 'RelationshipToHoH', { RelationshipToHoH: 6 }, ['unknownRelationship', 'noHead']],
    ['a CoC that is none', 'EnrollmentCoC', { EnrollmentCoC: 'TX600' }, ['notACoC']],
    ['another project’s CoC', 'EnrollmentCoC', { EnrollmentCoC: 'XX-501' }, ['notTheProjectsCoC']],
    ['a no beside a disability', 'DisablingCondition', { DisabilityAtStart: true }, ['disabilityRecorded']],
  ])('%s', (_, element, fields, causes) => {
    expect(causesOf('Q6b', element, fields)).toEqual(causes);
  });

  test('two heads, also where one of them left', () => {
    const clients = clientsOf([{}, { PersonalID: 'P2', ExitDate: '2022-02-01' }]);
    const causes = clients.map((client) => q6b({ ...client, to: YEAR.to }).find(isFlawed)?.causes);
    expect(causes).toEqual([['severalHeads'], ['severalHeads']]);
  });
});

describe('the annual assessment’s income', () => {
  const at = 'IncomeFromAnySource at annual assessment';
  const head = { EntryDate: '2021-03-01' };
  test.each([
    ['as the record in the window', incomes(income('2022-03-01', 5, { quality: 'issue' })), 'issue'],
    ['missing without one', incomes(income('2022-04-01', 5)), 'missing'],
  ])('%s', (_, records, quality) => {
    expect(judged('Q6c', { ...head, ...records }).find(({ element }) => element === at)?.quality).toBe(quality);
  });

  test('is asked of an adult who entered on the anniversary, not of one who entered on the day after', () => {
    const adult = { RelationshipToHoH: 3 };
    const clients = clientsOf([head, { ...adult, EntryDate: '2022-03-01' }, { ...adult, EntryDate: '2022-03-02' }]);
    const isAsked = clients.map((client) => q6c({ ...client, to: YEAR.to }).some(({ element }) => element === at));
    expect(isAsked).toEqual([true, true, false]);
  });
});
