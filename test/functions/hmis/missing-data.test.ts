import { describe, expect, it } from 'vitest';
import type { AprAnnual } from '../../../functions/hmis/annual-assessment.ts';
import { type DataQualityInput, dataQuality, missingData } from '../../../functions/hmis/missing-data.ts';
import type { QualityClass } from '../../../functions/hmis/records.ts';
import { date, type EnrollmentFields, enrollment, project } from './enrollment.ts';

const NOT_REQUIRED: AprAnnual = { status: 'NotRequired', anniversary: null, record: null };
const PSH = 3;

/** A head of 40 in a shelter with nothing missing, unless said. */
function input(fields: EnrollmentFields = {}, facts: Partial<DataQualityInput> = {}): DataQualityInput {
  return {
    enrollment: enrollment({
      ClientDateCreated: '2022-01-10',
      DateToStreetESSH: '2021-12-01',
      IncomeAtStart: 'ok',
      ...fields,
    }),
    project: project(),
    age: 40,
    headship: 'one',
    to: date('2022-09-30'),
    annual: NOT_REQUIRED,
    unusableMoveIn: null,
    ...facts,
  };
}

const child: [EnrollmentFields, Partial<DataQualityInput>] = [
  { RelationshipToHoH: 2, VeteranStatus: null },
  { age: 10 },
];

type Case = [string, EnrollmentFields, Partial<DataQualityInput>, string[]];

function check(cases: Case[]): void {
  it.each(cases)('%s', (_sentence, fields, facts, expected) => {
    expect(missingData(input(fields, facts))).toEqual(expected);
  });
}

it('finds nothing where nothing is missing', () => {
  expect(missingData(input())).toEqual([]);
});

describe('Q2, identity', () => {
  check([
    ['a missing name', { NameQuality: 'missing' }, {}, ['Name: missing']],
    ["a name the client doesn't know", { NameQuality: 'dontKnow' }, {}, ["Name: don't know/prefers not"]],
    ['a partial name', { NameQuality: 'issue' }, {}, ['Name: data issue']],
    ['an SSN issue', { SSNQuality: 'issue' }, {}, ['SSN: data issue']],
    ['an SSN that its hash hides is no flaw', { SSNQuality: 'undecidable' }, {}, []],
    ['no birth date', { DOB: null, DOBDataQuality: 1 }, {}, ['DOB: missing']],
    ['no birth date, not collected', { DOB: null, DOBDataQuality: 99 }, {}, ['DOB: missing']],
    ['no birth date, refused', { DOB: null, DOBDataQuality: 9 }, {}, ["DOB: don't know/prefers not"]],
    ['a birth date that is said to be unknown', { DOBDataQuality: 8 }, {}, ['DOB: data issue']],
    ['a birth date that is said not to be collected', { DOBDataQuality: 99 }, {}, ['DOB: data issue']],
    ['a birth date without a quality code', { DOBDataQuality: null }, {}, ['DOB: data issue']],
    ['an approximate birth date', { DOBDataQuality: 2 }, {}, ['DOB: data issue']],
    ['born on 1914-12-31', { DOB: '1914-12-31' }, {}, ['DOB: data issue']],
    ['born on 1915-01-01', { DOB: '1915-01-01' }, {}, []],
    ['a head born on the day of entry', { DOB: '2022-01-10' }, {}, ['DOB: data issue']],
    ['a head born on the day before', { DOB: '2022-01-09' }, {}, []],
    [
      'a head without an age, born after entry',
      { DOB: '2022-01-11', ClientDateCreated: null },
      { age: null },
      ['DOB: data issue'],
    ],
    ['a child born on the day of entry', { ...child[0], DOB: '2022-01-10' }, { age: 0 }, []],
    ['a child born after entry', { ...child[0], DOB: '2022-03-01', ClientDateCreated: '2022-03-01' }, { age: 0 }, []],
    [
      'a child born the day after the record was made',
      { ...child[0], DOB: '2022-03-02', ClientDateCreated: '2022-03-01' },
      { age: 0 },
      ['DOB: data issue'],
    ],
    ['no race', { Races: [], RaceNone: null }, {}, ['RaceEthnicity: missing']],
    ['race not collected', { Races: [], RaceNone: 99 }, {}, ['RaceEthnicity: missing']],
    ['race refused', { Races: [], RaceNone: 9 }, {}, ["RaceEthnicity: don't know/prefers not"]],
    ['race unknown beside an answer', { Races: ['White'], RaceNone: 8 }, {}, ["RaceEthnicity: don't know/prefers not"]],
    ['race not collected beside an answer', { Races: ['White'], RaceNone: 99 }, {}, []],
    ['sex is not tested', { Sex: null }, {}, []],
  ]);
});

