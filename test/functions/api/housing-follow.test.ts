import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ExportRow } from '../../export.ts';
import { startService, type TestService } from '../../service.ts';
import { scan } from '../importer/store.ts';
import { community, communityRows } from './community.ts';

/** Trackers of New Keys (A2): people and stays come, go and move with the exports of the weeks. */

let service: TestService;
let day = 1;
beforeAll(async () => {
  service = await startService({ zip: community(), now: new Date('2026-02-01T15:00:00Z') });
  for (const n of [0, 1, 2, 3]) {
    const body = {
      version: 0,
      changes: { EligibilityVerifiedDate: '2026-01-05', Notes: `Zqxvwk${n}` } as never,
      reason: 'services',
    };
    await service.as('manager').saveTracker(`E-A2-${n}`, body, true);
  }
});
afterAll(() => service.close());

/** The next week's export, with changes to the rows of A2's enrollments: null leaves one out. */
async function importWith(change: (id: string, row: ExportRow) => ExportRow | null) {
  day += 7;
  const date = new Date(Date.UTC(2026, 1, day, 15));
  service.setClock(date);
  const rows = communityRows();
  const enrollments = (rows.Enrollment ?? [])
    .map((row) => change(String(row.EnrollmentID), row))
    .filter((row) => row !== null);
  const zip = community({
    Export: [{ ExportDate: `${date.toISOString().slice(0, 10)} 10:00:00` }],
    Enrollment: enrollments,
  });
  const { state, message, trackers } = await service.import(zip, { acceptSmaller: true });
  expect({ state, message }).toEqual({ state: 'done', message: undefined });
  return trackers;
}

const NONE = { moved: 0, setAside: 0, returned: 0, deleted: 0 };
const manager = () => service.as('manager');
const asideIds = async (role: 'manager' | 'dqo' | 'admin') =>
  (await service.as(role).trackersAside()).trackers.map(({ enrollmentId }) => enrollmentId);
const itemsOf = async (id: string) =>
  (await scan(service.dynamo)).filter(
    ({ Item }) => Item.pk === `HOUSING#${id}` || (Item.pk === 'TRACKERS' && Item.sk === id),
  );

describe('an import brings trackers in line', () => {
  it('those whose enrollments are where they were stay as they are', async () => {
    expect(await importWith((_, row) => row)).toEqual(NONE);
  });

  it('one follows its enrollment to another project', async () => {
    const trackers = await importWith((id, row) => (id === 'E-A2-3' ? { ...row, ProjectID: 'A1' } : row));
    expect(trackers).toEqual({ ...NONE, moved: 1 });
    expect(await manager().tracker('E-A2-3', { reason: 'services' })).toMatchObject({
      projectId: 'A1',
      current: { version: 1, values: { Notes: 'Zqxvwk3' } },
    });
    const run = await service.run(
      'manager',
      { projectTypes: ['0'], headsOfHouseholdOnly: false },
      undefined,
      'housing-status',
    );
    expect(JSON.stringify(run.rows.find((row) => row.includes('E-A2-3')))).toContain('2026-01-05');
  });

  it('one whose person is gone is deleted with its log', async () => {
    expect((await itemsOf('E-A2-2')).length).toBeGreaterThan(2);
    expect(await importWith((id, row) => (id === 'E-A2-2' ? null : row))).toEqual({ ...NONE, moved: 1, deleted: 1 });
    expect(await itemsOf('E-A2-2')).toEqual([]);
  });

  it('one whose enrollment is gone while the person stays is set aside, for an admin and its organization', async () => {
    const trackers = await importWith((id, row) =>
      id === 'E-A2-2'
        ? null
        : id === 'E-A2-1'
          ? { ...row, EnrollmentID: 'E-A2-9', ProjectID: 'A1', HouseholdID: 'H9' }
          : row,
    );
    expect(trackers).toEqual({ ...NONE, setAside: 1 });
    expect(await asideIds('manager')).toEqual(['E-A2-1']);
    expect(await asideIds('admin')).toEqual(['E-A2-1']);
    expect(await asideIds('dqo')).toEqual([]);
    await expect(manager().tracker('E-A2-1', {})).rejects.toMatchObject({ code: 'NotFound' });
  });
});

describe('a new enrollment of the same person', () => {
  it('may take an open tracker over, once, sealed fields and history with it', async () => {
    const take = () => manager().takeTracker('E-A2-9', { from: 'E-A2-1' });
    const taken = await take();
    expect(taken).toMatchObject({ result: 'saved', current: { version: 1, takenFrom: 'E-A2-1' } });
    expect(await take()).toEqual(taken);
    const { current, history } = await manager().tracker('E-A2-9', { reason: 'services' });
    expect(current).toMatchObject({ values: { EligibilityVerifiedDate: '2026-01-05', Notes: 'Zqxvwk1' } });
    expect(history.map(({ version, takenFrom }) => [version, takenFrom])).toEqual([
      [1, 'E-A2-1'],
      [1, undefined],
    ]);
    expect(await asideIds('admin')).toEqual([]);
  });

  it('and edits it from then on', async () => {
    const body = { version: 1, changes: { DateAppliedForUnit: '2026-02-01' } as never };
    expect(await manager().saveTracker('E-A2-9', body, false)).toMatchObject({
      result: 'saved',
      current: { version: 2 },
    });
  });

  it('but not another person’s, nor one where there is one already', async () => {
    const notThere = { code: 'NotFound', field: 'from' };
    await expect(manager().takeTracker('E-A2-9', { from: 'E-A2-3' })).rejects.toMatchObject(notThere);
    await expect(manager().takeTracker('E-A2-9', { from: 'E-A2-9' })).rejects.toMatchObject(notThere);
    await expect(manager().takeTracker('E-A2-9', { from: 'none' })).rejects.toMatchObject(notThere);
  });
});

describe('a rollback', () => {
  it('sets aside who is not in the older data, deletes no one, and the next import brings them back', async () => {
    const { snapshots } = await service.as('admin').snapshots();
    const before = snapshots.find(({ current }) => !current);
    await service.as('admin').rollback(before?.id ?? '');
    // E-A2-9 is of a person whose stay was E-A2-1 then: both are as they were.
    expect(await asideIds('admin')).toContain('E-A2-9');
    const trackers = await importWith((id, row) =>
      id === 'E-A2-2'
        ? null
        : id === 'E-A2-1'
          ? { ...row, EnrollmentID: 'E-A2-9', ProjectID: 'A1', HouseholdID: 'H9' }
          : row,
    );
    expect(trackers).toMatchObject({ returned: 1, deleted: 0 });
    expect((await manager().tracker('E-A2-9', { reason: 'services' })).current.values.Notes).toBe('Zqxvwk1');
  });
});

describe('a tracker that is aside', () => {
  it('is deleted after 90 days, not before', async () => {
    const without = (id: string, row: ExportRow) =>
      id === 'E-A2-2' || id === 'E-A2-1'
        ? null
        : id === 'E-A2-0'
          ? { ...row, EnrollmentID: 'E-A2-8', ProjectID: 'A1' }
          : row;
    await importWith(without);
    expect(await asideIds('manager')).toContain('E-A2-0');
    const [{ since, deletedFrom } = { since: '', deletedFrom: '' }] = (await manager().trackersAside()).trackers;
    expect(Date.parse(deletedFrom) - Date.parse(since.slice(0, 10))).toBe(90 * 86_400_000);
    day += 83 - 7;
    await importWith(without);
    expect(await asideIds('manager')).toContain('E-A2-0');
    await importWith(without);
    expect(await itemsOf('E-A2-0')).toEqual([]);
  });
});
