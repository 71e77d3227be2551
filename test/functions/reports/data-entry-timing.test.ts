import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Enrollment, Project } from '../../../functions/hmis/records.ts';
import rows from '../../../functions/reports/data-entry-timing.ts';
import { calendarDate } from '../../../shared/dates.ts';
import { BANDS } from '../../../shared/entry-timing/bands.ts';
import { NOT_CARRIED } from '../../../shared/entry-timing/exit-dates.ts';
import { resolveParameters } from '../../../shared/parameter.ts';
import definition from '../../../shared/reports/data-entry-timing.ts';
import {
  activity,
  annualIncome,
  date,
  type EnrollmentFields,
  enrollment,
  funder,
  project,
} from '../hmis/enrollment.ts';
import { IN_H1, runOver, sliceOf } from './rows.ts';

const JANUARY = { from: '2026-01-01', to: '2026-01-31' };

const timing = (enrollments: readonly Enrollment[], params: object = {}, where: Project = project()) =>
  runOver(rows, [sliceOf(enrollments, { project: where })], { ...JANUARY, ...params });

/** Entered before the range, unless said. */
const stay = (EnrollmentID: string, fields: EnrollmentFields = {}) =>
  enrollment({ EnrollmentID, EntryDate: '2025-06-01', DateCreated: '2025-06-01', ...fields });

const started = (EnrollmentID: string, EntryDate: string, DateCreated: string | null, fields: EnrollmentFields = {}) =>
  stay(EnrollmentID, { EntryDate, DateCreated, ...fields });
const exited = (
  EnrollmentID: string,
  ExitDate: string,
  ExitDateCreated: string | null,
  fields: EnrollmentFields = {},
) => stay(EnrollmentID, { ExitDate, ExitDateCreated, ExitUserID: 'U2', ...fields });

describe('data entry timing', () => {
  it('has its parameters and columns in their order', () => {
    expect(Object.keys(definition.parameters)).toEqual([
      ...['from', 'to', 'type', 'recordTypes', 'organizations', 'projects', 'cocs', 'fundingSources', 'users'],
      ...['standardDays', 'universe', 'hidePii'],
    ]);
    expect(definition.columns.map(({ key }) => key)).toEqual([
      ...['PersonalID', 'EnrollmentID', 'LastName', 'FirstName', 'OrganizationName', 'ProjectName', 'ProjectType'],
      ...['RecordType', 'EventDate', 'DateCreated', 'DaysToEnter', 'TimeForRecordEntry', 'WithinStandard', 'EnteredBy'],
    ]);
    expect(definition.columns.filter(({ pii }) => pii).map(({ key }) => key)).toEqual(['LastName', 'FirstName']);
  });

  it('left alone looks at all records, starts and exits, against three days, names hidden', () => {
    expect(resolveParameters(definition.parameters, {}, calendarDate('2026-01-31'))).toEqual({
      from: '2026-01-31',
      to: '2026-01-31',
      type: 'both',
      recordTypes: [],
      organizations: [],
      projects: [],
      cocs: [],
      fundingSources: [],
      users: [],
      standardDays: 3,
      universe: 'all',
      hidePii: true,
    });
  });

  it('has a row for the start and one for the exit, each with its own day of entry and user', () => {
    const client = started('E1', '2026-01-05', '2026-01-06', {
      PersonalID: 'P1',
      ExitDate: '2026-01-20',
      ExitDateCreated: '2026-01-30',
      ExitUserID: 'U2',
      Names: { LastName: 'Made', FirstName: 'Up', MiddleName: null, NameSuffix: null, SSN: null },
    });
    const shared = {
      PersonalID: 'P1',
      EnrollmentID: 'E1',
      LastName: 'Made',
      FirstName: 'Up',
      OrganizationName: 'Harbor Homes',
      ProjectName: 'Harbor House',
      ProjectType: 'Emergency Shelter - Entry Exit',
    };
    expect(timing([client]).rows).toEqual([
      {
        ...shared,
        RecordType: 'Project exit',
        EventDate: '2026-01-20',
        DateCreated: '2026-01-30',
        DaysToEnter: 10,
        TimeForRecordEntry: '7-10 days',
        WithinStandard: 'No',
        EnteredBy: 'Mara Ellis',
      },
      {
        ...shared,
        RecordType: 'Project start',
        EventDate: '2026-01-05',
        DateCreated: '2026-01-06',
        DaysToEnter: 1,
        TimeForRecordEntry: '1-3 days',
        WithinStandard: 'Yes',
        EnteredBy: 'Dev Okafor',
      },
    ]);
  });

  it.each([
    ['starts', ['Project start']],
    ['exits', ['Project exit']],
    ['both', ['Project exit', 'Project start']],
  ])('of type %s has %j', (type, types) => {
    const client = exited('E1', '2026-01-20', '2026-01-20', { EntryDate: '2026-01-05' });
    expect(timing([client], { type }).rows.map((row) => row.RecordType)).toEqual(types);
  });

  it('counts an exit after the range as none, and the start of that stay as one', () => {
    const client = exited('E1', '2026-02-01', '2026-02-01', { EntryDate: '2026-01-31' });
    expect(timing([client]).rows.map((row) => row.RecordType)).toEqual(['Project start']);
  });

  it('without a DateCreated leaves days, band and standard blank, and counts the record apart', () => {
    const {
      rows: [row],
      notes,
      summary,
    } = timing([started('E1', '2026-01-05', null)]);
    expect(row).toMatchObject({ DateCreated: null, DaysToEnter: null, TimeForRecordEntry: null, WithinStandard: null });
    expect(notes).toContain('1 record has no DateCreated: in no band, counted apart.');
    expect(summary?.rows.at(-2)?.slice(5)).toEqual([1, null, null, null, null, 0, 0, 0, 0, 0, 0, 1, null]);
  });

  it('entered before the event is not within the standard, and the notes count it', () => {
    const { rows: listed, notes } = timing([started('E1', '2026-01-05', '2026-01-04')]);
    expect(listed[0]).toMatchObject({ DaysToEnter: -1, TimeForRecordEntry: '< 0 days', WithinStandard: 'No' });
    expect(notes.join('\n')).toContain('1 record was entered before the event (< 0 days)');
  });

  it.each([
    [0, ['Yes', 'No', 'No']],
    [1, ['Yes', 'Yes', 'No']],
    [2, ['Yes', 'Yes', 'Yes']],
  ])('holds people to a standard of %i days', (standardDays, within) => {
    const people = ['2026-01-05', '2026-01-06', '2026-01-07'].map((day, i) => started(`E${i}`, '2026-01-05', day));
    expect(timing(people, { standardDays }).rows.map((row) => row.WithinStandard)).toEqual(within);
  });
});

