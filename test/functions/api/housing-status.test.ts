import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { RunResult } from '../../../addin/service/run.ts';
import { startService, type TestService } from '../../service.ts';
import { community } from './community.ts';

/** New Keys (A2) is a rapid re-housing project: a household of three, E-A2-0 its head, and E-A2-3 alone. */

let service: TestService;
beforeAll(async () => {
  vi.stubEnv('HMIS_TIME_ZONE', 'America/Chicago');
  service = await startService({ zip: community(), now: new Date('2026-01-15T18:00:00Z') });
  await save('E-A2-0', 0, { EligibilityVerifiedDate: '2026-01-05', Notes: 'Zqxvwkfirst', NeedsADAUnit: 'Yes' });
  // In Chicago still the 20th.
  service.setClock(new Date('2026-01-21T05:30:00Z'));
  await save('E-A2-0', 1, { DateAppliedForUnit: '2026-01-18', Notes: 'Zqxvwksecond' });
  service.setClock(new Date('2026-02-10T18:00:00Z'));
  await save('E-A2-0', 2, { DateApprovedForUnit: '2026-02-09', RegisteredSexOffender: 'No' });
  await save('E-A2-3', 0, { EligibilityVerifiedDate: '2026-01-31' });
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await service.close();
});

async function save(id: string, version: number, changes: object) {
  const body = { version, changes: changes as never, reason: 'services' };
  expect(await service.as('manager').saveTracker(id, body, true)).toMatchObject({ result: 'saved' });
}

function cellsOf({ columns, rows }: RunResult): Record<string, unknown>[] {
  return rows.map((row) => Object.fromEntries(row.map((cell, i) => [columns[i]?.key ?? '', cell])));
}

const status = async (params: object, role: 'manager' | 'coordinator' = 'manager', reason?: string) =>
  service.run(role, params as Record<string, unknown>, reason, 'housing-status');

describe('on the newest day of the data', () => {
  it('shows trackers as they stand now, heads grouped by category in the steps’ order', async () => {
    const run = await status({});
    expect(run.params.asOf).toBe('2026-01-31');
    expect(cellsOf(run)).toMatchObject([
      { Category: 'Eligibility verified', EnrollmentID: 'E-A2-3', DaysInCategory: 0, Version: 1 },
      {
        Category: 'Approved',
        EnrollmentID: 'E-A2-0',
        DateApprovedForUnit: '2026-02-09',
        DaysInCategory: 0,
        UpdatedBy: 'Mara Ellis',
        UpdatedAt: '2026-02-10',
        Version: 3,
      },
    ]);
    expect(run.notes).toContain(
      'Trackers are shown as they stand now; enrollments and move-in dates as the export knows them.',
    );
    expect(run.notes).toContain('Rows by category: Eligibility verified 1, Approved 1.');
    expect(run.notes.join(' ')).toContain('reached their category after 2026-01-31');
  });
});

describe('on an earlier day', () => {
  it.each([
    ['2026-01-14', 'Not started', null, null, 0],
    ['2026-01-15', 'Eligibility verified', 1, '2026-01-15', 10],
    ['2026-01-19', 'Eligibility verified', 1, '2026-01-15', 14],
    ['2026-01-20', 'Applied', 2, '2026-01-20', 2],
    ['2026-01-30', 'Applied', 2, '2026-01-20', 12],
  ])('shows them as they stood at the end of %s in the CoC’s time zone', async (asOf, category, version, day, days) => {
    const run = await status({ asOf });
    const row = cellsOf(run).find(({ EnrollmentID }) => EnrollmentID === 'E-A2-0');
    expect(row).toMatchObject({ Category: category, Version: version, UpdatedAt: day });
    if (days > 0) expect(row).toMatchObject({ DaysInCategory: days });
    expect(run.notes).toContain(`Trackers are shown as they stood at the end of ${asOf}.`);
  });

  it('with names, the notes of that day', async () => {
    const run = await status({ asOf: '2026-01-19', hidePii: false }, 'manager', 'services');
    expect(cellsOf(run).find(({ EnrollmentID }) => EnrollmentID === 'E-A2-0')).toMatchObject({
      Notes: 'Zqxvwkfirst',
      LastName: 'ZqxvwkLast-P-A2-0',
    });
  });
});

describe('what is shown to whom', () => {
  const SEALED = ['PropertyName', 'RegisteredSexOffender', 'RelevantCriminalHistory', 'BarrierNotes', 'Notes'];

  it('with names hidden no sealed field is, but the one open barrier for who may edit', async () => {
    const run = await status({});
    const row = cellsOf(run).find(({ EnrollmentID }) => EnrollmentID === 'E-A2-0') ?? {};
    for (const field of [...SEALED, 'LastName', 'FirstName']) expect(row[field]).toBe(null);
    expect(row.NeedsADAUnit).toBe('Yes');
    expect(JSON.stringify(run)).not.toContain('Zqxvwk');
  });

  it('with names shown all of it is', async () => {
    const run = await status({ hidePii: false }, 'manager', 'services');
    expect(cellsOf(run).find(({ EnrollmentID }) => EnrollmentID === 'E-A2-0')).toMatchObject({
      Notes: 'Zqxvwksecond',
      RegisteredSexOffender: 'No',
      NeedsADAUnit: 'Yes',
    });
  });

  it('a coordinator sees no barrier, and is told so', async () => {
    const run = await status({}, 'coordinator');
    expect(cellsOf(run).map(({ NeedsADAUnit }) => NeedsADAUnit)).toEqual([null, null]);
    expect(run.notes).toContain(
      'Barriers are shown only to people who may edit trackers; left empty: RegisteredSexOffender, RelevantCriminalHistory, NeedsADAUnit, BarrierNotes.',
    );
  });

  it('the right to edit that is taken away in the middle of a run ends it', async () => {
    const params = { hidePii: true };
    const admin = service.as('admin');
    const plan = await admin.plan('housing-status', { params }, false);
    const body = { params: plan.params, snapshot: plan.snapshot.id, plan: plan.plan };
    expect((await admin.page('housing-status', 0, body, false)).rows.length).toBeGreaterThan(0);
    const dqo = service.as('dqo');
    await service.giveRights('dqo', { organizations: 'all', mayShowPii: false });
    const theirs = await dqo.plan('housing-status', { params }, false);
    await service.giveRights('dqo', { role: 'coordinator' });
    const again = { params: theirs.params, snapshot: theirs.snapshot.id, plan: theirs.plan };
    await expect(dqo.page('housing-status', 0, again, false)).rejects.toMatchObject({ code: 'PlanChanged' });
  });
});