describe('Q3, universal data elements', () => {
  check([
    ["an adult who doesn't know of service", { VeteranStatus: 8 }, {}, ["VeteranStatus: don't know/prefers not"]],
    ['an adult, not collected', { VeteranStatus: 99 }, {}, ['VeteranStatus: missing']],
    ['an adult of 18, blank', { VeteranStatus: null }, { age: 18 }, ['VeteranStatus: missing']],
    ['a head of 17, blank', { VeteranStatus: null }, { age: 17 }, []],
    ['a veteran of 17', { VeteranStatus: 1 }, { age: 17 }, ['VeteranStatus: data issue']],
    ['a veteran of 18', { VeteranStatus: 1 }, { age: 18 }, []],
    ['a veteran of unknown age', { VeteranStatus: 1 }, { age: null }, []],
    ['an entry during an earlier stay', { EntryOverlaps: true }, {}, ['EntryDate: data issue']],
    [
      'an entry the day after the exit',
      { ExitDate: '2022-01-09', Destination: 410, IncomeAtExit: 'ok' },
      {},
      ['EntryDate: data issue'],
    ],
    ['an entry on the day of the exit', { ExitDate: '2022-01-10', Destination: 410, IncomeAtExit: 'ok' }, {}, []],
    ['no relationship', { ...child[0], RelationshipToHoH: null }, child[1], ['RelationshipToHoH: missing']],
    ['a relationship not collected', { ...child[0], RelationshipToHoH: 99 }, child[1], ['RelationshipToHoH: missing']],
    [
      'a relationship that HUD does not have',
      { ...child[0], RelationshipToHoH: 6 },
      child[1],
      ['RelationshipToHoH: data issue'],
    ],
    ['a household without a head', child[0], { ...child[1], headship: 'none' }, ['RelationshipToHoH: data issue']],
    ['one with several heads', child[0], { ...child[1], headship: 'several' }, ['RelationshipToHoH: data issue']],
    ['a head among several', {}, { headship: 'several' }, ['RelationshipToHoH: data issue']],
    [
      'a relationship that is missing and without a head',
      { ...child[0], RelationshipToHoH: 99 },
      { ...child[1], headship: 'none' },
      ['RelationshipToHoH: missing'],
    ],
    ['a head without a CoC', { EnrollmentCoC: null }, {}, ['EnrollmentCoC: missing']],
    ['a member without a CoC', { ...child[0], EnrollmentCoC: null }, child[1], []],
    ['a CoC that is not of the project', { EnrollmentCoC: 'XX-501' }, {}, ['EnrollmentCoC: data issue']],
    ['a CoC where the project has none', { EnrollmentCoC: 'XX-501' }, { project: project({ CoCCodes: [] }) }, []],
    [
      'a text that is no CoC',
      { EnrollmentCoC: 'XX501' },
      { project: project({ CoCCodes: [] }) },
      ['EnrollmentCoC: data issue'],
    ],
    ['no disabling condition told', { DisablingCondition: null }, {}, ['DisablingCondition: missing']],
    ['a disabling condition not collected', { DisablingCondition: 99 }, {}, ['DisablingCondition: missing']],
    ['a disabling condition refused', { DisablingCondition: 9 }, {}, ["DisablingCondition: don't know/prefers not"]],
    ['a disability that the element denies', { DisabilityAtStart: true }, {}, ['DisablingCondition: data issue']],
    ['a disability that it confirms', { DisabilityAtStart: true, DisablingCondition: 1 }, {}, []],
  ]);
});

