import { describe, expect, test } from 'vitest';
import rows from '../../../functions/reports/data-quality.ts';
import { QUALITY_GROUPS } from '../../../shared/data-quality/elements.ts';
import { resolveParameters } from '../../../shared/parameter.ts';
import { date, project } from '../hmis/enrollment.ts';
import { flawless, problems, quality, YEAR } from './quality.ts';
import { AS_OF, IN_H1 } from './rows.ts';

/** Something wrong in every group: a household whose head has left. */
const FLAWED = [
  flawless('E1', {
    ...IN_H1,
    ExitDate: '2022-03-01',
    Destination: 30,
    MoveInDate: '2022-01-09',
    DateToStreetESSH: null,
  }),
  flawless('E2', { ...IN_H1, RelationshipToHoH: 3, NameQuality: 'missing', UserID: 'U2', VeteranStatus: 99 }),
];
const housing = project({ ProjectType: 3 });
const elementsIn = (params: object, where = housing) =>
  problems(quality(FLAWED, params, where)).map(([element]) => element);

describe('what is checked', () => {
  test.each([
    [['personal'], ['Q6a Name']],
    [['universal'], ['Q6b Veteran Status']],
    [['income'], ['Q6c Destination']],
    [['chronic'], ['Q6d Approximate date started']],
    [['inactive'], []],
    [['households'], ['Ours: Open after the head left']],
    [['dates'], ['Ours: Move-in date outside the stay']],
    [
      ['personal', 'income'],
      ['Q6c Destination', 'Q6a Name'],
    ],
  ])('%j', (elements, expected) => {
    expect(elementsIn({ elements })).toEqual(expected);
  });

  test('no group is all of them', () => {
    expect(elementsIn({ elements: [] })).toEqual(elementsIn({ elements: Object.keys(QUALITY_GROUPS) }));
    expect(elementsIn({ elements: [] }).length).toBe(6);
  });

  test('the summary has the lines of what is checked', () => {
    const lines = quality(FLAWED, { elements: ['personal'] }, housing).summary?.rows ?? [];
    expect(lines.map((line) => [line[0], ...line.slice(4)])).toEqual(
      ['Total', 'Project'].flatMap((level) => [
        [level, 'Q6a Name', 'Q6a row 2', 0, 1, 0, 1, 2, 0.5],
        [level, 'Q6a SSN', 'Q6a row 3', 0, 0, 0, 0, 2, 0],
        [level, 'Q6a Date of Birth', 'Q6a row 4', 0, 0, 0, 0, 2, 0],
        [level, 'Q6a Race and Ethnicity', 'Q6a row 5', 0, 0, 0, 0, 2, 0],
        [level, 'Q6a Overall score', 'Q6a row 6', null, null, null, 1, 2, 0.5],
      ]),
    );
  });
});

test('a rate has four places, as HUD’s', () => {
  const three = ['E1', 'E2', 'E3'].map((id, n) => flawless(id, n === 0 ? { NameQuality: 'issue' } : {}));
  const name = quality(three).summary?.rows.find((line) => line[4] === 'Q6a Name');
  expect(name?.slice(6)).toEqual([0, 0, 1, 1, 3, 0.3333]);
});

describe('users', () => {
  test('are those of the exit for what is mended there, else of the start', () => {
    expect(elementsIn({ users: ['U2'] })).toEqual([
      'Q6c Destination',
      'Q6a Name',
      'Q6b Veteran Status',
      'Ours: Open after the head left',
    ]);
    expect(elementsIn({ users: ['U1'] })).toEqual([
      'Q6d Approximate date started',
      'Ours: Move-in date outside the stay',
    ]);
  });

  test('narrow the records of the rates, too, and the notes tell', () => {
    const { summary, notes } = quality(FLAWED, { users: ['U2'], universe: 'hud' }, housing);
    expect(summary?.rows.find((line) => line[4] === 'Q6a Name')?.slice(9)).toEqual([1, 1, 1]);
    expect(notes).toContain('Flaws left out by user: 2.');
    expect(notes.join(' ')).toContain('not those of the APR');
  });
});

test('a CoC is the head’s, and stays of another are left out and told', () => {
  const other = [...FLAWED, flawless('E9', { EnrollmentCoC: 'XX-501', NameQuality: 'missing' })];
  const list = quality(other, { cocs: ['XX-500'] }, housing);
  expect(new Set(list.ids)).toEqual(new Set(['E1', 'E2']));
  expect(list.notes).toContain('Stays left out: 1 by CoC.');
});

test('HUD’s stays without a filter tie to the APR', () => {
  expect(quality([], { universe: 'hud' }).notes).toContain(
    "The summary's totals are those of the APR's Q6a to Q6f (of Q6e its first row) for the same projects and dates.",
  );
});

describe('activity is read', () => {
  const newestActivity = date('2022-01-01');
  const familiesOf = (ProjectType: number, params: object, newest: typeof newestActivity | null = newestActivity) =>
    rows.families(resolveParameters(rows.definition.parameters, { ...YEAR, ...params }, AS_OF), {
      project: project({ ProjectType }),
      newestActivity: newest,
    });

  test.each([
    ['of a night-by-night shelter', 1, {}, ['ACTIVITY']],
    ['of street outreach', 4, {}, ['ACTIVITY']],
    ['not of housing', 3, {}, []],
    ['not where nothing inactive is looked for', 1, { elements: ['dates'] }, []],
    ['where bed nights decide who counts', 1, { elements: ['dates'], universe: 'hud' }, ['ACTIVITY']],
    ['not of street outreach for engagement', 4, { elements: ['dates'], universe: 'hud' }, []],
  ])('%s', (_, type, params, families) => {
    expect(familiesOf(type, params)).toEqual(families);
  });

  test('not where there is none', () => {
    expect(familiesOf(1, {}, null)).toEqual([]);
  });
});
