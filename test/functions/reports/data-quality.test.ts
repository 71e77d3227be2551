import { describe, expect, test } from 'vitest';
import { ELEMENT_ROWS } from '../../../functions/hmis/apr/element-rows.ts';
import { QUALITY_ELEMENTS } from '../../../shared/data-quality/elements.ts';
import { activity, annualIncome, type EnrollmentFields, funder, project } from '../hmis/enrollment.ts';
import { flawless, problems, quality } from './quality.ts';
import { IN_H1 } from './rows.ts';

const ONE = 'E1';
const of = (fields: EnrollmentFields, params: object = {}, where = project()) =>
  problems(quality([flawless(ONE, fields)], params, where));

test('a stay with nothing wrong has no row', () => {
  expect(of({})).toEqual([]);
  expect(of({ ExitDate: '2022-03-01' })).toEqual([]);
});

test('a row says what is wrong, how bad, where to mend it and how old it is', () => {
  const names = { LastName: 'Doe', FirstName: 'Jo', MiddleName: null, NameSuffix: null, SSN: '000121234' };
  const { rows } = quality([
    flawless(ONE, { SSNQuality: 'issue', ExitDate: '2022-10-01', Destination: null, Names: names }),
  ]);
  expect(rows).toEqual([
    {
      Element: 'Q6a SSN',
      Problem: expect.stringMatching(/^Cannot be an SSN: /),
      Class: 'Data issue',
      PersonalID: 'P-E1',
      HouseholdID: 'H-E1',
      EnrollmentID: 'E1',
      LastName: 'Doe',
      FirstName: 'Jo',
      RelationshipToHoH: 'Self (Head of Household)',
      OrganizationName: 'Harbor Homes',
      ProjectName: 'Harbor House',
      ProjectType: 'Emergency Shelter - Entry Exit',
      EntryDate: '2022-01-10',
      ExitDate: null,
      WhereToMend: 'Client profile: Social Security Number',
      RecordDate: '2022-01-10',
      DaysOld: 263,
      EnteredBy: 'Dev Okafor',
    },
  ]);
});