describe('Q4, income and housing', () => {
  const left = { ExitDate: '2022-09-30', Destination: 410, IncomeAtExit: 'ok' } as const;
  const due = date('2022-09-01');
  const done = (quality: QualityClass): Partial<DataQualityInput> => ({
    annual: {
      status: 'Completed',
      anniversary: due,
      record: { InformationDate: due, quality, DateCreated: null, UserID: null },
    },
  });
  const missed: Partial<DataQualityInput> = { annual: { status: 'Missing', anniversary: due, record: null } };

  check([
    ['a leaver with a destination', left, {}, []],
    ['a leaver without one', { ...left, Destination: null }, {}, ['Destination: missing']],
    ['a leaver without an exit interview', { ...left, Destination: 30 }, {}, ['Destination: missing']],
    ['a leaver, not collected', { ...left, Destination: 99 }, {}, ['Destination: missing']],
    ["a leaver who doesn't know", { ...left, Destination: 8 }, {}, ["Destination: don't know/prefers not"]],
    ['a child leaver without one', { ...left, ...child[0], Destination: null }, child[1], ['Destination: missing']],
    [
      'exited on the last day without anything',
      { ExitDate: '2022-09-30' },
      {},
      ['Destination: missing', 'IncomeFromAnySource at exit: missing'],
    ],
    ['exited the day after: a stayer', { ExitDate: '2022-10-01' }, {}, []],
    ['no income record at start', { IncomeAtStart: null }, {}, ['IncomeFromAnySource at start: missing']],
    [
      'income at start unknown',
      { IncomeAtStart: 'dontKnow' },
      {},
      ["IncomeFromAnySource at start: don't know/prefers not"],
    ],
    [
      'income at start that contradicts its sources',
      { IncomeAtStart: 'issue' },
      {},
      ['IncomeFromAnySource at start: data issue'],
    ],
    [
      'a head of 17 without income at start',
      { IncomeAtStart: null },
      { age: 17 },
      ['IncomeFromAnySource at start: missing'],
    ],
    ['a child without income at start', { ...child[0], IncomeAtStart: null }, child[1], []],
    ['a member of unknown age without income at start', { ...child[0], IncomeAtStart: null }, { age: null }, []],
    ['an annual assessment that is missing', {}, missed, ['IncomeFromAnySource at annual assessment: missing']],
    ['one that was done', {}, done('ok'), []],
    ['one done without income', {}, done('missing'), ['IncomeFromAnySource at annual assessment: missing']],
    ['one done with an issue', {}, done('issue'), ['IncomeFromAnySource at annual assessment: data issue']],
    ['one that is missing of a child', child[0], { ...child[1], ...missed }, []],
    ['one that is missing of a leaver', left, missed, []],
    [
      'income at exit unknown',
      { ...left, IncomeAtExit: 'dontKnow' },
      {},
      ["IncomeFromAnySource at exit: don't know/prefers not"],
    ],
    ['income at exit of a child', { ...left, ...child[0], IncomeAtExit: null }, child[1], []],
  ]);
});

