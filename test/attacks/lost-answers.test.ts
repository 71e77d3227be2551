import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { getImport } from '../../functions/importer/import-status.ts';
import { readCurrent } from '../../functions/snapshot/current.ts';
import { exportZip } from '../export.ts';
import { type TestStore, testStore } from '../functions/importer/store.ts';
import { loseAnswer } from './lost.ts';

const NEWER = exportZip({ Export: [{ ExportDate: '2026-02-02' }] });

let store: TestStore;
beforeEach(async () => {
  store = await testStore();
  await store.import(exportZip());
});
afterEach(() => store.close());

describe('a write that was made, and whose answer is lost on the way', () => {
  it('of the lease lets the import go on', async () => {
    const stop = loseAnswer(store.dynamo, ({ UpdateExpression = '' }) => UpdateExpression.includes('leaseTaken = '));
    const status = await store.import(NEWER);
    stop();
    expect(status.state).toBe('done');
    const { status: kept } = await getImport(store.dynamo, status.id, store.time + 120_000);
    expect(kept).toMatchObject({ state: 'done' });
    expect((await readCurrent(store.dynamo)).leaseId).toBeUndefined();
  });

  it('of the pointer does not make the import say that nothing was changed', async () => {
    const { id: before } = await readCurrent(store.dynamo);
    const stop = loseAnswer(store.dynamo, ({ UpdateExpression = '' }) => UpdateExpression.startsWith('SET id = :to'));
    const status = await store.import(NEWER);
    stop();
    expect(status.state).toBe('done');
    expect((await readCurrent(store.dynamo)).id).not.toBe(before);
  });
});
