import { describe, expect, it } from 'vitest';
import rows from '../../../functions/reports/data-entry-timing.ts';
import { calendarDate } from '../../../shared/dates.ts';
import { resolveParameters } from '../../../shared/parameter.ts';
import definition from '../../../shared/reports/data-entry-timing.ts';
import { activity, annualIncome, date, funder, project } from '../hmis/enrollment.ts';
import { IN_H1 } from './rows.ts';
import { exited, JANUARY, started, stay, timing } from './timing.ts';

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
      from: '2025-02-01',
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

  it('of a stay that was over before the range are listed by their own date, but where HUD’s stays alone count', () => {
    const over = (ExitDate: string) =>
      stay('E1', { ExitDate, ExitDateCreated: ExitDate, Activities: [activity('contact', '2026-01-10')] });
    const listed = (ExitDate: string, universe: string) =>
      timing([over(ExitDate)], { recordTypes: ['currentLivingSituations'], type: 'starts', universe }).ids;
    expect([listed('2025-12-31', 'all'), listed('2026-01-01', 'all')]).toEqual([['E1'], ['E1']]);
    expect([listed('2025-12-31', 'hud'), listed('2026-01-01', 'hud')]).toEqual([[], ['E1']]);
  });

  it('of starts and exits go by their dates, also where the exit lies before the start', () => {
    const reversed = exited('E1', '2026-01-20', '2026-01-20', { EntryDate: '2026-02-20' });
    expect(timing([reversed]).rows.map((row) => row.RecordType)).toEqual(['Project exit']);
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
