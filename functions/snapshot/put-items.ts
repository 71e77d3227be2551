import { setTimeout as wait } from 'node:timers/promises';
import { BatchWriteCommand } from '@aws-sdk/lib-dynamodb';
import { HmisError } from '../../shared/errors.ts';
import type { Dynamo } from './dynamo.ts';
import type { Place } from './places.ts';

/** An item with packed bytes. */
export interface PackedItem extends Place {
  readonly data: Uint8Array;
}

/** Items that DynamoDB takes in one request. */
const ITEMS_A_REQUEST = 25;
/** Bytes of a request, names and keys aside: no more than one full item has, for all may go to one partition. */
const BYTES_A_REQUEST = 400_000;
const ATTEMPTS = 8;

/** Puts items, few requests for many; nothing is known of their order, so a caller writes what says that all is there after it. */
export interface ItemWriter {
  /** Waits while `atOnce` requests are under way. */
  put(item: PackedItem): Promise<void>;
  /** Settles when everything is in the table. Throws HmisError `Busy` where DynamoDB has no capacity for it. */
  end(): Promise<void>;
}

export function itemWriter(dynamo: Dynamo, atOnce: number): ItemWriter {
  let batch: PackedItem[] = [];
  let bytes = 0;
  const underWay = new Set<Promise<void>>();
  let failed: { readonly error: unknown } | undefined;

  const allEnded = async () => {
    await Promise.all(underWay);
    if (failed) throw failed.error;
  };
  const send = async () => {
    const items = batch;
    batch = [];
    bytes = 0;
    if (items.length === 0) return;
    while (underWay.size >= atOnce) await Promise.race(underWay);
    if (failed) return allEnded();
    const writing = putBatch(dynamo, items)
      .catch((error: unknown) => {
        failed ??= { error };
      })
      .finally(() => underWay.delete(writing));
    underWay.add(writing);
  };

  return {
    async put(item) {
      if (batch.length === ITEMS_A_REQUEST || bytes + item.data.length > BYTES_A_REQUEST) await send();
      batch.push(item);
      bytes += item.data.length;
    },
    async end() {
      await send();
      await allEnded();
    },
  };
}

async function putBatch({ doc, table }: Dynamo, items: readonly PackedItem[]): Promise<void> {
  let left: NonNullable<BatchWriteCommand['input']['RequestItems']>[string] = items.map((Item) => ({
    PutRequest: { Item },
  }));
  for (let attempt = 1; left.length > 0; attempt++) {
    const { UnprocessedItems } = await doc.send(new BatchWriteCommand({ RequestItems: { [table]: left } }));
    left = UnprocessedItems?.[table] ?? [];
    if (left.length === 0) return;
    // DynamoDB gives back what it had no capacity for, and leaves the waiting to us.
    if (attempt === ATTEMPTS) {
      throw new HmisError('Busy', 'The database is busy just now. Wait a minute, then try again.');
    }
    await wait(Math.random() * Math.min(2_000, 50 * 2 ** attempt));
  }
}