describe('further types', () => {
  const client = started('E1', '2026-01-05', '2026-01-05', {
    AnnualIncomes: [{ ...annualIncome('2026-01-10'), DateCreated: date('2026-01-12') }],
    Activities: [
      { ...activity('contact', '2026-01-11'), DateCreated: date('2026-01-11') },
      { ...activity('bedNight', '2026-01-12'), DateCreated: date('2026-01-20') },
      activity('service', '2026-01-13'),
    ],
  });
  const types = (recordTypes: string[]) => timing([client], { recordTypes }).rows.map((row) => row.RecordType);

  it('are none unless asked for', () => {
    expect(types([])).toEqual(['Project start']);
    expect(types(['annualAssessments'])).toEqual(['Annual assessment', 'Project start']);
    expect(types(['currentLivingSituations'])).toEqual(['Current living situation', 'Project start']);
    expect(types(['bedNights'])).toEqual(['Bed night', 'Project start']);
  });

  it('stand with the newest day first, and have totals of their own', () => {
    const recordTypes = ['annualAssessments', 'bedNights', 'currentLivingSituations'];
    const { rows: listed, summary } = timing([client], { recordTypes });
    expect(listed.map((row) => row.DaysToEnter)).toEqual([8, 0, 2, 0]);
    expect(summary?.rows.slice(-5).map((row) => row.slice(4, 6))).toEqual([
      ['Project start', 1],
      ['Project exit', 0],
      ['Annual assessment', 1],
      ['Current living situation', 1],
      ['Bed night', 1],
    ]);
  });

  it('of a stay that was over before the range are not looked at, however they are dated', () => {
    const over = (ExitDate: string) =>
      stay('E1', { ExitDate, ExitDateCreated: ExitDate, Activities: [activity('contact', '2026-01-10')] });
    const listed = (ExitDate: string) =>
      timing([over(ExitDate)], { recordTypes: ['currentLivingSituations'], type: 'starts' }).ids;
    expect([listed('2025-12-31'), listed('2026-01-01')]).toEqual([[], ['E1']]);
  });

  it('of one day and stay are as many rows as records', () => {
    const twice = stay('E1', { Activities: [activity('contact', '2026-01-10'), activity('contact', '2026-01-10')] });
    expect(timing([twice], { recordTypes: ['currentLivingSituations'] }).ids).toEqual(['E1', 'E1']);
  });
});

