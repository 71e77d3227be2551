import { describe, expect, it } from 'vitest';
import annualAssessments from '../../../functions/reports/annual-assessments.ts';
import { calendarDate } from '../../../shared/dates.ts';
import type { UserId } from '../../../shared/ids.ts';
import { resolveParameters } from '../../../shared/parameter.ts';
import definition from '../../../shared/reports/annual-assessments.ts';
import { annualIncome, date, enrollment, funder, project } from '../hmis/enrollment.ts';
import { annualsOf, annualsOver, child, head, partner, shortly } from './annual-list.ts';
import { AS_OF, runOver, sliceOf } from './rows.ts';

const DUE = { dueDate: '2022-09-01' };

describe('the parameters', () => {
  it('are these, in this order', () => {
    expect(Object.keys(definition.parameters)).toEqual(
      'mode from to dueDate status upcomingDays members organizations projects projectTypes cocs fundingSources personalId headsOfHouseholdOnly hidePii'.split(
        ' ',
      ),
    );
  });

  it('left out are the work list of what is due, overdue or misdated as of the export’s end, without coordinated entry', () => {
    expect(resolveParameters(definition.parameters, {}, AS_OF)).toEqual({
      dueDate: '2026-09-30',
      status: ['Due', 'OutsideWindow', 'Overdue'],
      upcomingDays: 60,
      members: 'adultsAndHeads',
      organizations: [],
      projects: [],
      projectTypes: ['0', '1', '10', '11', '12', '13', '2', '3', '4', '6', '7', '8', '9'],
      cocs: [],
      fundingSources: [],
      personalId: '',
      headsOfHouseholdOnly: false,
      hidePii: true,
      mode: 'worklist',
      from: '2025-10-01',
      to: '2026-09-30',
    });
  });

  const wrong = (params: object) => definition.check?.(resolveParameters(definition.parameters, params, AS_OF));

  it('refuse a range upside down only where there is a range', () => {
    const upsideDown = { from: '2022-10-01', to: '2022-09-30' };
    expect(wrong({ ...upsideDown, mode: 'apr' })).toEqual({
      field: 'from',
      message: 'From must not be later than To.',
    });
    expect(wrong(upsideDown)).toBeUndefined();
    expect(wrong({ from: '2022-09-30', to: '2022-09-30', mode: 'apr' })).toBeUndefined();
  });

  it('say which days are read: the one day of the work list, or the range', () => {
    const days = (params: object) => annualAssessments.days(resolveParameters(definition.parameters, params, AS_OF));
    expect(days(DUE)).toEqual({ from: '2022-09-01', to: '2022-09-01' });
    expect(days({ ...DUE, mode: 'apr', from: '2021-10-01', to: '2022-09-30' })).toEqual({
      from: '2021-10-01',
      to: '2022-09-30',
    });
  });
});

