import { describe, expect, it } from 'vitest';
import type { TrackerThen } from '../../../functions/report-rows.ts';
import housingStatus from '../../../functions/reports/housing-status.ts';
import { calendarDate } from '../../../shared/dates.ts';
import { trackersOn } from '../../../shared/reports/housing-status.ts';
import { BLANK_OPEN, type OpenValues } from '../../../shared/tracker.ts';
import { enrollment, project } from '../hmis/enrollment.ts';
import { IN_H1, runOver, sliceOf } from './rows.ts';

const RRH = project({ ProjectType: 13 });

function trackerOf(values: Partial<Record<keyof OpenValues, string>>): TrackerThen {
  return {
    values: { ...BLANK_OPEN, ...values } as OpenValues,
    version: 4,
    updatedBy: 'Mara Ellis',
    updatedAt: calendarDate('2026-09-01'),
  };
}

const list = (
  enrollments: Parameters<typeof sliceOf>[0],
  params: Readonly<Record<string, unknown>> = {},
  trackers: Readonly<Record<string, TrackerThen>> = {},
  of = RRH,
) => runOver(housingStatus, [sliceOf(enrollments, { project: of })], params, { trackers });

describe('the columns', () => {
  it('are those of the contract, in its order', () => {
    expect(housingStatus.definition.columns.map(({ key }) => key)).toEqual([
      'Category',
      'PersonalID',
      'EnrollmentID',
      'LastName',
      'FirstName',
      'OrganizationName',
      'ProjectName',
      'ProjectType',
      'EntryDate',
      'EligibilityVerifiedDate',
      'DateAppliedForUnit',
      'PropertyName',
      'DateApprovedForUnit',
      'ScheduledMoveInDate',
      'RegisteredSexOffender',
      'RelevantCriminalHistory',
      'NeedsADAUnit',
      'BarrierNotes',
      'Notes',
      'MoveInDate',
      'DaysInCategory',
      'UpdatedBy',
      'UpdatedAt',
      'Version',
    ]);
  });
});

describe('who is listed', () => {
  it.each([
    ['entered the day after', { EntryDate: '2026-10-01' }, []],
    ['entered on the day', { EntryDate: '2026-09-30' }, ['E1']],
    ['exited the day after', { ExitDate: '2026-10-01' }, ['E1']],
    ['exited on the day', { ExitDate: '2026-09-30' }, []],
  ])('%s', (_, fields, ids) => {
    expect(list([enrollment(fields)], { asOf: '2026-09-30' }).ids).toEqual(ids);
  });

  it.each([0, 1, 2, 3, 4, 6, 7, 8, 9, 10, 11, 12, 13, 14])(
    'of project type %i: housing projects, unless said',
    (type) => {
      const of = project({ ProjectType: type });
      expect(list([enrollment()], {}, {}, of).ids).toEqual([2, 3, 8, 9, 10, 13].includes(type) ? ['E1'] : []);
      expect(list([enrollment()], { projectTypes: [] }, {}, of).ids).toEqual(['E1']);
      expect(list([enrollment()], { projectTypes: [String(type)] }, {}, of).ids).toEqual(['E1']);
    },
  );

  it.each([
    ['366 days before', '2025-09-29', []],
    ['365 days before', '2025-09-30', ['E1']],
    ['on the day', '2026-09-30', ['E1']],
  ])('who exited %s, only where exits are asked for', (_, ExitDate, ids) => {
    const exited = [enrollment({ ExitDate })];
    expect(list(exited, { asOf: '2026-09-30' }).ids).toEqual([]);
    expect(list(exited, { asOf: '2026-09-30', categories: ['exited'] }).ids).toEqual(ids);
  });

  it('who exited before they entered, and entered later, is not there in either way', () => {
    const reversed = [enrollment({ EntryDate: '2026-10-31', ExitDate: '2026-09-01' })];
    expect(list(reversed, { asOf: '2026-09-30', categories: ['exited'] }).ids).toEqual([]);
  });

  it('heads alone, and a household without one is told of', () => {
    const members = [
      enrollment({ EnrollmentID: 'E1', ...IN_H1 }),
      enrollment({ EnrollmentID: 'E2', ...IN_H1, RelationshipToHoH: 2 }),
      enrollment({ EnrollmentID: 'E3', RelationshipToHoH: 3 }),
    ];
    const heads = list(members);
    expect(heads.ids).toEqual(['E1']);
    expect(heads.notes.join(' ')).toContain('HouseholdID (members): H-E3 (1)');
    expect(list(members, { headsOfHouseholdOnly: false }).ids).toEqual(['E1', 'E2', 'E3']);
  });

  it('of a CoC, members by their head’s', () => {
    const members = [
      enrollment({ EnrollmentID: 'E1', ...IN_H1, EnrollmentCoC: 'XX-501' }),
      enrollment({ EnrollmentID: 'E2', ...IN_H1, RelationshipToHoH: 2, EnrollmentCoC: null }),
    ];
    expect(list(members, { cocs: ['XX-501'], headsOfHouseholdOnly: false }).ids).toEqual(['E1', 'E2']);
    expect(list(members, { cocs: ['XX-500'] }).ids).toEqual([]);
  });
});

