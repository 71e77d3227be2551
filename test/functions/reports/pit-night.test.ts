import { describe, expect, test } from 'vitest';
import pitNight from '../../../functions/reports/pit-night.ts';
import { activity, enrollment, project } from '../hmis/enrollment.ts';
import { runOver, sliceOf } from './rows.ts';

const NIGHT = { night: '2026-01-28' };
const shelter = project({ PITCount: 5, ProjectName: 'Harbor House' });
const mother = enrollment({
  EnrollmentID: 'E1',
  PersonalID: 'P1',
  HouseholdID: 'H1',
  EntryDate: '2026-01-01',
  VeteranStatus: 1,
});
const child = enrollment({
  EnrollmentID: 'E2',
  PersonalID: 'P2',
  HouseholdID: 'H1',
  EntryDate: '2026-01-01',
  RelationshipToHoH: 2,
  DOB: '2020-01-01',
});
const left = enrollment({ EnrollmentID: 'E3', PersonalID: 'P3', EntryDate: '2026-01-01', ExitDate: '2026-01-28' });
const again = enrollment({ EnrollmentID: 'E4', PersonalID: 'P1', HouseholdID: 'H4', EntryDate: '2026-01-28' });

const run = (params: object = {}, slices = [sliceOf([mother, child, left], { project: shelter })]) =>
  runOver(pitNight, slices, { ...NIGHT, ...params });

type Row = Readonly<Record<string, unknown>>;
function summaryOf(list: ReturnType<typeof run>): Row[] {
  const { columns = [], rows = [] } = list.summary ?? {};
  return rows.map((row) => Object.fromEntries(columns.map(({ key }, i) => [key, row[i] ?? null])));
}

describe('the rows of a night', () => {
  test('are who either rule counts, and say which', () => {
    expect(
      run().rows.map((row) => [row.EnrollmentID, row.CountedByHUD, row.CountedByClientTrack, row.WhyNotByHUD]),
    ).toEqual([
      ['E1', 'Yes', 'Yes', null],
      ['E2', 'Yes', 'Yes', null],
      ['E3', 'No', 'Yes', 'Left that day'],
    ]);
  });

  test.each([
    ['hud', ['E1', 'E2']],
    ['differing', ['E3']],
    ['both', ['E1', 'E2', 'E3']],
  ])('asked for as %s', (rows, ids) => expect(run({ rows }).ids).toEqual(ids));

  test('are heads only where that is asked for', () => {
    expect(run({ headsOfHouseholdOnly: true }).ids).toEqual(['E1', 'E3']);
  });

  test('tell the household of that night, and its type', () => {
    expect(run().rows[0]).toMatchObject({ HouseholdType: 'Household with Children and Adults', HouseholdSize: 2 });
  });

  test('are of the project types asked for', () => {
    const services = sliceOf([enrollment({ EntryDate: '2026-01-01' })], { project: project({ ProjectType: 6 }) });
    expect(run({}, [services]).ids).toEqual([]);
    expect(run({ projectTypes: ['6'] }, [services]).rows[0]).toMatchObject({
      PITClass: 'Not in PIT or HIC',
      CountedByHUD: 'No',
      WhyNotByHUD: 'In a project type that is not counted',
    });
  });

  test('come class by class: the sheltered, the unsheltered, then housing', () => {
    const of = (id: string, ProjectType: number, fields: object = {}) =>
      sliceOf([enrollment({ EnrollmentID: id, EntryDate: '2026-01-01', ...fields })], {
        project: project({ ProjectType, ProjectID: `PR-${id}` }),
      });
    const psh = of('A', 3, { MoveInDate: '2026-01-05' });
    const outreach = of('B', 4, { Activities: [activity('contact', '2026-01-28')] });
    expect(run({}, [psh, outreach, of('C', 0)]).ids).toEqual(['C', 'B', 'A']);
  });
});

describe('the totals of a night', () => {
  test('count each person once a project, beside the project’s own count', () => {
    const list = run({}, [sliceOf([mother, child, left, again], { project: shelter })]);
    expect(summaryOf(list)[0]).toMatchObject({
      Level: 'Project',
      ProjectName: 'Harbor House',
      Persons: 2,
      PITCount: 5,
      PersonsLessPITCount: -3,
      PersonsByClientTrack: 3,
      Households: 2,
      PersonsWithChildrenAndAdults: 2,
      Veterans: 1,
      OperatingThatNight: 'Yes',
      HMISParticipating: 'No',
    });
  });

  test('have a line for a project where nobody was', () => {
    const [line] = summaryOf(run({}, [sliceOf([], { project: shelter })]));
    expect(line).toMatchObject({ Persons: 0, PITCount: 5, PersonsLessPITCount: -5 });
  });

  test('end in the sums of each class and of all', () => {
    const psh = sliceOf([enrollment({ EnrollmentID: 'A', EntryDate: '2026-01-01', MoveInDate: '2026-01-05' })], {
      project: project({ ProjectType: 3, ProjectID: 'PR2', PITCount: 1 }),
    });
    const lines = summaryOf(run({}, [sliceOf([mother, child, left], { project: shelter }), psh]));
    expect(lines.map(({ Level, PITClass, Persons }) => [Level, PITClass, Persons])).toEqual([
      ['Project', 'Sheltered', 2],
      ['Class', 'Sheltered', 2],
      ['Project', 'Permanent housing (HIC only)', 1],
      ['Class', 'Permanent housing (HIC only)', 1],
      ['Total', null, 3],
    ]);
  });
});

test('the notes say how many rows ClientTrack counts and HUD does not, and why', () => {
  expect(run().notes.join(' ')).toContain('Counted by ClientTrack and not by HUD: 1 row: 1 left that day.');
});
