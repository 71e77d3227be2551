import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readCurrent } from '../../../functions/snapshot/current.ts';
import { STORE_FORMAT } from '../../../functions/snapshot/families.ts';
import { snapshotHead } from '../../../functions/snapshot/places.ts';
import type { SnapshotHead } from '../../../functions/snapshot/stored.ts';
import type { SnapshotId } from '../../../shared/ids.ts';
import { exportZip } from '../../export.ts';
import { startService, type TestService } from '../../service.ts';

let service: TestService;
let current: SnapshotId;
beforeAll(async () => {
  service = await startService({ zip: exportZip() });
  const { id } = await readCurrent(service.dynamo);
  if (id === undefined) throw new Error('Nothing was imported.');
  current = id;
});
afterAll(() => service.close());

/** Has the current snapshot's item say that the software of another format stored it; undefined for none at all. */
async function markedAs(storeFormat: number | undefined): Promise<void> {
  const { doc, table: TableName } = service.dynamo;
  const { Item } = await doc.send(new GetCommand({ TableName, Key: snapshotHead(current) }));
  if (!Item) throw new Error('The current snapshot is not listed.');
  const { storeFormat: _, ...head } = Item.head as SnapshotHead;
  const marked = storeFormat === undefined ? head : { ...head, storeFormat };
  await doc.send(new PutCommand({ TableName, Item: { ...Item, head: marked } }));
}

test.each([
  ['an older software', STORE_FORMAT - 1],
  ['a software that did not say', undefined],
  ['a later software, before a rollback', STORE_FORMAT + 1],
])('what %s stored gives no list, and a sentence that says what to do', async (_, format) => {
  await markedAs(format);
  // Another process, as after an upgrade: what was read before is not remembered.
  await service.restart({});
  const run = service.run('admin', { from: '2025-01-01', to: '2025-12-31' });
  await expect(run).rejects.toMatchObject({
    code: 'SnapshotIncomplete',
    message: expect.stringContaining('Import the export again.'),
  });
});

test('what this software stored gives one', async () => {
  await markedAs(STORE_FORMAT);
  await service.restart({});
  const { rows } = await service.run('admin', { from: '2025-01-01', to: '2025-12-31' });
  expect(rows).toHaveLength(1);
});
