import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { listTrail } from '../../../functions/access/trail-reading.ts';
import { runImport } from '../../../functions/importer/import.ts';
import { getImport, putImport } from '../../../functions/importer/import-status.ts';
import type { Importer } from '../../../functions/importer/importer.ts';
import { LEASE_MS, moveCurrent, readCurrent, releaseLease, takeLease } from '../../../functions/snapshot/current.ts';
import { meterDynamo } from '../../../functions/snapshot/dynamo-meter.ts';
import { loadSnapshot } from '../../../functions/snapshot/stored.ts';
import type { ImportStatus } from '../../../shared/contract/imports.ts';
import { calendarDate } from '../../../shared/dates.ts';
import type { SnapshotId } from '../../../shared/ids.ts';
import { type ExportRow, type ExportRows, exportZip } from '../../export.ts';
import { readInMemory } from './reading.ts';
import { currentOf, dataItemsOf, HOUR_MS, isUploaded, itemsOf, type TestStore, testStore } from './store.ts';

let store: TestStore;
beforeEach(async () => {
  store = await testStore();
});
afterEach(() => store.close());

const projects = (n: number): ExportRow[] => Array.from({ length: n }, (_, i) => ({ ProjectID: `PR${i}` }));
/** One person in each project. */
const stays = (n: number): ExportRow[] =>
  Array.from({ length: n }, (_, i) => ({ EnrollmentID: `E${i}`, ProjectID: `PR${i}` }));
const world = (n: number): ExportRows => ({ Project: projects(n), Enrollment: stays(n) });

const JANUARY = exportZip(world(3));
/** The person in PR1 has moved in, those in PR0 and PR2 are as they were. */
const movedIn = (n: number): ExportRows => ({
  ...world(n),
  Enrollment: stays(n).map((row) => (row.ProjectID === 'PR1' ? { ...row, MoveInDate: '2025-12-01' } : row)),
});
const FEBRUARY = exportZip({
  ...movedIn(3),
  Export: [{ ExportID: 'X2', ExportDate: '2026-02-07', ExportEndDate: '2026-02-07' }],
});

async function rollback(to: SnapshotId): Promise<void> {
  await takeLease(store.dynamo, 'rollback', store.time);
  await moveCurrent(store.dynamo, 'rollback', to, new Date(store.time).toISOString());
  await releaseLease(store.dynamo, 'rollback');
}