describe('the filters', () => {
  it('of users go by each record’s own user, and one without a user is nobody’s', () => {
    const people = [
      exited('E1', '2026-01-20', '2026-01-20', { EntryDate: '2026-01-05', UserID: 'U1', ExitUserID: 'U2' }),
      exited('E2', '2026-01-20', '2026-01-20', { EntryDate: '2026-01-05', UserID: 'U2', ExitUserID: null }),
    ];
    const { rows: listed, notes } = timing(people, { users: ['U2'] });
    expect(listed.map((row) => [row.EnrollmentID, row.RecordType])).toEqual([
      ['E1', 'Project exit'],
      ['E2', 'Project start'],
    ]);
    expect(notes).toContain('Records left out: 2 by user.');
  });

  it('of CoCs take the members by their head’s CoC', () => {
    const people = [
      started('E1', '2026-01-05', '2026-01-05', { ...IN_H1, EnrollmentCoC: 'XX-501' }),
      started('E2', '2026-01-05', '2026-01-05', { ...IN_H1, RelationshipToHoH: 2, EnrollmentCoC: null }),
      started('E3', '2026-01-05', '2026-01-05', { EnrollmentCoC: 'XX-502' }),
    ];
    const { ids, tally } = timing(people, { cocs: ['XX-501'] });
    expect(ids).toEqual(['E1', 'E2']);
    expect(tally['leftOut:cocs']).toBe(1);
  });

  it.each([
    ['ended the day before From', '2020-01-01', '2025-12-31', false],
    ['ended on From', '2020-01-01', '2026-01-01', true],
    ['begins on To', '2026-01-31', null, true],
    ['begins the day after To', '2026-02-01', null, false],
  ])('of funding sources take a project whose grant %s: %#', (_, StartDate, EndDate, listed) => {
    const funded = project({ Funders: [funder(2, { StartDate, EndDate }), funder(46)] });
    const { ids, tally } = timing([started('E1', '2026-01-05', null)], { fundingSources: ['2'] }, funded);
    expect(ids.length).toBe(Number(listed));
    expect(tally['leftOut:fundingSources']).toBe(listed ? undefined : 1);
  });
});

describe('HUD’s records', () => {
  const HUD = { universe: 'hud' };

  it('are of each client’s latest stay over all projects of the run', () => {
    const person = { PersonalID: 'P1' };
    const [first, second] = [project(), project({ ProjectID: 'PR2' })];
    const slices = [
      sliceOf([exited('E1', '2026-01-04', '2026-01-04', { ...person, EntryDate: '2026-01-02' })], { project: first }),
      sliceOf([started('E2', '2026-01-05', '2026-01-06', person)], { project: second }),
    ];
    const all = runOver(rows, slices, JANUARY);
    const hud = runOver(rows, slices, { ...JANUARY, ...HUD });
    expect([all.ids, hud.ids]).toEqual([['E1', 'E1', 'E2'], ['E2']]);
    expect(hud.notes).toContain("Records left out: 2 as not of the client's latest stay.");
    expect(hud.notes).toContain("The totals are those of the APR's Q6e for the same projects and dates.");
  });

  it('choose the latest stay among projects of the funding sources asked for', () => {
    const person = { PersonalID: 'P1' };
    const slices = [
      sliceOf([started('E1', '2026-01-02', '2026-01-02', person)], { project: project({ Funders: [funder(2)] }) }),
      sliceOf([started('E2', '2026-01-05', '2026-01-05', person)], { project: project({ ProjectID: 'PR2' }) }),
    ];
    expect(runOver(rows, slices, { ...JANUARY, ...HUD, fundingSources: ['2'] }).ids).toEqual(['E1']);
  });

  it.each([
    ['a bed night in the range', ['2026-01-10'], null, ['E1']],
    ['none', [], null, []],
    ['none, exited in the range', [], '2026-01-20', ['E1', 'E1']],
  ])('of a night-by-night shelter are of clients with %s', (_, nights, ExitDate, ids) => {
    const client = started('E1', '2026-01-05', '2026-01-05', {
      ExitDate,
      Activities: nights.map((night) => activity('bedNight', night)),
    });
    expect(timing([client], HUD, project({ ProjectType: 1 })).ids).toEqual(ids);
    expect(timing([client], {}, project({ ProjectType: 1 })).ids.length).toBe(ExitDate === null ? 1 : 2);
  });

  it.each([
    ['the day before To', '2026-01-30', true, false],
    ['on To', '2026-01-31', true, true],
    ['the day after To', '2026-02-01', false, false],
    ['never', null, false, false],
  ])('of street outreach are of clients engaged by To: %s', (_, DateOfEngagement, counts, differs) => {
    const client = started('E1', '2026-01-05', '2026-01-05', { DateOfEngagement });
    const street = project({ ProjectType: 4 });
    const { ids, notes, tally } = timing([client], HUD, street);
    expect(ids).toEqual(counts ? ['E1'] : []);
    expect(tally['leftOut:notEngaged']).toBe(counts ? undefined : 1);
    expect(notes.join().includes('1 record is of clients engaged on 2026-01-31 itself: kept')).toBe(differs);
    expect(timing([client], {}, street).ids).toEqual(['E1']);
  });

  it('take an earlier stay where the client is not engaged in the later one', () => {
    const person = { PersonalID: 'P1' };
    const people = [
      started('E1', '2026-01-02', '2026-01-02', { ...person, DateOfEngagement: '2026-01-03', ExitDate: '2026-01-04' }),
      started('E2', '2026-01-05', '2026-01-05', person),
    ];
    expect(timing(people, HUD, project({ ProjectType: 4 })).ids).toEqual(['E1', 'E1']);
  });

  it.each([
    [{}, true],
    [{ type: 'starts' }, false],
    [{ recordTypes: ['bedNights'] }, false],
    [{ users: ['U1'] }, false],
    [{ cocs: ['XX-500'] }, false],
  ])('with %j are Q6e’s totals: %s', (params, asQ6e) => {
    const said = timing([], { ...HUD, ...params }).notes.join();
    expect(said.includes("The totals are those of the APR's Q6e")).toBe(asQ6e);
    expect(said.includes("The totals are not those of the APR's Q6e")).toBe(!asQ6e);
  });
});

