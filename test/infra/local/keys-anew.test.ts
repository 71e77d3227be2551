import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { community, NAME_MARK, OPEN } from '../../functions/api/community.ts';
import { scan } from '../../functions/importer/store.ts';
import { startService, type TestService } from '../../service.ts';

/** docs/administrator.md, "A key or a credential got out", on one machine. */

let service: TestService;
beforeAll(async () => {
  service = await startService({ zip: community() });
});
afterAll(() => service.close());

const wrapped = async () => {
  const keys = (await scan(service.dynamo)).filter(({ TableName }) => TableName === service.dynamo.keysTable);
  return keys.map(({ Item }) => `${Item.pk} ${Buffer.from(Item.wrapped as Uint8Array).toString('hex')}`);
};
const names = () => service.run('manager', { ...OPEN, hidePii: false }, 'services');

test('with both key files taken away, names are shut at once; the same export brings them back under new keys', async () => {
  expect(JSON.stringify((await names()).rows)).toContain(NAME_MARK);
  const leaked = await wrapped();
  const oldMaster = await readFile(join(service.dataDir, 'names.key'));

  for (const file of ['names.key', 'versions.key']) await rm(join(service.dataDir, file));
  await service.restart({});
  expect(await readFile(join(service.dataDir, 'names.key'))).not.toEqual(oldMaster);
  await expect(names()).rejects.toMatchObject({ code: 'Internal' });
  expect((await service.run('manager', OPEN)).rows.length).toBeGreaterThan(0);

  expect(await service.import(community())).toMatchObject({ state: 'done', unchanged: false });
  expect(JSON.stringify((await names()).rows)).toContain(NAME_MARK);
  const now = (await wrapped()).filter((key) => !leaked.includes(key));
  expect(now).toHaveLength(leaked.length);
});
