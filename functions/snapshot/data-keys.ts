import { DeleteCommand, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { type Dynamo, isConditionFailed } from './dynamo.ts';
import type { KeyService } from './keys.ts';

/** What making and opening data keys needs. */
export interface DataKeys {
  readonly dynamo: Dynamo;
  readonly keys: KeyService;
  /** The deployment's name, part of every key's encryption context. */
  readonly deployment: string;
}

/**
 * The data key of this name (a project version's id, or a project's trackers): kept wrapped in the table that has no
 * point-in-time recovery, made at the first call. Whoever comes second takes the one that is there.
 */
export async function dataKeyFor({ dynamo, keys, deployment }: DataKeys, name: string): Promise<Uint8Array> {
  const existing = await wrappedKeyOf(dynamo, name);
  if (existing) return keys.decrypt(existing, { deployment, v: name });
  const { plaintext, wrapped } = await keys.generateDataKey({ deployment, v: name });
  try {
    await dynamo.doc.send(
      new PutCommand({
        TableName: dynamo.keysTable,
        Item: { pk: name, wrapped },
        ConditionExpression: 'attribute_not_exists(pk)',
      }),
    );
    return plaintext;
  } catch (error) {
    if (!isConditionFailed(error)) throw error;
    return dataKeyFor({ dynamo, keys, deployment }, name);
  }
}

export async function wrappedKeyOf(dynamo: Dynamo, name: string): Promise<Uint8Array | undefined> {
  const { Item } = await dynamo.doc.send(
    new GetCommand({ TableName: dynamo.keysTable, Key: { pk: name }, ConsistentRead: true }),
  );
  return Item?.wrapped as Uint8Array | undefined;
}

/** What is sealed under the key is gone for good. */
export async function dropDataKey(dynamo: Dynamo, name: string): Promise<void> {
  await dynamo.doc.send(new DeleteCommand({ TableName: dynamo.keysTable, Key: { pk: name } }));
}