describe('the columns', () => {
  it('are these, in this order', () => {
    expect(definition.columns.map(({ key }) => key)).toEqual(
      `PersonalID HouseholdID EnrollmentID LastName FirstName Age RelationshipToHoH OrganizationName ProjectName ProjectType
       FundingSources EntryDate HouseholdStartDate AnniversaryDate WindowOpens WindowCloses Status DaysLeft
       AnnualAssessmentDate OutsideDate LatestAnnualAssessmentDate Incomplete RequiredFor NextAnniversary Basis EnteredBy`.split(
        /\s+/,
      ),
    );
  });

  it('with names are the two that are', () => {
    expect(definition.columns.filter(({ pii }) => pii).map(({ key }) => key)).toEqual(['LastName', 'FirstName']);
  });

  it('of a whole row', () => {
    const rehousing = project({ ProjectType: 13, RRHSubType: 1, Funders: [funder(3)] });
    const two = [
      head('E1', {
        PersonalID: 'P1',
        Names: { LastName: 'Reed', FirstName: 'Ana', MiddleName: null, NameSuffix: null, SSN: null },
      }),
      partner('E2', {
        PersonalID: 'P2',
        EntryDate: '2021-08-01',
        DOB: '1990-09-01',
        UserID: 'U2',
        AnnualIncomes: [annualIncome('2022-07-10')],
        OtherAnnualDates: [date('2022-06-03')],
      }),
    ];
    const { rows } = annualsOf(two, DUE, { project: rehousing });
    expect(rows[1]).toEqual({
      PersonalID: 'P2',
      HouseholdID: 'H1',
      EnrollmentID: 'E2',
      LastName: null,
      FirstName: null,
      Age: 32,
      RelationshipToHoH: "Head of household's spouse or partner",
      OrganizationName: 'Harbor Homes',
      ProjectName: 'Harbor House',
      ProjectType: 'PH - Rapid Re-Housing (services only)',
      FundingSources: 'HUD: CoC - Rapid Re-Housing',
      EntryDate: '2021-08-01',
      HouseholdStartDate: '2021-06-01',
      AnniversaryDate: '2022-06-01',
      WindowOpens: '2022-05-02',
      WindowCloses: '2022-07-01',
      Status: 'OutsideWindow',
      DaysLeft: -62,
      AnnualAssessmentDate: null,
      OutsideDate: '2022-07-10',
      LatestAnnualAssessmentDate: '2022-07-10',
      Incomplete: 'Yes',
      RequiredFor: 'income and insurance',
      NextAnniversary: '2023-06-01',
      Basis:
        'Household start 2021-06-01 by EntryDate of Self (Head of Household), EnrollmentID E1; none in the window (stage 5 in other files, without income); nearest 2022-07-10 is outside, 39 days after 2022-06-01',
      EnteredBy: null,
    });
    expect(rows[0]).toMatchObject({ LastName: 'Reed', FirstName: 'Ana', EnteredBy: 'Dev Okafor' });
  });

  it.each([
    ['the day before the birthday', '2022-08-31', 31],
    ['the birthday', '2022-09-01', 32],
  ])('Age is the one on the due date: %s', (_, dueDate, age) => {
    expect(annualsOf([head('E1', { DOB: '1990-09-01' })], { dueDate }).rows[0]?.Age).toBe(age);
  });

  it.each([
    ['the day before the window opens', '2022-05-01', 61],
    ['the day it closes', '2022-07-01', 0],
    ['the day after', '2022-07-02', -1],
  ])('DaysLeft counts to the close of the window: %s', (_, dueDate, days) => {
    expect(annualsOf([head('E1')], { dueDate }).rows[0]?.DaysLeft).toBe(days);
  });

  it.each([
    ['the day before an anniversary', '2022-05-31', '2022-06-01'],
    ['the anniversary', '2022-06-01', '2023-06-01'],
  ])('NextAnniversary is the first after the due date: %s', (_, dueDate, next) => {
    expect(annualsOf([head('E1')], { dueDate }).rows[0]?.NextAnniversary).toBe(next);
  });

  it('the latest annual assessment is of any date, but none after the due date', () => {
    const one = head('E1', { AnnualIncomes: ['2021-07-01', '2022-09-01', '2022-09-02'].map(annualIncome) });
    const [row] = annualsOf([one], DUE).rows;
    expect(row).toMatchObject({ LatestAnnualAssessmentDate: '2022-09-01', OutsideDate: '2022-09-01' });
  });

  it('EnteredBy is who entered the assessment that decided, or else the enrollment', () => {
    const by = (...dates: string[]) =>
      annualsOf(
        [head('E1', { AnnualIncomes: dates.map((on) => ({ ...annualIncome(on), UserID: 'U2' as UserId })) })],
        DUE,
      ).rows.map(({ Status, EnteredBy }) => `${Status} ${EnteredBy}`);
    expect(by('2022-06-01')).toEqual(['Completed Mara Ellis']);
    expect(by('2022-08-01')).toEqual(['OutsideWindow Mara Ellis']);
    expect(by()).toEqual(['Overdue Dev Okafor']);
  });

  it('shows an unknown relationship as its code and counts it', () => {
    const { rows, notes } = annualsOf(
      [partner('E1', { RelationshipToHoH: 99 }), partner('E2', { RelationshipToHoH: 77 })],
      DUE,
    );
    expect(rows.map((row) => row.RelationshipToHoH)).toContain('Unknown code (77)');
    expect(notes.join('\n')).toMatch(/Codes that HUD's lists don't have: RelationshipToHoH in \d row/);
  });
});