describe('the rows', () => {
  const trackers = {
    E2: trackerOf({ EligibilityVerifiedDate: '2026-09-20' }),
    E3: trackerOf({
      EligibilityVerifiedDate: '2026-08-01',
      DateAppliedForUnit: '2026-08-02',
      DateApprovedForUnit: '2026-08-03',
      ScheduledMoveInDate: '2026-09-29',
    }),
  };

  it('come by category in the steps’ order, with the days in it', () => {
    const all = ['E1', 'E2', 'E3', 'E4'].map((id) =>
      enrollment({ EnrollmentID: id, EntryDate: '2026-09-01', MoveInDate: id === 'E4' ? '2026-09-28' : null }),
    );
    const { rows, notes } = list(all.reverse(), { asOf: '2026-09-30' }, trackers);
    expect(rows.map((row) => [row.Category, row.EnrollmentID, row.DaysInCategory, row.Version])).toEqual([
      ['Not started', 'E1', 29, null],
      ['Eligibility verified', 'E2', 10, 4],
      ['Move-in overdue', 'E3', 0, 4],
      ['Housed', 'E4', 2, null],
    ]);
    expect(notes).toContain('Rows by category: Not started 1, Eligibility verified 1, Move-in overdue 1, Housed 1.');
  });

  it('of chosen categories alone; the others are counted', () => {
    const all = ['E1', 'E2', 'E3'].map((id) => enrollment({ EnrollmentID: id }));
    const { ids, notes } = list(all, { categories: ['moveInOverdue'] }, trackers);
    expect(ids).toEqual(['E3']);
    expect(notes.join(' ')).toContain('Enrolled, but left out by the filters: 2 by category.');
  });

  it('housed by the head’s move-in date: a member who joined later by their own entry', () => {
    const members = [
      enrollment({ EnrollmentID: 'E1', ...IN_H1, EntryDate: '2026-08-01', MoveInDate: '2026-08-10' }),
      enrollment({ EnrollmentID: 'E2', ...IN_H1, EntryDate: '2026-08-20', RelationshipToHoH: 2 }),
    ];
    const { rows } = list(members, { headsOfHouseholdOnly: false });
    expect(rows.map((row) => [row.Category, row.MoveInDate])).toEqual([
      ['Housed', '2026-08-10'],
      ['Housed', '2026-08-20'],
    ]);
  });

  it('not housed by a move-in after As of', () => {
    const { rows } = list([enrollment({ MoveInDate: '2026-09-30' })], { asOf: '2026-09-29' });
    expect(rows).toMatchObject([{ Category: 'Not started', MoveInDate: null }]);
  });
});

describe('trackers are shown', () => {
  const facts = { exportDate: calendarDate('2026-09-20'), exportEndDate: calendarDate('2026-09-30') };
  it.each([
    ['2026-09-19', '2026-09-19'],
    ['2026-09-20', 'now'],
    ['2026-09-21', 'now'],
  ])('on %s as of %s: the newest day that the data knows is now', (asOf, expected) => {
    expect(trackersOn(calendarDate(asOf), facts)).toBe(expected);
  });
});