describe('HUD’s elements', () => {
  test.each<[string, EnrollmentFields, string, string, string]>([
    ['Q6a Name', { NameQuality: 'missing' }, 'Blank or not collected', 'Information missing', 'Client profile: Name'],
    ['Q6a Name', { NameQuality: 'issue' }, 'Partial, street or code name', 'Data issue', 'Client profile: Name'],
    [
      'Q6a SSN',
      { SSNQuality: 'dontKnow' },
      "Client doesn't know or prefers not to answer",
      "Don't know/prefers not",
      'Client profile: Social Security Number',
    ],
    [
      'Q6a Date of Birth',
      { DOBDataQuality: 2 },
      'Approximate or partial',
      'Data issue',
      'Client profile: Date of Birth',
    ],
    [
      'Q6a Date of Birth',
      { DOB: '2022-01-10' },
      'On or after the project start, of an adult or head of household',
      'Data issue',
      'Client profile: Date of Birth',
    ],
    [
      'Q6a Race and Ethnicity',
      { Races: [], RaceNone: 99 },
      'Data not collected',
      'Information missing',
      'Client profile: Race and Ethnicity',
    ],
    [
      'Q6b Veteran Status',
      { VeteranStatus: 9 },
      'Client prefers not to answer',
      "Don't know/prefers not",
      'Client profile: Veteran Status',
    ],
    [
      'Q6b Project Start Date',
      { EntryOverlaps: true },
      'Overlaps an earlier stay of the same person in this project',
      'Data issue',
      'Project start: Project Start Date',
    ],
    [
      'Q6b Relationship to Head of Household',
      { RelationshipToHoH: 3 },
      'The household has no head of household',
      'Data issue',
      'Project start: Relationship to Head of Household',
    ],
    [
      'Q6b Enrollment CoC',
      { EnrollmentCoC: 'XX-501' },
      "Not one of the project's CoCs",
      'Data issue',
      'Project start: Enrollment CoC',
    ],
    [
      'Q6b Disabling Condition',
      { DisabilityAtStart: true },
      'Says no, but a disability is recorded at project start',
      'Data issue',
      'Project start: Disabling Condition',
    ],
    [
      'Q6c Destination',
      { ExitDate: '2022-03-01', Destination: 30 },
      'No exit interview completed',
      'Information missing',
      'Project exit: Destination',
    ],
    [
      'Q6c Destination',
      { ExitDate: '2022-03-01', Destination: null },
      'Blank',
      'Information missing',
      'Project exit: Destination',
    ],
    [
      'Q6c Income at Start',
      { IncomeAtStart: null },
      'No income record dated on the day of the project start',
      'Information missing',
      'Project start: Income and Sources',
    ],
    [
      'Q6c Income at Start',
      { IncomeAtStart: 'issue' },
      'Income from any source and the sources disagree: yes without one, or no with one',
      'Data issue',
      'Project start: Income and Sources',
    ],
    [
      'Q6c Income at Exit',
      { ExitDate: '2022-03-01', IncomeAtExit: null },
      'No income record dated on the day of the project exit',
      'Information missing',
      'Project exit: Income and Sources',
    ],
    [
      'Q6d Approximate date started',
      { DateToStreetESSH: null },
      'Blank',
      'Information missing',
      'Project start: Approximate Date This Episode of Homelessness Started',
    ],
    [
      'Q6d Number of times',
      { TimesHomelessPastThreeYears: 8 },
      "Client doesn't know",
      "Don't know/prefers not",
      'Project start: Number of Times Homeless in the Past Three Years',
    ],
    [
      'Q6d Number of months',
      { MonthsHomelessPastThreeYears: 99 },
      'Data not collected',
      'Information missing',
      'Project start: Number of Months Homeless in the Past Three Years',
    ],
  ])('%s with %j', (Element, fields, Problem, Class, WhereToMend) => {
    expect(quality([flawless(ONE, fields)]).rows).toMatchObject([{ Element, Problem, Class, WhereToMend }]);
  });

  test('all rules that one element breaks stand in one row', () => {
    expect(of({ EntryOverlaps: true, ExitDate: '2022-01-09' }, { elements: ['dates'] })).toEqual([
      [
        'Q6b Project Start Date',
        'Overlaps an earlier stay of the same person in this project; The project exit is before the project start',
      ],
    ]);
  });

  test.each([
    [206, 'Q6d Time in institution'],
    [410, 'Q6d Time in housing'],
    [null, 'Q6d Time in housing'],
  ])('the time in prior living situation %s', (LivingSituation, Element) => {
    const rows = of({ LivingSituation, LengthOfStay: null }, {}, project({ ProjectType: 2 }));
    expect(rows).toEqual([[Element, 'Blank']]);
  });

  test('each has its name, its form and its place in HUD’s table', () => {
    const keys = QUALITY_ELEMENTS.map(({ key }) => key);
    for (const [table, elements] of Object.entries(ELEMENT_ROWS)) {
      for (const [i, { element }] of elements.entries()) {
        expect(QUALITY_ELEMENTS.find(({ key }) => key === element)?.hud).toBe(`${table} row ${i + 2}`);
      }
    }
    expect(new Set(keys).size).toBe(keys.length);
  });
});

describe('the annual assessment', () => {
  const elements = { elements: ['income'] };
  test.each([
    [
      'missing is dated on the anniversary',
      [],
      'No annual assessment within 30 days of the anniversary',
      '2022-08-10',
      'Dev Okafor',
    ],
    [
      'with a flaw is dated on its day, and its own user’s',
      [{ ...annualIncome('2022-08-20'), quality: 'dontKnow' as const, UserID: null }],
      "Client doesn't know or prefers not to answer",
      '2022-08-20',
      null,
    ],
  ])('%s', (_, AnnualIncomes, Problem, RecordDate, EnteredBy) => {
    const { rows } = quality([flawless(ONE, { EntryDate: '2021-08-10', AnnualIncomes })], elements);
    expect(rows).toMatchObject([{ Element: 'Q6c Income at Annual Assessment', Problem, RecordDate, EnteredBy }]);
  });
});

