import { GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { ImportRequest, ImportStatus } from '../../shared/contract/imports.ts';
import { HmisError } from '../../shared/errors.ts';
import { readCurrent } from '../snapshot/current.ts';
import { type Dynamo, isConditionFailed } from '../snapshot/dynamo.ts';
import { importStatusPlace } from '../snapshot/places.ts';
import type { ImportReport } from './report.ts';

/** What a refusal names that would have been none had an administrator said so. */
export const SMALLER = 'acceptSmaller' satisfies keyof ImportRequest;

/** Refused rows that a status lists itself. */
export const REFUSED_LISTED = 1_000;

/** An import as it is kept: what the API shows, and who asked for what. */
export interface ImportRecord {
  readonly status: ImportStatus;
  readonly acceptSmaller: boolean;
  readonly by: { readonly tid: string; readonly oid: string; readonly name: string };
}

/** A status on which nothing has happened yet. */
export function waitingStatus(id: string, startedBy: string, startedAt: string): ImportStatus {
  return {
    id,
    state: 'waiting',
    startedBy,
    startedAt,
    step: 'waiting for the upload',
    done: 0,
    total: 0,
    files: {},
    refused: { total: 0, rows: [] },
    warnings: [],
    unchanged: false,
    stored: { projects: 0, projectsUnchanged: 0, enrollments: 0, segments: 0, bytes: 0 },
  };
}

export async function putImport(dynamo: Dynamo, record: ImportRecord): Promise<void> {
  const Item = { ...importStatusPlace(record.status.id), record };
  await dynamo.doc.send(new PutCommand({ TableName: dynamo.table, Item }));
}

/** Writes the first status of an import, unless there is one: then that. */
export async function createImport(dynamo: Dynamo, record: ImportRecord): Promise<ImportRecord> {
  const Item = { ...importStatusPlace(record.status.id), record };
  const isNew = { ConditionExpression: 'attribute_not_exists(pk)' };
  try {
    await dynamo.doc.send(new PutCommand({ TableName: dynamo.table, Item, ...isNew }));
    return record;
  } catch (error) {
    if (!isConditionFailed(error)) throw error;
    return storedImport(dynamo, record.status.id);
  }
}

/** Counts on in the status of an import that runs, whoever else does so at the same time. */
export async function advance({ doc, table }: Dynamo, id: string, by: number): Promise<void> {
  const update = new UpdateCommand({
    TableName: table,
    Key: importStatusPlace(id),
    UpdateExpression: 'SET #record.#status.#done = #record.#status.#done + :by',
    ConditionExpression: '#record.#status.#state = :running',
    ExpressionAttributeNames: { '#record': 'record', '#status': 'status', '#done': 'done', '#state': 'state' },
    ExpressionAttributeValues: { ':by': by, ':running': 'running' },
  });
  try {
    await doc.send(update);
  } catch (error) {
    // It was refused meanwhile, by what another met.
    if (!isConditionFailed(error)) throw error;
  }
}

/**
 * An import as it stands. One that says it runs, though its lease is no longer its own, was cut short: the process that
 * ran it is gone; the current data is whole, the old or the new. Throws HmisError `NotFound`.
 */
export async function getImport(dynamo: Dynamo, id: string, now: number): Promise<ImportRecord> {
  const before = await storedImport(dynamo, id);
  if (before.status.state !== 'running') return before;
  const { leaseId, leaseUntil = 0 } = await readCurrent(dynamo);
  if (leaseId === id && leaseUntil >= now) return before;
  // It may have ended between the two looks.
  const record = await storedImport(dynamo, id);
  if (record.status.state !== 'running') return record;
  const message =
    'The import was interrupted. The current data is whole; import the export again to be sure that it is the new one.';
  return { ...record, status: { ...record.status, state: 'failed', message } };
}

/** An import as it was last written, whether or not anything still runs it. Throws HmisError `NotFound`. */
export async function storedImport(dynamo: Dynamo, id: string): Promise<ImportRecord> {
  const { Item } = await dynamo.doc.send(
    new GetCommand({ TableName: dynamo.table, Key: importStatusPlace(id), ConsistentRead: true }),
  );
  if (!Item) throw new HmisError('NotFound', 'There is no such import.', { field: 'id' });
  return Item.record as ImportRecord;
}

/** What a status says of the rows that were read. */
export function reported(report: ImportReport): Pick<ImportStatus, 'files' | 'refused' | 'warnings'> {
  return {
    files: report.files(),
    refused: { total: report.refusedTotal, rows: report.refused.slice(0, REFUSED_LISTED) },
    warnings: report.warnings(),
  };
}

export function unforeseen(cause: unknown): HmisError {
  return new HmisError(
    'Internal',
    'The import failed for a reason nobody foresaw. The current data is as it was; try again, then tell support.',
    { cause },
  );
}

/** What a status says of why an import did not become the current data. */
export function whyOf({ message, field }: HmisError): Pick<ImportStatus, 'message' | 'smaller'> {
  return { message, ...(field === SMALLER && { smaller: true }) };
}
