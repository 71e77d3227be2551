import { describe, expect, test } from 'vitest';
import type { Enrollment } from '../../../functions/hmis/records.ts';
import users from '../../../functions/reports/users.ts';
import { asId, type UserId } from '../../../shared/ids.ts';
import { activity, date, enrollment, project } from '../hmis/enrollment.ts';
import { runOver, sliceOf } from './rows.ts';

const DAY = { asOf: '2026-01-31' };
const by = (id: string, created: string | null) => ({
  UserID: asId<UserId>(id),
  DateCreated: created === null ? null : date(created),
});
const open = (fields: object = {}): Enrollment =>
  enrollment({ EntryDate: '2026-01-02', ...by('U1', '2026-01-05'), ...fields });
const run = (enrollments: readonly Enrollment[], params: object = {}) =>
  runOver(users, [sliceOf(enrollments, { project: project() })], { ...DAY, ...params });

describe('a user’s row', () => {
  test('counts what each record’s own user entered', () => {
    const one = open({
      ExitDate: '2026-01-20',
      ExitDateCreated: '2026-01-21',
      ExitUserID: 'U2',
      Activities: [
        { ...activity('contact', '2026-01-03'), ...by('U2', '2026-01-04') },
        { ...activity('service', '2026-01-03'), ...by('U1', '2026-01-06') },
        { ...activity('bedNight', '2026-01-03'), ...by('U1', null) },
      ],
    });
    expect(run([one, open({ EnrollmentID: 'E2' })]).rows).toMatchObject([
      {
        UserName: 'Dev Okafor',
        UserID: 'U1',
        Enrollments: 2,
        OpenEnrollments: 1,
        Exits: 0,
        Services: 1,
        BedNights: 1,
        FirstEntered: '2026-01-05',
        LastEntered: '2026-01-06',
        Status: 'Active',
      },
      {
        UserName: 'Mara Ellis',
        UserID: 'U2',
        Enrollments: 0,
        Exits: 1,
        CurrentLivingSituations: 1,
        LastEntered: '2026-01-21',
      },
    ]);
  });

  test.each([
    ['on the day', '2026-01-31', 1],
    ['the day after', '2026-02-01', 0],
  ])('counts records created by the day: %s', (_, created, rows) => {
    expect(run([open(by('U1', created))]).rows).toHaveLength(rows);
  });

  test.each([
    [90, '2025-11-02', 'Active'],
    [90, '2025-11-01', 'Quiet'],
  ])('is, with %i days, %s for one who entered last then', (quietDays, created, Status) => {
    expect(run([open(by('U1', created))], { quietDays }).rows).toMatchObject([{ Status }]);
  });

  test('is of the users asked for', () => {
    expect(
      run([open(), open({ EnrollmentID: 'E2', ...by('U2', '2026-01-05') })], { users: ['U2'] }).rows,
    ).toMatchObject([{ UserID: 'U2' }]);
  });

  test('has the id where User.csv lacks the user', () => {
    expect(run([open(by('U9', '2026-01-05'))]).rows).toMatchObject([{ UserName: 'U9', UserID: 'U9' }]);
  });
});

test('the totals of a user add up projects, and know the last day of all', () => {
  const other = project({ ProjectID: 'PR2', ProjectName: 'New Keys' });
  const list = runOver(
    users,
    [
      sliceOf([open()], { project: project() }),
      sliceOf([open({ EnrollmentID: 'E2', ...by('U1', '2026-01-30') })], { project: other }),
    ],
    DAY,
  );
  expect(list.summary?.rows.map((row) => row.slice(0, 6))).toEqual([['Dev Okafor', 'U1', 2, '2026-01-30', 2, 2]]);
});
