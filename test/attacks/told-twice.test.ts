import { expect, it } from 'vitest';
import { runImport } from '../../functions/importer/import.ts';
import { getImport } from '../../functions/importer/import-status.ts';
import { exportZip } from '../export.ts';
import { testStore } from '../functions/importer/store.ts';

it('an upload of which a second process is told late leaves the import done', async () => {
  const store = await testStore();
  const id = await store.upload(exportZip());
  const { dynamo } = store.importer.writer;
  // The second has read the status, and is held up before it asks for the lease.
  let first: Promise<unknown> | undefined;
  const doc = new Proxy(dynamo.doc, {
    get: (target, name) =>
      name !== 'send'
        ? Reflect.get(target, name)
        : async (command: { input: { UpdateExpression?: string } }) => {
            if (command.input.UpdateExpression?.includes('leaseId = :id, leaseUntil') && !first) {
              first = runImport(store.importer, id);
              await first;
            }
            return target.send(command as never);
          },
  });
  const second = await runImport(
    { ...store.importer, writer: { ...store.importer.writer, dynamo: { ...dynamo, doc } } },
    id,
  );
  const { status } = await getImport(dynamo, id, store.time);
  expect({ second: second.state, kept: status.state, message: status.message }).toEqual({
    second: 'done',
    kept: 'done',
    message: undefined,
  });
  await store.close();
});