describe('an import', () => {
  test('stores what the export holds, and says so', async () => {
    const status = await store.import(JANUARY);
    expect(status).toMatchObject({
      state: 'done',
      unchanged: false,
      stored: { projects: 3, projectsUnchanged: 0, enrollments: 3, segments: 3 },
      files: { 'Enrollment.csv': { rows: 3, kept: 3, deleted: 0, refused: 0 } },
      refused: { total: 0, rows: [] },
      snapshot: { exportId: 'X1', exportDate: '2026-01-31', format: 'FY2026' },
    });
    const { id, enrollments } = await currentOf(store);
    expect(id).toBe(status.snapshot?.id);
    expect(enrollments).toEqual([...(await readInMemory(JANUARY)).enrollments.values()]);
  });

  test('ends in the trail, taken or refused, in the name of who began it', async () => {
    const taken = await store.import(JANUARY);
    const refused = await store.import(Buffer.from('no zip'));
    const day = calendarDate(new Date(store.time).toISOString().slice(0, 10));
    const told = await Array.fromAsync(listTrail(store.dynamo, { from: day, to: day }));
    expect(told.map(({ what, name, result, details }) => ({ what, name, result, id: details.id }))).toEqual([
      { what: 'importEnd', name: 'Ada Park', result: 'ok', id: taken.id },
      { what: 'importEnd', name: 'Ada Park', result: 'ImportRefused', id: refused.id },
    ]);
    expect(told[0]?.details).toMatchObject({
      snapshot: taken.snapshot?.id,
      projects: 3,
      enrollments: 3,
      refusedRows: 0,
    });
  });

  test('of an FY 2024 export does too', async () => {
    const zip = exportZip({ Client: [{ Woman: 1, Transgender: 1 }] }, { format: 'FY2024' });
    expect((await store.import(zip)).snapshot?.format).toBe('FY2024');
    expect((await currentOf(store)).enrollments).toMatchObject([{ Genders: ['Woman', 'Transgender'], Sex: null }]);
  });

  test('leaves no upload, no spill and no lease behind', async () => {
    mkdirSync(store.importer.spillFolder);
    writeFileSync(join(store.importer.spillFolder, '0.spill'), 'of a killed import');
    const id = await store.upload(JANUARY);
    await runImport(store.importer, id);
    expect(existsSync(store.importer.spillFolder)).toBe(false);
    expect(await isUploaded(store, id)).toBe(false);
    expect(await readCurrent(store.dynamo)).not.toHaveProperty('leaseId');
  });

  test('with projects that have no people knows the projects', async () => {
    const status = await store.import(exportZip({ Project: projects(5), Enrollment: stays(2) }));
    const { catalog, map } = await loadSnapshot(store.dynamo, (await currentOf(store)).id);
    expect(status.stored.projects).toBe(2);
    expect([catalog.projects.length, map.length]).toEqual([5, 2]);
  });

  test('lists the first 1,000 refused rows in its status and keeps the rest in a file', async () => {
    const many = (n: number, more = {}) => Array.from({ length: n }, (_, i) => ({ EnrollmentID: `Q${i}`, ...more }));
    const good = Array.from({ length: 20_000 }, () => ({}));
    const status = await store.import(exportZip({ Services: [...good, ...many(1_010)] }));
    expect(status.state).toBe('done');
    expect(status.refused.total).toBe(1_010);
    expect(status.refused.rows).toHaveLength(1_000);
    expect(status.refused.rows[0]).toEqual({
      file: 'Services.csv',
      line: 20_002,
      field: 'EnrollmentID',
      reason: 'names no row of Enrollment.csv that was taken',
    });
  });

  test('of thousands of unknown columns has a status that can be stored', async () => {
    const extraColumns = Array.from({ length: 400 }, (_, i) => `Column ${i} ${'x'.repeat(60)}`);
    const status = await store.import(exportZip({}, { extraColumns }));
    expect(status.state).toBe('done');
    const kept = await getImport(store.dynamo, status.id, store.time);
    expect(kept.status.state).toBe('done');
  });
});

describe('the same export again', () => {
  test('changes no data and says so', async () => {
    const first = await store.import(JANUARY);
    const before = await dataItemsOf(store.dynamo);
    store.time += HOUR_MS;
    const second = await store.import(JANUARY);
    expect(second).toMatchObject({
      state: 'done',
      unchanged: true,
      snapshot: { id: first.snapshot?.id },
      stored: { projects: 3, projectsUnchanged: 3, enrollments: 3, segments: 0, bytes: 0 },
    });
    expect(await dataItemsOf(store.dynamo)).toEqual(before);
  });

  test('costs lease and status, and no more', async () => {
    await store.import(JANUARY);
    const id = await store.upload(JANUARY);
    const { cost } = await meterDynamo(() => runImport(store.importer, id));
    expect(cost.wcu).toBeLessThanOrEqual(12);
  });

  test('in another order of rows and columns is the same data', async () => {
    const { Project = [], Enrollment = [] } = world(3);
    await store.import(JANUARY);
    const again = await store.import(
      exportZip({ Project: Project.toReversed(), Enrollment: Enrollment.toReversed() }, { columnsReversed: true }),
    );
    expect(again.unchanged).toBe(true);
  });

  test('with another ExportID alone is another snapshot of the same data', async () => {
    const first = await store.import(JANUARY);
    const second = await store.import(exportZip({ ...world(3), Export: [{ ExportID: 'X9' }] }));
    expect(second.snapshot?.id).not.toBe(first.snapshot?.id);
    expect(second.stored).toMatchObject({ projectsUnchanged: 3, segments: 0 });
  });
});