describe('the Basis', () => {
  const basis = (fields: Parameters<typeof head>[1], dueDate: string) =>
    annualsOf([head('E1', fields)], { dueDate }).rows.map((row) => String(row.Basis).split('; ').slice(1).join('; '));

  it.each<[string, Parameters<typeof head>[1], string, string]>([
    [
      'completed',
      { AnnualIncomes: [annualIncome('2022-06-10')] },
      '2022-09-01',
      'annual assessment of 2022-06-10 decided',
    ],
    ['due', {}, '2022-06-15', 'none in the window so far'],
    [
      'due, with one too early',
      { AnnualIncomes: [annualIncome('2022-05-01')] },
      '2022-06-15',
      'none in the window so far; nearest 2022-05-01 is outside, 31 days before 2022-06-01',
    ],
    ['overdue', {}, '2022-09-01', 'none in the window, nor within 180 days of 2022-06-01'],
    ['to come', {}, '2021-09-01', 'the window of 2022-06-01 has not opened'],
    ['a start in another age', { EntryDate: '1021-06-01' }, '2021-09-01', 'nobody can have entered then'],
  ])('says why: %s', (_, fields, dueDate, expected) => {
    expect(basis(fields, dueDate)).toEqual([expected]);
  });

  it('says of a member who came late when that was', () => {
    const rows = annualsOf([head('E1'), partner('E2', { EntryDate: '2022-06-02' })], DUE).rows;
    expect(rows.find((row) => row.Status === 'NotRequired')).toMatchObject({
      EnrollmentID: 'E2',
      RequiredFor: null,
      Basis:
        'Household start 2021-06-01 by EntryDate of Self (Head of Household), EnrollmentID E1; entered on 2022-06-02, after the anniversary',
    });
  });

  it('says that nothing can be told of a project without income records', () => {
    const { rows } = annualsOf([head('E1')], DUE, { hasIncomeRecords: false });
    expect(rows[0]?.Basis).toContain('; the export has no income records at all for this project');
  });
});

describe('the rows', () => {
  it('come by project, household by its head, head first, PersonalID, then the newest anniversary first', () => {
    const since2020 = { EntryDate: '2020-06-01' };
    const own = (id: string, PersonalID: string, HouseholdID: string, RelationshipToHoH: number) =>
      head(id, { ...since2020, PersonalID, HouseholdID, RelationshipToHoH });
    const [first, second] = [project({ ProjectID: 'A' }), project({ ProjectID: 'B' })];
    const list = annualsOver(
      [
        [
          first,
          [own('E5', 'P5', 'H2', 1), own('E1', 'P1', 'H3', 3), own('E2', 'P2', 'H2', 3), own('E3', 'P3', 'H3', 1)],
        ],
        [second, [own('E4', 'P0', 'H4', 1)]],
      ],
      { ...DUE, members: 'all' },
    );
    expect(shortly(list)).toEqual([
      'E3 2022-06-01 Overdue',
      'E3 2021-06-01 Overdue',
      'E1 2022-06-01 Overdue',
      'E1 2021-06-01 Overdue',
      'E5 2022-06-01 Overdue',
      'E5 2021-06-01 Overdue',
      'E2 2022-06-01 Overdue',
      'E2 2021-06-01 Overdue',
      'E4 2022-06-01 Overdue',
      'E4 2021-06-01 Overdue',
    ]);
  });

  it('of two stays of a person are those of both, for a work list is about stays', () => {
    const two = [
      enrollment({ EnrollmentID: 'E1', PersonalID: 'P1', EntryDate: '2021-06-01' }),
      enrollment({ EnrollmentID: 'E2', PersonalID: 'P1', EntryDate: '2021-07-01' }),
    ];
    expect(shortly(annualsOf(two, DUE))).toEqual(['E1 2022-06-01 Overdue', 'E2 2022-07-01 Overdue']);
  });
});

