import { PutCommand } from '@aws-sdk/lib-dynamodb';
import type { SavedParams } from '../../shared/contract/saved.ts';
import { withNamesHidden } from '../../shared/saved-params.ts';
import type { Person } from '../access/profiles.ts';
import { type Dynamo, queryAll } from '../snapshot/dynamo.ts';
import { LAST_USED_PREFIX, lastUsedPlace, personsPartition } from './places.ts';

/** What a report was last run with. */
export interface LastUsed {
  readonly report: string;
  readonly params: SavedParams;
  /** ISO 8601, UTC. */
  readonly at: string;
}

/** Keeps what a person has run a report with, in place of the time before. That names were shown is not kept. */
export async function putLastUsed({ doc, table }: Dynamo, person: Person, used: LastUsed): Promise<void> {
  const Item = { ...lastUsedPlace(person, used.report), ...used, params: withNamesHidden(used.params) };
  await doc.send(new PutCommand({ TableName: table, Item }));
}

/** What a person has last run each report with. */
export async function listLastUsed(dynamo: Dynamo, person: Person): Promise<LastUsed[]> {
  const query = {
    KeyConditionExpression: 'pk = :pk AND begins_with(sk, :last)',
    ExpressionAttributeValues: { ':pk': personsPartition(person), ':last': LAST_USED_PREFIX },
    ConsistentRead: true,
  };
  const all: LastUsed[] = [];
  for await (const { report, params, at } of queryAll(dynamo, query)) {
    all.push({ report, params, at } as LastUsed);
  }
  return all;
}