describe('an export that carries the enrollment’s day for the exit', () => {
  const people = (copied: number, own: number) =>
    Array.from({ length: copied + own }, (_, i) =>
      exited(`E${i}`, '2026-01-20', i < copied ? '2026-01-25' : '2026-01-26', { DateCreated: '2026-01-25' }),
    );
  const remarkOf = ({ summary }: ReturnType<typeof timing>) =>
    summary?.rows.find((row) => row[0] === 'Project' && row[4] === 'Project exit')?.at(-1);

  it.each([
    ['9 of 9', 9, 0, false],
    ['10 of 10', 10, 0, true],
    ['8 of 10', 8, 2, true],
    ['7 of 10', 7, 3, false],
    ['79 of 100', 79, 21, false],
    ['80 of 100', 80, 20, true],
  ])('for %s exits', (_, copied, own, lacks) => {
    const run = timing(people(copied, own));
    expect(remarkOf(run)).toBe(lacks ? NOT_CARRIED : null);
    expect(run.notes.some((note) => note.startsWith(NOT_CARRIED))).toBe(lacks);
    expect(run.rows.map((row) => row.DaysToEnter)).toContain(5);
    if (lacks) expect(run.notes[0]).toContain('Projects where it shows: Harbor House.');
  });

  it('is told from all exits of the project, whoever entered the ones that are shown', () => {
    const few = [
      ...people(9, 0),
      exited('E9', '2026-01-20', '2026-01-25', { DateCreated: '2026-01-25', ExitUserID: 'U1' }),
    ];
    const run = timing(few, { users: ['U1'], type: 'exits' });
    expect(run.ids).toEqual(['E9']);
    expect(remarkOf(run)).toBe(NOT_CARRIED);
  });

  it('is no matter where only starts are timed', () => {
    expect(timing(people(10, 0), { type: 'starts' }).notes.join()).not.toContain(NOT_CARRIED);
  });

  it('is told over pages that hold a part of the project each', () => {
    const all = people(12, 0);
    const pages = [all.slice(0, 6), all.slice(6)].map((part) => sliceOf(part));
    const whole = runOver(rows, [sliceOf(all)], JANUARY);
    const parted = runOver(rows, pages, JANUARY);
    expect(parted.tally).toEqual(whole.tally);
    expect(parted.notes).toEqual(whole.notes);
    expect(parted.summary).toEqual(whole.summary);
  });
});

describe('what is read', () => {
  const families = (params: object, ProjectType: number, newestActivity: string | null) =>
    rows.families(resolveParameters(definition.parameters, { ...JANUARY, ...params }, calendarDate('2026-01-31')), {
      project: project({ ProjectType }),
      newestActivity: newestActivity === null ? null : date(newestActivity),
    });

  it.each([
    [{}, 1, '2026-01-10', []],
    [{ recordTypes: ['annualAssessments'] }, 1, '2026-01-10', []],
    [{ recordTypes: ['bedNights'] }, 1, '2026-01-10', ['ACTIVITY']],
    [{ recordTypes: ['currentLivingSituations'] }, 4, '2026-01-01', ['ACTIVITY']],
    [{ recordTypes: ['currentLivingSituations'] }, 4, '2025-12-31', []],
    [{ recordTypes: ['currentLivingSituations'] }, 4, null, []],
    [{ universe: 'hud' }, 1, '2026-01-10', ['ACTIVITY']],
    [{ universe: 'hud' }, 0, '2026-01-10', []],
  ])('with %j of a project of type %i whose newest activity is of %s: %j', (params, type, newest, read) => {
    expect(families(params, type, newest)).toEqual(read);
  });
});

