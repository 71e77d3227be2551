import { describe, expect, it } from 'vitest';
import activeClients from '../../../functions/reports/active-clients.ts';
import { calendarDate } from '../../../shared/dates.ts';
import { resolveParameters } from '../../../shared/parameter.ts';
import definition from '../../../shared/reports/active-clients.ts';
import { activity, date, type EnrollmentFields, enrollment, funder, project } from '../hmis/enrollment.ts';
import { IN_H1, listOf } from './rows.ts';

const JANUARY = { from: '2026-01-01', to: '2026-01-31' };
const NIGHT = '2026-01-28';
const PIT = { from: NIGHT, to: NIGHT };

const person = (EnrollmentID: string, fields: EnrollmentFields = {}) =>
  enrollment({ EnrollmentID, EntryDate: '2025-06-01', ...fields });
const member = (EnrollmentID: string, RelationshipToHoH: number, fields: EnrollmentFields = {}) =>
  person(EnrollmentID, { ...IN_H1, RelationshipToHoH, ...fields });

describe('the report type', () => {
  it.each([
    ['began', 'EntryDate', ['2025-12-31', '2026-01-01', '2026-01-31'], ['2026-01-01', '2026-01-31']],
    ['exited', 'ExitDate', ['2026-01-01', '2026-01-31', '2026-02-01'], ['2026-01-01', '2026-01-31']],
    ['stillEnrolled', 'ExitDate', ['2026-01-30', '2026-01-31', '2026-02-01'], ['2026-02-01']],
  ])('%s goes by %s, the ends of the range included', (reportType, field, days, listed) => {
    const people = days.map((day) => person(day, { [field]: day }));
    const { ids, tally } = listOf(people, { ...JANUARY, reportType });
    expect(ids).toEqual(listed);
    expect(tally['leftOut:reportType']).toBe(days.length - listed.length);
  });

  it('still enrolled takes who is open, began and exited don’t ask for the other end', () => {
    const open = person('open', { EntryDate: '2026-01-15' });
    const left = person('left', { EntryDate: '2025-01-15', ExitDate: '2026-01-15' });
    const ids = (reportType: string) => listOf([open, left], { ...JANUARY, reportType }).ids;
    expect([ids('active'), ids('began'), ids('exited'), ids('stillEnrolled')]).toEqual([
      ['left', 'open'],
      ['open'],
      ['left'],
      ['open'],
    ]);
  });
});

describe('the filter of CoCs', () => {
  const cocs = ['XX-501'];
  it('takes the members by their head’s CoC, which exports fill for heads only', () => {
    const household = [
      member('E1', 1, { EnrollmentCoC: 'XX-501' }),
      member('E2', 2, { EnrollmentCoC: null }),
      member('E3', 3, { EnrollmentCoC: 'XX-502' }),
      person('E4', { EnrollmentCoC: 'XX-502' }),
      person('E5', { EnrollmentCoC: null }),
    ];
    const { ids, tally } = listOf(household, { ...JANUARY, cocs });
    expect(ids.toSorted()).toEqual(['E1', 'E2', 'E3']);
    expect(tally['leftOut:cocs']).toBe(2);
  });

  it('takes the project’s only CoC where the head has none, and none where it has two', () => {
    const client = person('E1', { EnrollmentCoC: null });
    const ids = (CoCCodes: string[]) => listOf([client], { ...JANUARY, cocs }, { project: project({ CoCCodes }) }).ids;
    expect(ids(['XX-501'])).toEqual(['E1']);
    expect(ids(['XX-501', 'XX-502'])).toEqual([]);
  });
});

describe('the filter of users', () => {
  it('takes who entered or last edited the enrollment; one without a user is nobody’s', () => {
    const people = [person('E1', { UserID: 'U1' }), person('E2', { UserID: 'U2' }), person('E3', { UserID: null })];
    const { ids, tally } = listOf(people, { ...JANUARY, users: ['U2'] });
    expect(ids).toEqual(['E2']);
    expect(tally['leftOut:users']).toBe(2);
  });
});

describe('the filter of funding sources', () => {
  it.each([
    ['ended the day before From', '2020-01-01', '2025-12-31', false],
    ['ended on From', '2020-01-01', '2026-01-01', true],
    ['begins on To', '2026-01-31', null, true],
    ['begins the day after To', '2026-02-01', null, false],
  ])('takes a project whose grant %s: %#', (_, StartDate, EndDate, listed) => {
    const funded = project({ Funders: [funder(2, { StartDate, EndDate }), funder(46)] });
    const { ids, tally, rows } = listOf(
      [person('E1'), person('E2')],
      { ...JANUARY, fundingSources: ['2'] },
      { project: funded },
    );
    expect(ids.length).toBe(listed ? 2 : 0);
    expect(tally['leftOut:fundingSources']).toBe(listed ? undefined : 2);
    if (listed) expect(rows[0]?.FundingSources).toContain('HUD: CoC - Permanent Supportive Housing; Local or Other');
  });
});