describe('the filters', () => {
  const ids = (people: Parameters<typeof annualsOf>[0], params: object, request = {}) =>
    annualsOf(people, { ...DUE, ...params }, request).ids;

  it('adults and heads are by age on the due date: 17 the day before the birthday, 18 on it', () => {
    const household = [head('E1'), child('E2', { DOB: '2004-09-02' }), child('E3', { DOB: '2004-09-01' })];
    expect(ids(household, { members: 'adultsAndHeads' })).toEqual(['E1', 'E3']);
    expect(ids(household, { members: 'all' })).toEqual(['E1', 'E2', 'E3']);
  });

  it('a head is listed whatever the age; a member of unknown age and a child only with everyone', () => {
    const household = [
      head('E1', { DOB: '2006-01-01' }),
      partner('E2', { DOB: null }),
      partner('E3', { DOB: '1914-12-31' }),
      child('E4'),
    ];
    const { rows, tally, notes } = annualsOf(household, { ...DUE, members: 'adultsAndHeads' });
    expect(rows.map(({ EnrollmentID, RequiredFor }) => [EnrollmentID, RequiredFor])).toEqual([
      ['E1', 'income and insurance'],
    ]);
    expect(tally['leftOut:members']).toBe(3);
    expect(notes).toContain('Enrolled, but left out by the filters: 3 as not adult or head of household.');
    const all = annualsOf(household, DUE).rows;
    expect(all.slice(1).map((row) => row.RequiredFor)).toEqual(['insurance only', 'insurance only', 'insurance only']);
  });

  it('a status lists its rows and says what the others are', () => {
    const people = [head('E1'), head('E2', { HouseholdID: 'H2', AnnualIncomes: [annualIncome('2022-06-10')] })];
    const { ids: listed, notes } = annualsOf(people, { ...DUE, status: ['Completed', 'Due'] });
    expect(listed).toEqual(['E2']);
    expect(notes).toContain('Anniversaries by status: Due 0, Completed 1.');
    expect(notes).toContain(
      'Not asked for and not listed: Overdue 1, OutsideWindow 0, Upcoming 0, FirstYear 0, NotDue 0, NotRequired 0, DataIssue 0.',
    );
    expect(annualsOf(people, DUE).notes.join()).not.toContain('Not asked for');
  });

  it.each([
    ['as it is', 'P-E2', ['E2']],
    ['with blanks around it', '  P-E2\t', ['E2']],
    ['in other letters', 'p-e2', []],
    ['of nobody', 'P-E9', []],
    ['blank', '  ', ['E1', 'E2']],
  ])('a PersonalID finds one person: %s', (_, personalId, expected) => {
    expect(ids([head('E1'), partner('E2')], { personalId })).toEqual(expected);
  });

  it.each([
    ['left out are all but coordinated entry', {}, ['shelter', 'outreach']],
    ['empty are all', { projectTypes: [] }, ['shelter', 'outreach', 'entry', 'unknown']],
    ['are those chosen', { projectTypes: ['14', '4'] }, ['outreach', 'entry']],
  ])('project types %s', (_, params, expected) => {
    const types = { shelter: 0, outreach: 4, entry: 14, unknown: null };
    const projects = Object.entries(types).map(
      ([id, ProjectType]) => [project({ ProjectID: id, ProjectType }), [head(id)]] as const,
    );
    const { ids: listed, tally } = annualsOver(projects, { ...DUE, ...params });
    expect(listed).toEqual(expected);
    expect(tally['leftOut:projectTypes'] ?? 0).toBe(4 - expected.length);
  });

  it('a CoC takes the members by their head’s', () => {
    const household = [head('E1', { EnrollmentCoC: 'XX-501' }), partner('E2', { EnrollmentCoC: null })];
    expect(ids(household, { cocs: ['XX-501'] })).toEqual(['E1', 'E2']);
    expect(ids(household, { cocs: ['XX-500'] })).toEqual([]);
  });

  it.each([
    ['ended the day before', { EndDate: '2022-08-31' }, []],
    ['ends on it', { EndDate: '2022-09-01' }, ['E1']],
    ['begins on it', { StartDate: '2022-09-01' }, ['E1']],
    ['begins the day after', { StartDate: '2022-09-02' }, []],
  ])('a funding source is one on the due date: it %s', (_, days, expected) => {
    const funded = project({ Funders: [funder(2, days)] });
    expect(ids([head('E1')], { fundingSources: ['2'] }, { project: funded })).toEqual(expected);
  });

  it('heads only names the households that would vanish with their head gone', () => {
    const people = [
      head('E1', { ExitDate: '2022-03-01' }),
      partner('E2'),
      head('E3', { HouseholdID: 'H2' }),
      partner('E4', { HouseholdID: 'H2' }),
    ];
    const { ids: listed, notes } = annualsOf(people, { ...DUE, headsOfHouseholdOnly: true });
    expect(listed).toEqual(['E3']);
    expect(notes).toContain(
      '1 household with 1 enrolled member has no enrolled head and is not in this list of heads. HouseholdID (members): H1 (1).',
    );
    expect(notes).toContain('Enrolled, but left out by the filters: 2 as not head of household.');
  });
});