describe('a record entered before it happened', () => {
  test.each([
    ['the day before the start', '2022-01-09', true],
    ['the day of the start', '2022-01-10', false],
    ['the day after it', '2022-01-11', false],
    ['nobody knows when', null, false],
  ])('entered on %s', (_, DateCreated, isFlawed) => {
    const rows = of({ DateCreated });
    expect(rows).toEqual(
      isFlawed
        ? [['Q6e Project start, < 0 days', 'The project start was entered on 2022-01-09, before it happened']]
        : [],
    );
  });

  test.each([
    ['exit on the first day', '2021-10-01', 1],
    ['exit on the last day', '2022-09-30', 1],
    ['exit on the day after', '2022-10-01', 0],
  ])('%s of the range', (_, ExitDate, count) => {
    const { rows } = quality([flawless(ONE, { EntryDate: '2021-09-01', ExitDate, ExitDateCreated: '2021-09-30' })], {
      elements: ['dates'],
    });
    expect(rows.length).toBe(count);
    if (count > 0) {
      expect(rows).toMatchObject([
        {
          Element: 'Q6e Project exit, < 0 days',
          WhereToMend: 'Project exit: Project Exit Date',
          EnteredBy: 'Mara Ellis',
          RecordDate: ExitDate,
        },
      ]);
    }
  });
});

describe('an exit entered before it happened, by a DateCreated that is', () => {
  const exit = { ExitDate: '2022-03-01', ExitDateCreated: '2022-02-28' };
  test.each([
    ['the day before the enrollment’s', '2022-03-01', 1],
    ['the enrollment’s own', '2022-02-28', 0],
    ['the day after the enrollment’s', '2022-02-27', 1],
  ])('%s', (_, DateCreated, listed) => {
    const stay = [flawless(ONE, { ...exit, EntryDate: '2022-02-01', DateCreated })];
    const [all, hud] = [quality(stay), quality(stay, { universe: 'hud' })];
    expect([all.rows.length, hud.rows.length]).toEqual([listed, 1]);
    const told = '1 exit carries a DateCreated before the exit that is the day on which the enrollment was entered.';
    for (const { notes } of [all, hud]) expect(notes.join(' ').includes(told)).toBe(listed === 0);
  });

  test('counts nowhere where it is the day of the exit', () => {
    const list = quality([flawless(ONE, { ...exit, ExitDateCreated: '2022-03-01', DateCreated: '2022-03-01' })]);
    expect([list.rows, list.tally.copiedExits]).toEqual([[], undefined]);
  });
});

describe('an inactive record', () => {
  const street = project({ ProjectType: 4 });
  test.each([
    ['a contact 91 days before the end', ['2022-07-01'], '2022-07-01'],
    ['a contact 90 days before it', ['2022-07-02'], null],
    ['a contact after it', ['2022-10-01'], '2022-01-10'],
    ['a contact before the start', ['2022-01-09'], '2022-01-10'],
    ['two contacts', ['2022-02-01', '2022-03-01'], '2022-03-01'],
    ['no contact', [], '2022-01-10'],
  ])('%s: dated on the latest contact, else the start', (_, days, RecordDate) => {
    const Activities = days.map((on) => activity('contact', on));
    const { rows } = quality([flawless(ONE, { Activities })], {}, street);
    expect(rows.map((row) => [row.Problem, row.RecordDate])).toEqual(
      RecordDate === null ? [] : [['Still open, with no contact from 2022-07-02 to 2022-09-30', RecordDate]],
    );
  });

  test('of a night-by-night shelter, without a bed night', () => {
    const { rows } = quality([flawless(ONE)], {}, project({ ProjectType: 1 }));
    expect(rows).toMatchObject([
      { Element: 'Q6f Bed Night', Problem: 'Still open, with no bed night from 2022-07-02 to 2022-09-30' },
    ]);
  });
});

describe('our own checks', () => {
  test('a member still open after the head left, as old as the head’s exit', () => {
    const head = flawless('E1', { ...IN_H1, ExitDate: '2022-06-01' });
    const member = flawless('E2', { ...IN_H1, RelationshipToHoH: 3 });
    expect(quality([head, member]).rows).toMatchObject([
      {
        Element: 'Ours: Open after the head left',
        Problem: 'Still open, but the head of household left on 2022-06-01',
        Class: 'Data issue',
        EnrollmentID: 'E2',
        RecordDate: '2022-06-01',
        DaysOld: 121,
      },
    ]);
  });

  test('a move-in date outside the stay, with the date', () => {
    expect(of({ MoveInDate: '2022-01-09' }, { elements: ['dates'] }, project({ ProjectType: 3 }))).toEqual([
      ['Ours: Move-in date outside the stay', 'Move-in date 2022-01-09 is before the project start'],
    ]);
  });
});

