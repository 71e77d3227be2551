import { DeleteCommand, GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { HmisError } from '../../shared/errors.ts';
import { type Dynamo, isConditionFailed, queryAll } from '../snapshot/dynamo.ts';
import type { Place } from '../snapshot/places.ts';
import {
  FILES,
  type FileJob,
  type FileOwner,
  filePlace,
  filesPartition,
  listingPlace,
  type ReportJob,
  type ValidationJob,
} from './file-job.ts';

/** Who owns which job: all that a queue carries, and enough to find it. */
export type FileAsk = Pick<FileOwner, 'tid' | 'oid'> & { readonly id: string };

/** Stores a new job. The listing goes first: one without a job is skipped, a job without a listing would be lost. */
export async function addJob({ doc, table }: Dynamo, job: FileJob): Promise<void> {
  const { tid, oid } = job.owner;
  await doc.send(new PutCommand({ TableName: table, Item: { ...listingPlace(job.id), tid, oid } }));
  await doc.send(new PutCommand({ TableName: table, Item: { ...filePlace(job.owner, job.id), ...job } }));
}

/** Stores a job unless there is one of its id, and answers the one that is there. */
export async function addJobOnce(dynamo: Dynamo, job: ReportJob): Promise<FileJob> {
  const { doc, table } = dynamo;
  const { tid, oid } = job.owner;
  await doc.send(new PutCommand({ TableName: table, Item: { ...listingPlace(job.id), tid, oid } }));
  const Item = { ...filePlace(job.owner, job.id), ...job };
  try {
    await doc.send(new PutCommand({ TableName: table, Item, ConditionExpression: 'attribute_not_exists(pk)' }));
    return job;
  } catch (error) {
    if (!isConditionFailed(error)) throw error;
    return (await getJob(dynamo, { tid, oid, id: job.id })) ?? job;
  }
}

export async function getJob({ doc, table }: Dynamo, { tid, oid, id }: FileAsk): Promise<FileJob | undefined> {
  const Key = filePlace({ tid, oid }, id);
  const { Item } = await doc.send(new GetCommand({ TableName: table, Key, ConsistentRead: true }));
  return Item === undefined ? undefined : jobOf(Item);
}

/** A person's own jobs, the newest first. */
export async function listJobs(dynamo: Dynamo, owner: Pick<FileOwner, 'tid' | 'oid'>): Promise<FileJob[]> {
  const jobs: FileJob[] = [];
  const query = {
    KeyConditionExpression: 'pk = :pk',
    ExpressionAttributeValues: { ':pk': filesPartition(owner) },
    ConsistentRead: true,
  };
  for await (const item of queryAll(dynamo, query)) jobs.push(jobOf(item));
  return jobs.sort(newestFirst);
}

/** Everybody's jobs, the newest first. */
export async function listAllJobs(dynamo: Dynamo): Promise<FileJob[]> {
  const asks: FileAsk[] = [];
  const query = {
    KeyConditionExpression: 'pk = :pk',
    ExpressionAttributeValues: { ':pk': FILES },
    ConsistentRead: true,
  };
  for await (const { sk, tid, oid } of queryAll(dynamo, query)) {
    asks.push({ id: String(sk), tid: String(tid), oid: String(oid) });
  }
  const jobs: FileJob[] = [];
  for (let at = 0; at < asks.length; at += READ_AT_ONCE) {
    const read = await Promise.all(asks.slice(at, at + READ_AT_ONCE).map((ask) => getJob(dynamo, ask)));
    jobs.push(...read.filter((job) => job !== undefined));
  }
  return jobs.sort(newestFirst);
}

const READ_AT_ONCE = 25;

/** Who owns a job, whoever asks. */
export async function ownerOf({ doc, table }: Dynamo, id: string): Promise<FileAsk | undefined> {
  const { Item } = await doc.send(new GetCommand({ TableName: table, Key: listingPlace(id), ConsistentRead: true }));
  return Item && { id, tid: String(Item.tid), oid: String(Item.oid) };
}

export async function removeJob({ doc, table }: Dynamo, { tid, oid, id }: FileAsk): Promise<void> {
  await doc.send(new DeleteCommand({ TableName: table, Key: filePlace({ tid, oid }, id) }));
  await doc.send(new DeleteCommand({ TableName: table, Key: listingPlace(id) }));
}

type Fields = Omit<ValidationJob, 'kind'> & Omit<ReportJob, 'kind'>;
/** What may be changed of a job, of either kind. A field set to undefined is taken away. */
export type JobChange = { readonly [F in keyof Fields]?: Fields[F] | undefined };

/**
 * Changes a job where `condition` still holds of it (in DynamoDB's words; `#name` is the field, `:given` the values). Answers
 * the job as it is then; undefined where the condition did not hold.
 */
export async function changeJob(
  { doc, table }: Dynamo,
  ask: FileAsk,
  changed: JobChange,
  condition: { readonly holds: string; readonly fields: readonly string[]; readonly given: Record<string, unknown> },
): Promise<FileJob | undefined> {
  const set = Object.entries(changed).filter(([, value]) => value !== undefined);
  const gone = Object.keys(changed).filter((field) => changed[field as keyof JobChange] === undefined);
  const names = [...new Set([...Object.keys(changed), ...condition.fields])];
  const command = new UpdateCommand({
    TableName: table,
    Key: filePlace(ask, ask.id),
    UpdateExpression: [
      ...(set.length > 0 ? [`SET ${set.map(([field]) => `#${field} = :to_${field}`).join(', ')}`] : []),
      ...(gone.length > 0 ? [`REMOVE ${gone.map((field) => `#${field}`).join(', ')}`] : []),
    ].join(' '),
    ConditionExpression: `attribute_exists(pk) AND (${condition.holds})`,
    ExpressionAttributeNames: Object.fromEntries(names.map((field) => [`#${field}`, field])),
    ExpressionAttributeValues: {
      ...Object.fromEntries(set.map(([field, value]) => [`:to_${field}`, value])),
      ...condition.given,
    },
    ReturnValues: 'ALL_NEW',
  });
  try {
    return jobOf((await doc.send(command)).Attributes ?? {});
  } catch (error) {
    if (!isConditionFailed(error)) throw error;
    return undefined;
  }
}

function jobOf({ pk, sk, ...job }: Readonly<Record<string, unknown>> & Partial<Place>): FileJob {
  // Only this store writes under these keys, so what is there is a job.
  return job as unknown as FileJob;
}

function newestFirst(a: FileJob, b: FileJob): number {
  return a.askedAt < b.askedAt ? 1 : a.askedAt > b.askedAt ? -1 : 0;
}

/** The refusal for an id that is nobody's or another's: the same, so that nothing is given away. */
export function noSuchFile(): HmisError {
  return new HmisError('NotFound', 'There is no such file. List your files to see which there are.', { field: 'file' });
}
