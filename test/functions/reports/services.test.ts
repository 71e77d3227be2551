import { describe, expect, test } from 'vitest';
import type { Activity } from '../../../functions/hmis/records.ts';
import services from '../../../functions/reports/services.ts';
import { asId, type UserId } from '../../../shared/ids.ts';
import { activity, date, enrollment, project } from '../hmis/enrollment.ts';
import { runOver, sliceOf } from './rows.ts';

const MONTH = { from: '2026-01-01', to: '2026-01-31' };
const given = (on: string, RecordType: number | null, TypeProvided: number | null, user = 'U1') => ({
  ...activity('service', on),
  RecordType,
  TypeProvided,
  DateCreated: date('2026-01-20'),
  UserID: asId<UserId>(user),
});
const run = (Activities: readonly Activity[], params: object = {}, fields: object = {}) =>
  runOver(
    services,
    [sliceOf([enrollment({ EntryDate: '2025-12-01', Activities, ...fields })], { project: project() })],
    {
      ...MONTH,
      ...params,
    },
  );

describe('a service', () => {
  test.each([
    ['the day before the range', '2025-12-31', 0],
    ['its first day', '2026-01-01', 1],
    ['its last day', '2026-01-31', 1],
    ['the day after it', '2026-02-01', 0],
  ])('of %s', (_, on, rows) => expect(run([given(on, 141, 6)]).rows).toHaveLength(rows));

  test('has its list, its name and how late it was entered', () => {
    expect(run([given('2026-01-15', 152, 1)]).rows).toMatchObject([
      {
        RecordType: 'SSVF financial assistance',
        TypeProvided: 'Rental assistance',
        DaysToEnter: 5,
        EnteredBy: 'Dev Okafor',
        InStay: 'Yes',
      },
    ]);
  });

  test('of a code that HUD has not is listed and told of', () => {
    const list = run([given('2026-01-15', 141, 77)]);
    expect(list.rows).toMatchObject([{ TypeProvided: 'Unknown code (77)' }]);
    expect(list.notes.join(' ')).toContain('TypeProvided in 1 row');
  });

  test('that stands twice is two rows', () => {
    expect(run([given('2026-01-15', 141, 6), given('2026-01-15', 141, 6)]).rows).toHaveLength(2);
  });

  test.each([
    ['the day before entry', '2026-01-09', 'service', 'No'],
    ['the day of entry', '2026-01-10', 'service', 'Yes'],
    ['the day of exit', '2026-01-20', 'service', 'Yes'],
    ['the day after exit', '2026-01-21', 'service', 'No'],
    ['the day of exit, a bed night', '2026-01-20', 'bedNight', 'No'],
    ['the day before exit, a bed night', '2026-01-19', 'bedNight', 'Yes'],
  ] as const)('on %s', (_, on, kind, InStay) => {
    const fields = { EntryDate: '2026-01-10', ExitDate: '2026-01-20' };
    expect(run([activity(kind, on)], { recordTypes: [] }, fields).rows).toMatchObject([{ InStay }]);
  });
});

describe('filters', () => {
  const mixed = [
    given('2026-01-15', 141, 6),
    given('2026-01-16', 152, 1, 'U2'),
    activity('bedNight', '2026-01-17'),
    activity('contact', '2026-01-18'),
  ];

  test.each([
    [{}, ['PATH service', 'SSVF financial assistance']],
    [{ recordTypes: ['200'] }, ['Bed night']],
    [{ recordTypes: [] }, ['Bed night', 'PATH service', 'SSVF financial assistance']],
    [{ users: ['U2'] }, ['SSVF financial assistance']],
  ])('%j', (params, lists) => {
    expect(
      run(mixed, params)
        .rows.map(({ RecordType }) => RecordType)
        .toSorted(),
    ).toEqual(lists);
  });

  test('say what they left out', () => {
    expect(run(mixed, { users: ['U2'] }).notes.join(' ')).toContain('1 by kind of service, 1 by user');
  });
});

test('totals by project and service count records, and persons once', () => {
  const list = run([given('2026-01-15', 141, 6), given('2026-01-16', 141, 6), given('2026-01-16', 141, 2)]);
  expect(list.summary?.rows).toEqual([
    ['Harbor Homes', 'Harbor House', 'PR1', 'PATH service: Case management', 2, 1],
    ['Harbor Homes', 'Harbor House', 'PR1', 'PATH service: Screening', 1, 1],
    ['Harbor Homes', 'Harbor House', 'PR1', 'All services', 3, 1],
  ]);
});