describe('which stays', () => {
  const flaw = { NameQuality: 'missing' } as const;
  test.each<[string, EnrollmentFields, number]>([
    ['exited on the day before the range', { EntryDate: '2021-09-01', ExitDate: '2021-09-30' }, 0],
    ['exited on its first day', { EntryDate: '2021-09-01', ExitDate: '2021-10-01' }, 1],
    ['began on its last day', { EntryDate: '2022-09-30' }, 1],
    ['began on the day after it', { EntryDate: '2022-10-01' }, 0],
    ['began in it, exited before it', { EntryDate: '2021-10-01', ExitDate: '2021-09-30' }, 1],
    ['began before it, exited before that', { EntryDate: '2021-09-30', ExitDate: '2021-09-29' }, 0],
    ['exited in it, began after it', { EntryDate: '2022-10-01', ExitDate: '2022-09-30' }, 0],
  ])('%s', (_, fields, count) => {
    expect(of({ ...flaw, ...fields }, { elements: ['personal'] }).length).toBe(count);
  });

  test('HUD’s have no exit before the start and the range', () => {
    const reversed = { ...flaw, EntryDate: '2021-10-01', ExitDate: '2021-09-30' };
    expect(of(reversed, { universe: 'hud' })).toEqual([]);
    expect(of(reversed, { elements: ['dates'] })).toEqual([
      ['Q6b Project Start Date', 'The project exit is before the project start'],
    ]);
  });

  test('each of a person’s stays, or by HUD the latest', () => {
    const stays = ['E1', 'E2'].map((id, n) =>
      flawless(id, {
        PersonalID: 'P1',
        ...flaw,
        EntryDate: `2022-0${n + 1}-01`,
        ExitDate: n === 0 ? '2022-01-15' : null,
        DateToStreetESSH: '2022-01-01',
      }),
    );
    expect(quality(stays).ids).toEqual(['E1', 'E2']);
    const hud = quality(stays, { universe: 'hud' });
    expect(hud.ids).toEqual(['E2']);
    expect(hud.notes).toContain("Stays left out: 1 as not the client's latest.");
  });

  test.each([
    ['the day before the end', '2022-09-29', true],
    ['on its last day', '2022-09-30', true],
    ['the day after', '2022-10-01', false],
    ['never', null, false],
  ])('of street outreach, engaged %s', (_, DateOfEngagement, counts) => {
    const stay = [flawless(ONE, { ...flaw, DateOfEngagement, Activities: [activity('contact', '2022-09-01')] })];
    const outreach = project({ ProjectType: 4 });
    const [all, hud] = [quality(stay, {}, outreach), quality(stay, { universe: 'hud' }, outreach)];
    expect([all.rows.length, hud.rows.length]).toEqual([1, counts ? 1 : 0]);
    expect(all.notes.join(' ').includes('1 row is of clients of street outreach')).toBe(!counts);
    expect(hud.tally['leftOut:notEngaged']).toBe(counts ? undefined : 1);
  });

  test('a PATH grant makes services only like street outreach', () => {
    const path = project({ ProjectType: 6, Funders: [funder(21)] });
    expect(quality([flawless(ONE, flaw)], { universe: 'hud', elements: ['personal'] }, path).ids).toEqual([]);
  });

  test('a night-by-night shelter’s stay without a bed night is in Q6f alone by HUD', () => {
    const shelter = project({ ProjectType: 1 });
    const hud = quality([flawless(ONE, flaw)], { universe: 'hud' }, shelter);
    expect(problems(hud).map(([element]) => element)).toEqual(['Q6f Bed Night']);
    expect(hud.notes.join(' ')).toContain('1 for want of a bed night in the range (from Q6a to Q6e)');
    expect(problems(quality([flawless(ONE, flaw)], {}, shelter)).length).toBe(2);
  });
});