describe('subpopulations', () => {
  const ids = (people: Parameters<typeof listOf>[0], subpopulation: string) =>
    listOf(people, { ...JANUARY, subpopulation }).ids.toSorted();

  it('veterans are adults with VeteranStatus Yes, not their households', () => {
    const people = [
      member('E1', 1, { VeteranStatus: 1 }),
      member('E2', 3, { VeteranStatus: 0 }),
      person('E3', { VeteranStatus: 1, DOB: '2008-01-01' }),
      person('E4', { VeteranStatus: 1, DOB: '2008-01-02' }),
      person('E5', { VeteranStatus: 1, DOB: null }),
      person('E6', { VeteranStatus: 8 }),
    ];
    expect(ids(people, 'veterans')).toEqual(['E1', 'E3']);
  });

  it('chronically homeless are those whose column says Yes', () => {
    const chronic = { DisablingCondition: 1, DateToStreetESSH: '2024-06-01' };
    const people = [
      person('E1', chronic),
      person('E2', { ...chronic, DateToStreetESSH: '2024-06-02' }),
      member('E3', 1, chronic),
      member('E4', 2, { DOB: '2020-01-01' }),
    ];
    expect(ids(people, 'chronicallyHomeless')).toEqual(['E1', 'E3', 'E4']);
  });

  it('families are all members of a household with children and adults', () => {
    const people = [
      member('E1', 1),
      member('E2', 2, { DOB: '2020-01-01' }),
      person('E3'),
      person('E4', { DOB: '2020-01-01' }),
    ];
    expect(ids(people, 'familiesWithChildren')).toEqual(['E1', 'E2']);
  });

  it.each([
    ['a youth of 24 alone', [['2001-01-02', 1]], { youthHouseholds: 1, parentingYouth: 0, unaccompaniedYouth: 1 }],
    ['someone of 25 alone', [['2001-01-01', 1]], { youthHouseholds: 0, parentingYouth: 0, unaccompaniedYouth: 0 }],
    ['a child of 12 alone', [['2014-01-01', 1]], { youthHouseholds: 1, parentingYouth: 0, unaccompaniedYouth: 1 }],
    ['a child of 11 alone', [['2014-01-02', 1]], { youthHouseholds: 0, parentingYouth: 0, unaccompaniedYouth: 0 }],
    [
      'a youth and their child',
      [
        ['2005-01-01', 1],
        ['2024-01-01', 2],
      ],
      { youthHouseholds: 2, parentingYouth: 2, unaccompaniedYouth: 0 },
    ],
    [
      'a youth and another’s child',
      [
        ['2005-01-01', 1],
        ['2024-01-01', 4],
      ],
      { youthHouseholds: 2, parentingYouth: 0, unaccompaniedYouth: 1 },
    ],
    [
      'a youth and one of unknown age',
      [
        ['2005-01-01', 1],
        [null, 5],
      ],
      { youthHouseholds: 2, parentingYouth: 0, unaccompaniedYouth: 1 },
    ],
    [
      'a youth and a grandparent',
      [
        ['2005-01-01', 1],
        ['1950-01-01', 4],
      ],
      { youthHouseholds: 0, parentingYouth: 0, unaccompaniedYouth: 0 },
    ],
  ] as const)('of %s', (_, household, expected) => {
    const people = household.map(([DOB, relationship], n) => member(`E${n}`, relationship, { DOB }));
    const counted = Object.keys(expected).map((name) => [name, ids(people, name).length]);
    expect(Object.fromEntries(counted)).toEqual(expected);
  });
});

