import { describe, expect, test } from 'vitest';
import type { Project } from '../../../functions/hmis/records.ts';
import programs from '../../../functions/reports/programs.ts';
import { date, enrollment, funder, project } from '../hmis/enrollment.ts';
import { runOver, sliceOf } from './rows.ts';

const DAY = { asOf: '2026-01-28' };
const taking = (StartDate: string | null, EndDate: string | null, HMISParticipationType = 1) => ({
  HMISParticipationType,
  StartDate: StartDate === null ? null : date(StartDate),
  EndDate: EndDate === null ? null : date(EndDate),
});
const WHOLE: Partial<Project> = {
  Funders: [funder(2, { GrantID: 'TX001', EndDate: '2026-12-31' })],
  Participation: [taking('2020-01-01', null)],
  HousingType: 1,
};
const run = (fields: Parameters<typeof project>[0] = {}, params: object = {}, open: readonly string[] = []) =>
  runOver(
    programs,
    [
      sliceOf(
        open.map((id) => enrollment({ EnrollmentID: id })),
        { project: project({ ...(WHOLE as object), ...fields }) },
      ),
    ],
    { ...DAY, status: [], ...params },
  );

describe('a project', () => {
  test('has a row with what the catalog says of it, with or without enrollments', () => {
    expect(run().rows).toMatchObject([
      {
        Status: 'Operating',
        Attention: null,
        ProjectID: 'PR1',
        HousingType: 'Site-based - single site',
        CoCCodes: 'XX-500',
        FundingSources: 'HUD: CoC - Permanent Supportive Housing (TX001) to 2026-12-31',
        NextFundingEnd: '2026-12-31',
        HMISParticipation: 'HMIS participating',
        Enrollments: 0,
      },
    ]);
  });

  test.each([
    ['the day before', '2026-01-27', 'Ended'],
    ['that day', '2026-01-28', 'Ending soon'],
    ['90 days on', '2026-04-28', 'Ending soon'],
    ['91 days on', '2026-04-29', 'Operating'],
  ])('whose operation ends %s', (_, OperatingEndDate, Status) => {
    expect(run({ OperatingEndDate }).rows).toMatchObject([{ Status }]);
  });

  test.each([
    ['that day', '2026-01-28', 'Operating'],
    ['the day after', '2026-01-29', 'Not started'],
  ])('that starts %s', (_, OperatingStartDate, Status) => {
    expect(run({ OperatingStartDate }).rows).toMatchObject([{ Status }]);
  });
});

describe('what wants attention', () => {
  type Case = readonly [string, object, string];
  test.each<Case>([
    [
      'a grant that ends soon',
      { Funders: [funder(3, { EndDate: '2026-02-01' })] },
      'HUD: CoC - Rapid Re-Housing ends 2026-02-01',
    ],
    ['no funder', { Funders: [] }, 'no funder recorded'],
    ['a grant that has ended', { Funders: [funder(3, { EndDate: '2026-01-27' })] }, 'no funding in force'],
    [
      'participation that ends soon',
      { Participation: [taking(null, '2026-03-01')] },
      'HMIS participation ends 2026-03-01',
    ],
    [
      'participation that has ended',
      { Participation: [taking(null, '2026-01-27')] },
      'no HMIS participation on the day',
    ],
    ['no CoC', { CoCCodes: [] }, 'no CoC recorded'],
    ['no housing type of a shelter', { HousingType: null }, 'no housing type recorded'],
  ])('is %s', (_, fields, said) => {
    expect(run(fields).rows[0]?.Attention).toBe(said);
    expect(run(fields, { attentionOnly: true }).rows).toHaveLength(1);
  });

  test('is a project that has ended and still has open enrollments', () => {
    expect(run({ OperatingEndDate: '2026-01-01' }, {}, ['E1', 'E2']).rows[0]?.Attention).toBe(
      'ended 2026-01-01, 2 enrollments still open',
    );
  });

  test('is nothing of a project that is in order, and such a row can be left out', () => {
    const list = run({}, { attentionOnly: true });
    expect(list.rows).toEqual([]);
    expect(list.notes.join(' ')).toContain('1 as not wanting attention');
  });
});

test.each([
  [{ projectTypes: ['3'] }, 0],
  [{ projectTypes: ['0'] }, 1],
  [{ cocs: ['XX-500'] }, 1],
  [{ cocs: ['XX-501'] }, 0],
  [{ fundingSources: ['2'] }, 1],
  [{ fundingSources: ['3'] }, 0],
  [{ status: ['ended'] }, 0],
])('filters by %j', (params, rows) => expect(run({}, params).rows).toHaveLength(rows));