describe('a later export', () => {
  test('writes the project that changed alone, and shares the others', async () => {
    const first = await store.import(JANUARY);
    const versionsOf = async (status: ImportStatus) => {
      if (!status.snapshot) throw new Error(status.message);
      const { map } = await loadSnapshot(store.dynamo, status.snapshot.id);
      return new Map(map.map(({ projectId, v }) => [projectId as string, v]));
    };
    const before = await versionsOf(first);
    const itemsBefore = await dataItemsOf(store.dynamo);
    const second = await store.import(FEBRUARY);
    const after = await versionsOf(second);
    expect(second.stored).toMatchObject({ projects: 3, projectsUnchanged: 2, segments: 1 });
    expect([after.get('PR0'), after.get('PR2')]).toEqual([before.get('PR0'), before.get('PR2')]);
    expect(after.get('PR1')).not.toBe(before.get('PR1'));
    const added = [...(await dataItemsOf(store.dynamo)).keys()].filter((key) => !itemsBefore.has(key));
    const ofSegments = added.filter((key) => /(?:CORE|ACTIVITY|PII)#/.test(key));
    expect(ofSegments).toHaveLength(3);
    for (const key of ofSegments) expect(key).toContain(String(after.get('PR1')));
    expect((await currentOf(store)).enrollments).toEqual([...(await readInMemory(FEBRUARY)).enrollments.values()]);
  });

  test('leaves the one before whole, for rollback', async () => {
    const first = await store.import(JANUARY);
    const asItWas = await currentOf(store);
    await store.import(FEBRUARY);
    if (first.snapshot) await rollback(first.snapshot.id);
    expect(await currentOf(store)).toEqual(asItWas);
  });

  test('rolled back and imported again moves the pointer forward without a write of data', async () => {
    const first = await store.import(JANUARY);
    const second = await store.import(FEBRUARY);
    const current = await currentOf(store);
    if (first.snapshot) await rollback(first.snapshot.id);
    const withoutMarks = async () => {
      const items = await dataItemsOf(store.dynamo);
      return new Map([...items].filter(([key]) => !key.includes(' SNAPSHOTS ')));
    };
    const before = await withoutMarks();
    store.time += HOUR_MS;
    const third = await store.import(FEBRUARY);
    expect(third).toMatchObject({
      state: 'done',
      unchanged: false,
      snapshot: { id: second.snapshot?.id },
      stored: { projectsUnchanged: 3, segments: 0, bytes: 0 },
    });
    expect(await withoutMarks()).toEqual(before);
    expect(await currentOf(store)).toEqual(current);
  });

  test('of the very day of the current one is taken', async () => {
    await store.import(JANUARY);
    expect((await store.import(exportZip(movedIn(3)))).state).toBe('done');
  });
});

describe('an export that is much smaller than the current one', () => {
  const later = { Export: [{ ExportDate: '2026-02-07' }] };
  /** n projects with one open enrollment each, `closed` of them closed. */
  const sized = (n: number, closed = 0): Buffer =>
    exportZip({ ...later, ...world(n), Exit: stays(closed).map(({ EnrollmentID = '' }) => ({ EnrollmentID })) });

  test.each([5, 35])('by a fifth of its %i projects is taken', async (n) => {
    await store.import(exportZip(world(n)));
    expect((await store.import(sized(n * 0.8))).state).toBe('done');
  });

  test.each([
    ['projects', sized(7), 'This export has 7 projects, the current data 10'],
    ['open enrollments', sized(10, 3), 'This export has 7 open enrollments, the current data 10'],
  ])('by more than a fifth of its %s is refused, and taken where an admin says so', async (_, zip, sentence) => {
    await store.import(exportZip(world(10)));
    const refused = await store.import(zip);
    expect(refused.state).toBe('refused');
    expect(refused.message).toBe(`${sentence}: over 20 % fewer.`);
    expect(refused.smaller).toBe(true);
    expect((await currentOf(store)).enrollments).toHaveLength(10);
    expect((await store.import(zip, { acceptSmaller: true })).state).toBe('done');
  });

  test('by a fifth of its open enrollments is taken', async () => {
    await store.import(exportZip(world(10)));
    expect((await store.import(sized(10, 2))).state).toBe('done');
  });

  test('is refused for its ExportDate still, whatever an admin says', async () => {
    await store.import(FEBRUARY);
    expect(await store.import(JANUARY, { acceptSmaller: true })).toMatchObject({ state: 'refused' });
  });
});

describe('two imports at once', () => {
  test('one runs, the other is told so, and the data is whole', async () => {
    const ids = [await store.upload(JANUARY), await store.upload(FEBRUARY)];
    const states = await Promise.all(ids.map((id, n) => runImport(importerOf(n), id)));
    const [done, refused] = states.toSorted((a, b) => (a.state < b.state ? -1 : 1));
    expect([done?.state, refused?.state]).toEqual(['done', 'refused']);
    expect(refused?.message).toBe('Another import is running. Wait for it to end, then try again.');
    const { id, enrollments } = await currentOf(store);
    expect(id).toBe(done?.snapshot?.id);
    expect(enrollments).toHaveLength(3);
  });

  test('of one upload, told of twice: one runs to its end, and its status says so', async () => {
    const id = await store.upload(JANUARY);
    const states = await Promise.all([runImport(importerOf(0), id), runImport(importerOf(1), id)]);
    expect(states.map(({ state }) => state)).toContain('done');
    expect((await getImport(store.dynamo, id, store.time)).status.state).toBe('done');
    expect((await currentOf(store)).enrollments).toHaveLength(3);
  });

  test('of one upload, one told of while the other runs: the second does nothing', async () => {
    const id = await store.upload(JANUARY);
    await takeLease(store.dynamo, id, store.time);
    const record = await getImport(store.dynamo, id, store.time);
    await putImport(store.dynamo, { ...record, status: { ...record.status, state: 'running', step: 'reading' } });
    expect(await runImport(store.importer, id)).toMatchObject({ state: 'running', step: 'reading' });
    expect(await isUploaded(store, id)).toBe(true);
    expect(await readCurrent(store.dynamo)).toMatchObject({ leaseId: id });
  });

  test('of one upload, the first ended: the second answers what came of it, and changes nothing', async () => {
    const id = await store.upload(JANUARY);
    const first = await runImport(store.importer, id);
    const before = await itemsOf(store.dynamo);
    expect(await runImport(store.importer, id)).toEqual(first);
    expect(await itemsOf(store.dynamo)).toEqual(before);
  });
});

/** Imports on AWS are apart: each has its own disk. */
function importerOf(n: number): Importer {
  return { ...store.importer, spillFolder: join(store.folder, `spill-${n}`) };
}

describe('an import that was interrupted', () => {
  test('says so when its lease has run out, and runs again when it is told to', async () => {
    const id = await store.upload(JANUARY);
    const record = await getImport(store.dynamo, id, store.time);
    await takeLease(store.dynamo, id, store.time);
    await putImport(store.dynamo, { ...record, status: { ...record.status, state: 'running' } });
    store.time += LEASE_MS + 1;
    const { status } = await getImport(store.dynamo, id, store.time);
    expect(status.state).toBe('failed');
    expect(status.message).toContain('interrupted');
    expect((await runImport(store.importer, id)).state).toBe('done');
  });

  test('whose lease another took stops, and the other’s data stays', async () => {
    await store.import(JANUARY);
    const before = await currentOf(store);
    const id = await store.upload(FEBRUARY);
    const taken = runImport({ ...store.importer, writer: slowed(store.importer.writer) }, id);
    const { state, message } = await taken;
    expect({ state, message }).toEqual({
      state: 'refused',
      message: 'This import was overtaken by another one, and stopped. The current data is as it was.',
    });
    expect(await currentOf(store)).toEqual(before);
    expect(await readCurrent(store.dynamo)).toMatchObject({ leaseId: 'another' });
  });

  /** A writer under whose hands another import takes the lease, before the pointer is moved. */
  function slowed(writer: Importer['writer']): Importer['writer'] {
    return {
      ...writer,
      keys: {
        ...writer.keys,
        async generateDataKey(context) {
          await takeLease(store.dynamo, 'another', store.time + LEASE_MS + 1);
          return writer.keys.generateDataKey(context);
        },
      },
    };
  }
});