describe('heads of household only', () => {
  const HEADS = { ...JANUARY, headsOfHouseholdOnly: true };

  it('leaves the members out and says how many', () => {
    const { ids, notes } = listOf([member('E1', 1), member('E2', 2), member('E3', 3)], HEADS);
    expect(ids).toEqual(['E1']);
    expect(notes).toContain('Active, but left out by the filters: 2 as not head of household.');
  });

  it('names a household that would vanish because its head is not active, with its members', () => {
    const people = [
      member('E1', 1, { ExitDate: '2025-12-31' }),
      member('E2', 3),
      member('E3', 2),
      enrollment({ EnrollmentID: 'E4', HouseholdID: 'H7', RelationshipToHoH: 5, EntryDate: '2026-01-15' }),
    ];
    const { ids, notes } = listOf(people, HEADS);
    expect(ids).toEqual([]);
    expect(notes).toContain(
      '2 households with 3 active members have no active head and are not in this list of heads. HouseholdID (members): H1 (2), H7 (1).',
    );
  });

  it('names one such household as one', () => {
    const { notes } = listOf([member('E1', 5)], HEADS);
    expect(notes).toContain(
      '1 household with 1 active member has no active head and is not in this list of heads. HouseholdID (members): H1 (1).',
    );
  });

  it('names the first 50 and counts the rest', () => {
    const people = Array.from({ length: 53 }, (_, n) => person(`E${n}`, { RelationshipToHoH: 2 }));
    const note = listOf(people, HEADS).notes.find((text) => text.startsWith('53 households with 53 active members'));
    expect(note).toMatch(/ and 3 more\.$/);
    expect(note?.match(/\(1\)/g)).toHaveLength(50);
  });

  it('does not name a household whose head is active but fails another filter', () => {
    const { notes } = listOf([member('E1', 1, { UserID: 'U2' }), member('E2', 2)], { ...HEADS, users: ['U1'] });
    expect(notes.join()).not.toContain('no active head');
    expect(notes).toContain('Active, but left out by the filters: 1 as not head of household, 1 by user.');
  });

  it('says nothing of households where members are asked for', () => {
    expect(listOf([member('E1', 5)], JANUARY).notes.join()).not.toContain('no active head');
  });
});

describe('the notes on the other methods', () => {
  const left = person('left', { ExitDate: NIGHT });
  const stays = person('stays');
  const rehousing = project({ ProjectType: 13 });

  it('of a night in a shelter say how many left that morning', () => {
    const { ids, notes } = listOf([left, stays], PIT);
    expect(ids).toEqual(['left', 'stays']);
    expect(notes).toContain(
      'In residence (HUD method 3) would leave out 1 of these rows: 1 left on the first day of the range.',
    );
  });

  it('of a night in rapid re-housing say how many had not moved in', () => {
    const housed = person('housed', { MoveInDate: '2026-01-28' });
    const { notes } = listOf([left, stays, housed], PIT, { project: rehousing });
    expect(notes).toContain(
      'In residence (HUD method 3) would leave out 2 of these rows: 1 left on the first day of the range, 1 not moved in.',
    );
  });

  it('of projects without beds say so', () => {
    const { notes } = listOf([stays], PIT, { project: project({ ProjectType: 14 }) });
    expect(notes).toContain(
      'In residence (HUD method 3) would leave out 1 of these rows: 1 in a project type without beds.',
    );
  });

  it('say that nothing differs where nothing does', () => {
    expect(listOf([stays], PIT).notes).toContain('In residence (HUD method 3) would give the same rows.');
    expect(listOf([stays], { ...PIT, method: 'inResidence' }).notes).toContain(
      'Entry/exit dates (HUD method 1) would give the same rows.',
    );
  });

  it('the other way round, say how many rows entry and exit dates would add, and why', () => {
    const { ids, notes } = listOf([left, stays], { ...PIT, method: 'inResidence' });
    expect(ids).toEqual(['stays']);
    expect(notes).toContain('Entry/exit dates (HUD method 1) would add 1 row: 1 left on the first day of the range.');
  });

  it('count only rows that pass the filters: members are not missed in a list of heads', () => {
    const household = [
      member('E1', 1, { ExitDate: NIGHT }),
      member('E2', 2, { ExitDate: NIGHT }),
      person('E3', { ExitDate: NIGHT, UserID: 'U2' }),
    ];
    const params = { ...PIT, method: 'inResidence', headsOfHouseholdOnly: true, users: ['U1'] };
    expect(listOf(household, params).notes).toContain(
      'Entry/exit dates (HUD method 1) would add 1 row: 1 left on the first day of the range.',
    );
  });

  it('add up with the rows: what the one leaves out, the other adds', () => {
    const nights = [activity('bedNight', NIGHT)];
    const people = [
      person('a', { Activities: nights }),
      person('b'),
      person('c', { ExitDate: NIGHT, Activities: nights }),
      person('d', { ExitDate: '2026-01-29', Activities: nights }),
    ];
    const on = (method: string) => listOf(people, { ...PIT, method }, { project: project({ ProjectType: 1 }) });
    const [entryExit, inResidence] = [on('entryExit'), on('inResidence')];
    expect([entryExit.ids.length, inResidence.ids.length]).toEqual([4, 2]);
    expect(entryExit.tally).toEqual({ 'notInResidence:exitedOnFirstDay': 1, 'notInResidence:noBedNight': 1 });
    expect(inResidence.tally).toEqual({ 'alsoByEntryExit:exitedOnFirstDay': 1, 'alsoByEntryExit:noBedNight': 1 });
  });

  it('by services, count who exited in the range without any activity, whom the glossary taken literally leaves out', () => {
    const outreach = project({ ProjectType: 4 });
    const people = [
      person('a', { ExitDate: '2026-01-10' }),
      person('b', { ExitDate: '2026-01-10', Activities: [activity('contact', '2025-07-01')] }),
      person('c'),
      person('d', { Activities: [activity('contact', '2026-01-31')] }),
    ];
    const { ids, notes } = listOf(people, { ...JANUARY, method: 'services' }, { project: outreach });
    expect(ids).toEqual(['a', 'b', 'd']);
    expect(notes).toContain('Entry/exit dates (HUD method 1) would add 1 row: 1 no activity in the range.');
    expect(notes.find((note) => note.startsWith('1 row exited in the range without any activity'))).toBeDefined();
  });
});

