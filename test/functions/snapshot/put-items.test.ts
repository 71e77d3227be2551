import { BatchWriteCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Dynamo } from '../../../functions/snapshot/dynamo.ts';
import { itemWriter, type PackedItem } from '../../../functions/snapshot/put-items.ts';
import { type LocalDynamo, startDynamoDb } from '../../../infra/local/dynamodb.ts';
import { scan } from '../importer/store.ts';

let local: LocalDynamo;
beforeAll(async () => {
  local = await startDynamoDb();
});
afterAll(() => local.close());

function items(partition: string, count: number, bytes: number): PackedItem[] {
  return Array.from({ length: count }, (_, n) => ({
    pk: partition,
    sk: String(n).padStart(3, '0'),
    data: Buffer.alloc(bytes, n),
  }));
}

type Answer = (command: BatchWriteCommand) => Promise<unknown>;

/** The table as a writer sees it whose batches go through `answer`, with the size of each batch. */
function watched(answer: Answer = (command) => local.db.doc.send(command)): { dynamo: Dynamo; batches: number[] } {
  const batches: number[] = [];
  const send = (command: BatchWriteCommand) => {
    batches.push(command.input.RequestItems?.[local.db.table]?.length ?? 0);
    return answer(command);
  };
  const doc = new Proxy(local.db.doc, { get: (own, name) => (name === 'send' ? send : Reflect.get(own, name)) });
  return { dynamo: { ...local.db, doc }, batches };
}

async function put(dynamo: Dynamo, all: readonly PackedItem[], atOnce = 3): Promise<void> {
  const writer = itemWriter(dynamo, atOnce);
  for (const item of all) await writer.put(item);
  await writer.end();
}

async function stored(partition: string): Promise<string[]> {
  return (await scan(local.db)).filter(({ Item }) => Item.pk === partition).map(({ Item }) => String(Item.sk));
}

describe('items are put', () => {
  test('many small ones by few requests, none forgotten', async () => {
    const { dynamo, batches } = watched();
    await put(dynamo, items('small', 60, 100));
    expect(batches).toEqual([25, 25, 10]);
    expect(await stored('small')).toHaveLength(60);
  });

  test('large ones with no more bytes a request than one full item has', async () => {
    const { dynamo, batches } = watched();
    await put(dynamo, items('large', 5, 150_000));
    expect(batches).toEqual([2, 2, 1]);
    expect(await stored('large')).toHaveLength(5);
  });

  test('none at all by no request', async () => {
    const { dynamo, batches } = watched();
    await put(dynamo, []);
    expect(batches).toEqual([]);
  });

  test('again where DynamoDB gives some of them back', async () => {
    let given = 0;
    const { dynamo, batches } = watched(async (command) => {
      const [first, ...rest] = command.input.RequestItems?.[local.db.table] ?? [];
      if (!first || given++ > 2) return local.db.doc.send(command);
      await local.db.doc.send(new BatchWriteCommand({ RequestItems: { [local.db.table]: [first] } }));
      return { UnprocessedItems: { [local.db.table]: rest } };
    });
    await put(dynamo, items('given back', 6, 10));
    expect(batches).toEqual([6, 5, 4, 3]);
    expect(await stored('given back')).toHaveLength(6);
  });
});

describe('a writer', () => {
  test('gives up, and says that the database is busy, where it takes nothing for long', async () => {
    const { dynamo, batches } = watched(async ({ input }) => ({ UnprocessedItems: input.RequestItems }));
    await expect(put(dynamo, items('busy', 1, 10))).rejects.toMatchObject({ code: 'Busy' });
    expect(batches).toHaveLength(8);
  });

  test('fails with the first error, and not before every request under way has ended', async () => {
    let underWay = 0;
    const { dynamo } = watched(async (command) => {
      underWay++;
      const isFirst = underWay === 1;
      await new Promise((resolve) => setTimeout(resolve, isFirst ? 5 : 40));
      underWay--;
      if (isFirst) throw new Error('refused');
      return local.db.doc.send(command);
    });
    await expect(put(dynamo, items('failing', 60, 10))).rejects.toThrow('refused');
    expect(underWay).toBe(0);
  });

  test('has no more requests under way than it may', async () => {
    let [underWay, most] = [0, 0];
    const { dynamo } = watched(async (command) => {
      most = Math.max(most, ++underWay);
      const answer = await local.db.doc.send(command);
      underWay--;
      return answer;
    });
    await put(dynamo, items('many', 200, 10), 2);
    expect(most).toBe(2);
  });
});
