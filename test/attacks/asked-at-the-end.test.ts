import { expect, it } from 'vitest';
import { getImport, putImport, waitingStatus } from '../../functions/importer/import-status.ts';
import { releaseLease, takeLease } from '../../functions/snapshot/current.ts';
import { startDynamo } from '../dynamodb.ts';

it('an import that ends between the two reads of its status is not said to be interrupted', async () => {
  const { db, close } = await startDynamo();
  const record = {
    status: { ...waitingStatus('i', 'Ada', ''), state: 'running' as const },
    acceptSmaller: false,
    by: { tid: 't', oid: 'o', name: 'Ada' },
  };
  await putImport(db, record);
  await takeLease(db, 'i', 0);
  let ended = false;
  const doc = new Proxy(db.doc, {
    get: (target, name) =>
      name !== 'send'
        ? Reflect.get(target, name)
        : async (command: { input: { Key?: { pk: string } } }) => {
            if (command.input.Key?.pk === 'CURRENT' && !ended) {
              ended = true;
              await putImport(db, { ...record, status: { ...record.status, state: 'done' } });
              await releaseLease(db, 'i');
            }
            return target.send(command as never);
          },
  });
  const { status } = await getImport({ ...db, doc }, 'i', 1);
  expect(status.state).toBe('done');
  await close();
});