describe('the notes', () => {
  it('begin with the rule and its day', () => {
    expect(annualsOf([], DUE).notes[0]).toContain('enrolled at the end of 2022-09-01');
  });

  it('count the rows that a start by the latest head would decide otherwise', () => {
    const changed = [head('E1', { ExitDate: '2022-01-15' }), partner('E2'), head('E3', { EntryDate: '2022-01-15' })];
    expect(annualsOf(changed, DUE).notes).toContain(
      "Counted from the latest head's own start, as some programs do, 2 of these rows would not be here and 2 rows would be added.",
    );
    expect(annualsOf([head('E1')], DUE).notes).toContain(
      "Counted from the latest head's own start, as some programs do, the rows would be the same.",
    );
  });

  it('know nothing of a head who enters after the due date', () => {
    const people = [partner('E1'), head('E2', { EntryDate: '2022-09-02' })];
    expect(annualsOf(people, DUE).notes).toContain(
      "Counted from the latest head's own start, as some programs do, the rows would be the same.",
    );
  });

  it('count rows of an anniversary on which somebody who is 18 now was not', () => {
    const people = [head('E1'), child('E2', { DOB: '2004-06-02' }), child('E3', { DOB: '2004-06-01' })];
    const note = 'Rows of an anniversary on which the person was not yet 18, and only insurance was asked: 1.';
    expect(annualsOf(people, DUE).notes).toContain(note);
    expect(annualsOf(people.slice(0, 1), DUE).notes).not.toContain(note);
  });

  it('count who entered on an anniversary, and stage 5 without income', () => {
    const people = [head('E1', { OtherAnnualDates: [date('2022-06-01')] }), partner('E2', { EntryDate: '2022-06-01' })];
    const notes = annualsOf(people, DUE).notes.join('\n');
    expect(notes).toMatch(/entered on the anniversary itself: .*: 1\./);
    expect(notes).toContain('Rows with stage 5 in the window but no income record (Incomplete): 1.');
  });

  it('say of a project without income records that nothing in it is called overdue, also where that status is not asked for', () => {
    const { ids, notes } = annualsOf([head('E1')], { ...DUE, status: ['Overdue'] }, { hasIncomeRecords: false });
    expect(ids).toEqual([]);
    expect(notes).toContain(
      'DataIssue, and never called overdue, in projects of which the export has no income records at all: 1.',
    );
  });

  it('of an impossible EntryDate say how many rows it makes', () => {
    const { notes } = annualsOf([head('E1', { EntryDate: '1021-06-01' }), partner('E2')], DUE);
    expect(notes).toContain('DataIssue in households with an impossible EntryDate: 2.');
  });

  it('are the same for one page as for two', () => {
    const people = [head('E1'), head('E2', { HouseholdID: 'H2' })];
    const one = project();
    const [together, apart] = [
      runOver(annualAssessments, [sliceOf(people)], DUE),
      runOver(
        annualAssessments,
        people.map((person) => sliceOf([person], { project: one })),
        DUE,
      ),
    ];
    expect(apart.notes).toEqual(together.notes);
  });
});

describe('what a run reads', () => {
  it('is no family beside the stays: income and stage 5 days come with them', () => {
    const params = resolveParameters(definition.parameters, { mode: 'apr' }, calendarDate('2022-09-30'));
    expect(annualAssessments.families(params, { project: project({ ProjectType: 1 }), newestActivity: null })).toEqual(
      [],
    );
  });
});