describe('a range', () => {
  it.each([
    ['2026-02-01', '2026-01-31', 'From must not be later than To.'],
    ['1900-01-01', '2026-01-31', 'The range is longer than 50 years. Choose a later From.'],
    ['2026-01-31', '2026-01-31', undefined],
  ])('from %s to %s', (from, to, message) => {
    const params = resolveParameters(definition.parameters, { from, to }, calendarDate('2026-01-31'));
    expect(definition.check?.(params)?.message).toBe(message);
  });
});

const day = fc.integer({ min: 1, max: 31 }).map((n) => `2026-01-${String(n).padStart(2, '0')}`);
const maybe = <T>(some: fc.Arbitrary<T>) => fc.option(some, { nil: null });
const anyStay = fc.record({
  EntryDate: fc.oneof(day, fc.constant('2025-12-01')),
  DateCreated: maybe(day),
  ExitDate: maybe(fc.constantFrom('2025-12-31', '2026-01-31', '2026-02-03')),
  ExitDateCreated: maybe(day),
  UserID: fc.constantFrom('U1', 'U2', null),
  ExitUserID: fc.constantFrom('U1', 'U2', null),
  EnrollmentCoC: fc.constantFrom('XX-500', 'XX-501', null),
  PersonalID: fc.constantFrom('P1', 'P2', 'P3'),
  HouseholdID: fc.constantFrom('H1', 'H2', 'H3'),
  RelationshipToHoH: fc.constantFrom(1, 2),
  Contacts: fc.array(fc.tuple(day, maybe(day)), { maxLength: 3 }),
});
const stays = fc.array(anyStay, { maxLength: 8 }).map((all) =>
  all.map(({ Contacts, ...fields }, i) =>
    enrollment({
      EnrollmentID: `E${i}`,
      ...fields,
      Activities: Contacts.map(([on, created]) => ({
        ...activity('contact', on),
        DateCreated: created === null ? null : date(created),
      })),
    }),
  ),
);
const MORE = { recordTypes: ['currentLivingSituations'] };

describe('whatever the stays are', () => {
  it('the rows, tally and notes do not hang on their order', () => {
    fc.assert(
      fc.property(stays, fc.constantFrom('all', 'hud'), (people, universe) => {
        const reversed = people.map((one) => ({ ...one, Activities: one.Activities.toReversed() })).toReversed();
        const [there, back] = [people, reversed].map((all) => timing(all, { ...MORE, universe }));
        expect(back).toEqual(there);
      }),
      { seed: 1 },
    );
  });

  it('a filter only takes rows away, and those are the ones the notes count', () => {
    const filters = fc.constantFrom({ users: ['U1'] }, { cocs: ['XX-501'] }, { type: 'exits' }, { universe: 'hud' });
    fc.assert(
      fc.property(stays, filters, (people, filter) => {
        const lines = (run: ReturnType<typeof timing>) => run.rows.map((row) => JSON.stringify(row));
        const [all, some] = [timing(people, MORE), timing(people, { ...MORE, ...filter })];
        const left = [...lines(all)];
        for (const line of lines(some)) {
          expect(left).toContain(line);
          left.splice(left.indexOf(line), 1);
        }
        const told = Object.entries(some.tally).filter(([key]) => key.startsWith('leftOut:'));
        if (!('type' in filter)) expect(told.reduce((sum, [, count]) => sum + count, 0)).toBe(left.length);
      }),
      { seed: 1 },
    );
  });

  it('the rows of a band are as many as the summary’s total says', () => {
    fc.assert(
      fc.property(stays, (people) => {
        const { rows: listed, summary } = timing(people, MORE);
        for (const total of summary?.rows.filter((row) => row[0] === 'Total') ?? []) {
          const own = listed.filter((row) => row.RecordType === total[4]);
          const inBands = BANDS.map((band) => own.filter((row) => row.TimeForRecordEntry === band).length);
          expect(total.slice(10, 16)).toEqual(inBands);
          expect(total[5]).toBe(own.length);
        }
      }),
      { seed: 1 },
    );
  });
});