describe('Q5, chronic homelessness', () => {
  const nothing: EnrollmentFields = {
    LivingSituation: null,
    LengthOfStay: null,
    PreviousStreetESSH: null,
    DateToStreetESSH: null,
    TimesHomelessPastThreeYears: null,
    MonthsHomelessPastThreeYears: null,
  };
  const EPISODE = [
    'DateToStreetESSH: missing',
    'TimesHomelessPastThreeYears: missing',
    'MonthsHomelessPastThreeYears: missing',
  ];
  const inPsh = { project: project({ ProjectType: PSH }) };
  const short = { ...nothing, PreviousStreetESSH: 1 };

  check([
    ...[0, 1, 4, 8].map(
      (ProjectType): Case => [
        `type ${ProjectType} asks all of the episode`,
        nothing,
        { project: project({ ProjectType }) },
        EPISODE,
      ],
    ),
    ...[2, 3, 6, 9, 10, 11, 12, 13, 14].map(
      (ProjectType): Case => [
        `type ${ProjectType} asks how long the stay before was`,
        nothing,
        { project: project({ ProjectType }) },
        ['LengthOfStay: missing'],
      ],
    ),
    ['type 7 asks nothing', nothing, { project: project({ ProjectType: 7 }) }, []],
    ['an unknown type asks nothing', nothing, { project: project({ ProjectType: null }) }, []],
    ['an entry on 2016-10-01', { ...nothing, EntryDate: '2016-10-01' }, {}, EPISODE],
    ['an entry on 2016-09-30', { ...nothing, EntryDate: '2016-09-30' }, {}, []],
    ['a head of 17', nothing, { age: 17 }, EPISODE],
    ['a child', { ...nothing, ...child[0] }, child[1], []],
    ['a member of unknown age', { ...nothing, ...child[0] }, { age: null }, []],
    [
      "doesn't know",
      { TimesHomelessPastThreeYears: 8, MonthsHomelessPastThreeYears: 9 },
      {},
      ["TimesHomelessPastThreeYears: don't know/prefers not", "MonthsHomelessPastThreeYears: don't know/prefers not"],
    ],
    ['not collected', { TimesHomelessPastThreeYears: 99, MonthsHomelessPastThreeYears: 99 }, {}, EPISODE.slice(1)],
    ['from the street', { ...nothing, LivingSituation: 116 }, inPsh, EPISODE],
    [
      'from an institution, stay unknown',
      { ...nothing, LivingSituation: 206, LengthOfStay: 8 },
      inPsh,
      ["LengthOfStay: don't know/prefers not"],
    ],
    [
      'from an institution, stay not collected',
      { ...nothing, LivingSituation: 206, LengthOfStay: 99 },
      inPsh,
      ['LengthOfStay: missing'],
    ],
    [
      'from an institution after under 90 days, from the street',
      { ...short, LivingSituation: 206, LengthOfStay: 3 },
      inPsh,
      EPISODE,
    ],
    ['from an institution after 90 days', { ...short, LivingSituation: 206, LengthOfStay: 4 }, inPsh, []],
    [
      'from an institution after under 90 days, not from the street',
      { ...short, LivingSituation: 206, LengthOfStay: 3, PreviousStreetESSH: 0 },
      inPsh,
      [],
    ],
    [
      'from housing after six nights, from the street',
      { ...short, LivingSituation: 410, LengthOfStay: 11 },
      inPsh,
      EPISODE,
    ],
    [
      'from housing after one night, from the street',
      { ...short, LivingSituation: 410, LengthOfStay: 10 },
      inPsh,
      EPISODE,
    ],
    ['from housing after a week', { ...short, LivingSituation: 410, LengthOfStay: 2 }, inPsh, []],
    [
      "a client who doesn't know where, after one night",
      { ...short, LivingSituation: 8, LengthOfStay: 10 },
      inPsh,
      EPISODE,
    ],
    ['a situation that is missing, after one night', { ...short, LengthOfStay: 10 }, inPsh, EPISODE],
    ['a situation that HUD does not have', { ...short, LivingSituation: 500 }, inPsh, []],
  ]);
});

describe('missingData', () => {
  it('keeps the order of the tables, Q2 to Q5, and tells an unusable move-in date last', () => {
    const flawed = input(
      {
        NameQuality: 'missing',
        SSNQuality: 'dontKnow',
        DOB: null,
        Races: [],
        VeteranStatus: null,
        EntryOverlaps: true,
        EnrollmentCoC: null,
        DisablingCondition: null,
        ExitDate: '2022-08-01',
        IncomeAtStart: null,
        LengthOfStay: null,
        LivingSituation: 410,
        MoveInDate: '2021-12-31',
      },
      { project: project({ ProjectType: PSH }), headship: 'several', unusableMoveIn: date('2021-12-31') },
    );
    expect(missingData(flawed)).toEqual([
      'Name: missing',
      "SSN: don't know/prefers not",
      'DOB: missing',
      'RaceEthnicity: missing',
      'VeteranStatus: missing',
      'EntryDate: data issue',
      'RelationshipToHoH: data issue',
      'EnrollmentCoC: missing',
      'DisablingCondition: missing',
      'Destination: missing',
      'IncomeFromAnySource at start: missing',
      'IncomeFromAnySource at exit: missing',
      'LengthOfStay: missing',
      'MoveInDate not usable (2021-12-31)',
    ]);
  });

  it('holds no name, SSN or birth date', () => {
    const record = input({
      DOB: '1911-03-04',
      NameQuality: 'issue',
      SSNQuality: 'issue',
      Names: { FirstName: 'Ana', LastName: 'Ruiz', MiddleName: null, NameSuffix: null, SSN: '000121234' },
    });
    const text = missingData(record).join('; ');
    expect(text).toBe('Name: data issue; SSN: data issue; DOB: data issue');
  });

  it('gives the same findings as data', () => {
    expect(dataQuality(input({ NameQuality: 'issue' }))).toEqual([{ element: 'Name', flaw: 'issue' }]);
  });
});
