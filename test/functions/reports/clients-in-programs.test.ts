import { describe, expect, test } from 'vitest';
import clientsInPrograms from '../../../functions/reports/clients-in-programs.ts';
import { enrollment, project } from '../hmis/enrollment.ts';
import { runOver, sliceOf } from './rows.ts';

const YEAR = { from: '2025-10-01', to: '2026-09-30' };
const shelter = project({ ProjectID: 'PR1', ProjectName: 'Harbor House' });
const housing = project({ ProjectID: 'PR2', ProjectName: 'New Keys', ProjectType: 3 });
const first = enrollment({
  EnrollmentID: 'E1',
  PersonalID: 'P1',
  EntryDate: '2025-10-01',
  ExitDate: '2025-10-11',
  VeteranStatus: 1,
});
const second = enrollment({ EnrollmentID: 'E2', PersonalID: 'P1', EntryDate: '2026-09-21' });
const child = enrollment({
  EnrollmentID: 'E3',
  PersonalID: 'P3',
  HouseholdID: 'H-E2',
  RelationshipToHoH: 2,
  DOB: '2020-01-01',
  EntryDate: '2026-09-21',
});
const housed = enrollment({ EnrollmentID: 'E4', PersonalID: 'P1', EntryDate: '2026-09-30', EnrollmentCoC: 'XX-501' });
const SLICES = [sliceOf([first, second, child], { project: shelter }), sliceOf([housed], { project: housing })];

const run = (params: object = {}, slices = SLICES) => runOver(clientsInPrograms, slices, { ...YEAR, ...params });
function totals(list: ReturnType<typeof run>): Record<string, unknown>[] {
  const { columns = [], rows = [] } = list.summary ?? {};
  return rows.map((row) => Object.fromEntries(columns.map(({ key }, i) => [key, row[i] ?? null])));
}

describe('the rows', () => {
  test.each([
    ['active', ['E1', 'E2', 'E3', 'E4']],
    ['began', ['E1', 'E2', 'E3', 'E4']],
    ['exited', ['E1']],
  ])('run by %s are %j', (runBy, ids) => expect(run({ runBy }).ids).toEqual(ids));

  test.each([
    ['the day before it', { EntryDate: '2025-09-01', ExitDate: '2025-09-30' }, []],
    ['its first day', { EntryDate: '2025-09-01', ExitDate: '2025-10-01' }, ['E9']],
    ['the day after its last', { EntryDate: '2026-10-01' }, []],
  ])('of a range leave out or take %s', (_, fields, ids) => {
    expect(run({}, [sliceOf([enrollment({ EnrollmentID: 'E9', ...fields })], { project: shelter })]).ids).toEqual(ids);
  });

  test('of some CoCs are theirs, and the others are counted', () => {
    const list = run({ cocs: ['XX-501'] });
    expect(list.ids).toEqual(['E4']);
    expect(list.notes.join(' ')).toContain('left out by the filters: 3 by CoC');
  });
});

describe('the totals', () => {
  test('of a program count each person once, and every stay', () => {
    expect(totals(run())[0]).toEqual({
      Level: 'Program',
      OrganizationName: 'Harbor Homes',
      ProjectName: 'Harbor House',
      ProjectID: 'PR1',
      ProjectType: 'Emergency Shelter - Entry Exit',
      Clients: 2,
      Households: 2,
      Adults: 1,
      Children: 1,
      UnknownAge: 0,
      // The latest of the person's stays in the program says who the person is.
      Veterans: 0,
      ChronicallyHomeless: 0,
      Starts: 3,
      Exits: 1,
      AverageDays: 10,
    });
  });

  test('of an organization add up its programs; of all count each person once', () => {
    expect(totals(run()).map(({ Level, Clients, Starts }) => [Level, Clients, Starts])).toEqual([
      ['Program', 2, 3],
      ['Program', 1, 1],
      ['Organization', 3, 4],
      ['Total', 2, 4],
    ]);
  });

  test('have a line for a program without clients, and no average there', () => {
    expect(totals(run({}, [sliceOf([], { project: shelter })]))[0]).toMatchObject({ Clients: 0, AverageDays: null });
  });

  test('say no number of persons over all programs where narrowed to CoCs', () => {
    expect(totals(run({ cocs: ['XX-501'] })).at(-1)).toMatchObject({ Level: 'Total', Clients: null, Starts: 1 });
  });
});