describe('the notes', () => {
  it.each([
    ['entryExit', 'HUD method 1'],
    ['services', 'HUD method 2'],
    ['inResidence', 'HUD method 3'],
  ])('begin with the rule of %s and the dates', (method, name) => {
    const [first] = listOf([], { ...JANUARY, method }).notes;
    expect(first).toContain(name);
    expect(first).toContain('2026-01-01');
    expect(first).toContain('2026-01-31');
  });

  it('say what the report type narrows', () => {
    const notes = (reportType: string) => listOf([], { ...JANUARY, reportType }).notes;
    expect(notes('began')).toContain('Of these, only who entered from 2026-01-01 to 2026-01-31.');
    expect(notes('exited')).toContain('Of these, only who exited from 2026-01-01 to 2026-01-31.');
    expect(notes('stillEnrolled')).toContain('Of these, only who was still enrolled at the end of 2026-01-31.');
    expect(notes('active').join()).not.toContain('Of these, only');
  });

  it('name each filter that left someone out', () => {
    const { notes } = listOf([person('E1', { UserID: 'U2' }), person('E2')], {
      ...JANUARY,
      users: ['U1'],
      subpopulation: 'veterans',
    });
    expect(notes).toContain('Active, but left out by the filters: 1 by subpopulation, 1 by user.');
  });
});

describe('what a run reads', () => {
  const params = (changed: object) =>
    resolveParameters(definition.parameters, { ...JANUARY, ...changed }, calendarDate('2026-09-30'));
  const families = (ProjectType: number, method: string, newestActivity: string | null) =>
    activeClients.families(params({ method }), {
      project: project({ ProjectType }),
      newestActivity: newestActivity === null ? null : date(newestActivity),
    });

  it('are the stays that touch the range', () => {
    expect(activeClients.days(params({}))).toEqual(JANUARY);
  });

  it.each([
    ['a shelter by entry and exit', 0, 'entryExit', '2026-01-31', []],
    ['a shelter in residence', 0, 'inResidence', '2026-01-31', []],
    ['a shelter with an activity after To', 0, 'entryExit', '2026-02-01', ['ACTIVITY']],
    ['a shelter without any activity', 0, 'entryExit', null, []],
    ['a night-by-night shelter', 1, 'entryExit', '2026-01-31', ['ACTIVITY']],
    ['street outreach by services', 4, 'services', '2026-01-31', ['ACTIVITY']],
    ['street outreach by entry and exit', 4, 'entryExit', '2026-01-31', []],
    ['rapid re-housing by services', 13, 'services', '2026-01-31', []],
  ])('of %s, activities only where a rule or a column needs them', (_, type, method, newest, expected) => {
    expect(families(type, method, newest)).toEqual(expected);
  });
});

describe('a range', () => {
  const wrong = (from: string, to: string) =>
    definition.check?.(resolveParameters(definition.parameters, { from, to }, calendarDate('2026-09-30')));

  it('may be a day, but not upside down', () => {
    expect(wrong(NIGHT, NIGHT)).toBeUndefined();
    expect(wrong('2026-01-29', NIGHT)).toEqual({ field: 'from', message: 'From must not be later than To.' });
  });

  it('may have 50 years, but not 300', () => {
    expect(wrong('1976-01-28', NIGHT)).toBeUndefined();
    expect(wrong('1726-01-28', NIGHT)).toMatchObject({ field: 'from' });
  });
});
