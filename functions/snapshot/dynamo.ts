import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, paginateQuery, type QueryCommandInput } from '@aws-sdk/lib-dynamodb';
import { HmisError } from '../../shared/errors.ts';
import { addMeter } from './dynamo-meter.ts';

/** The two tables and the client that reaches them. */
export interface Dynamo {
  readonly doc: DynamoDBDocumentClient;
  /** Snapshots, trackers, profiles, trail. */
  readonly table: string;
  /** Wrapped data keys only: no point-in-time recovery, so that a deleted key is gone. */
  readonly keysTable: string;
}

export interface DynamoConnection {
  /** Left out, the region's own. */
  readonly endpoint?: string;
  readonly region: string;
  readonly table: string;
  readonly keysTable: string;
  /** Left out, those of the function's role. */
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string };
  /** How long a connection may take, and then an answer, in ms. Left out, 1 s and 4 s. */
  readonly timeoutMs?: number;
}

/**
 * The tables as they are created, here and on AWS; every key is a string. The index lists housing trackers by project
 * and carries whole items.
 */
export const tableDefinitions = {
  data: { partitionKey: 'pk', sortKey: 'sk', index: { name: 'byProject', partitionKey: 'gpk', sortKey: 'gsk' } },
  keys: { partitionKey: 'pk' },
} as const;

/**
 * A client that repeats throttled and failed requests with jitter and gives up after some 10 s. Every error it throws is
 * an HmisError, but for a failed condition, which is an answer: `isConditionFailed` tells.
 */
export function connectDynamo({ table, keysTable, timeoutMs, ...connection }: DynamoConnection): Dynamo {
  const client = new DynamoDBClient({
    ...connection,
    retryMode: 'standard',
    maxAttempts: 5,
    requestHandler: {
      connectionTimeout: timeoutMs ?? 1_000,
      requestTimeout: timeoutMs ?? 4_000,
      throwOnRequestTimeout: true,
    },
  });
  addMeter(client);
  client.middlewareStack.add(
    (next) => async (args) => {
      try {
        return await next(args);
      } catch (error) {
        throw isConditionFailed(error) ? error : translateDynamoError(error);
      }
    },
    { name: 'translateErrors', step: 'initialize', priority: 'high' },
  );
  const doc = DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });
  return { doc, table, keysTable };
}

/** Closes the connections; the client cannot be used after it. */
export function disconnectDynamo({ doc }: Dynamo): void {
  // Destroying the document client alone leaves the sockets of the one beneath it open.
  doc.config.requestHandler.destroy?.();
  doc.destroy();
}

/** True where a write's ConditionExpression did not hold: someone else was first. */
export function isConditionFailed(error: unknown): boolean {
  return error instanceof Error && error.name === 'ConditionalCheckFailedException';
}

/** The condition of a write in place of the version that was looked at: they count from 1, and 0 is nothing there yet. */
export function stillAt(version: number) {
  return version === 0
    ? { ConditionExpression: 'attribute_not_exists(pk)' }
    : {
        ConditionExpression: '#version = :version',
        ExpressionAttributeNames: { '#version': 'version' },
        ExpressionAttributeValues: { ':version': version },
      };
}

const PASSING = new Set([
  'InternalServerError',
  'LimitExceededException',
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'ServiceUnavailable',
  'ServiceUnavailableException',
  'ThrottlingException',
  'ThrottledException',
  'TimeoutError',
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
]);

/**
 * An error of the client as a refusal: `Busy` for what passes (throttling, a slow or unreachable database), `Internal`
 * for the rest. What happened is in `cause`; an HmisError stays as it is.
 */
export function translateDynamoError(error: unknown): HmisError {
  if (error instanceof HmisError) return error;
  const { name, code, $metadata } = (error ?? {}) as {
    name?: string;
    code?: string;
    $metadata?: { httpStatusCode?: number };
  };
  const passes = PASSING.has(name ?? '') || PASSING.has(code ?? '') || ($metadata?.httpStatusCode ?? 0) >= 500;
  return passes
    ? new HmisError('Busy', 'The database is busy just now. Wait a minute, then try again.', { cause: error })
    : new HmisError(
        'Internal',
        'The database refused a request of the service. Nothing was lost; tell the administrator.',
        {
          cause: error,
        },
      );
}

/** Every item of a query, page by page; `input` without TableName asks the data table. */
export async function* queryAll(
  { doc, table }: Pick<Dynamo, 'doc' | 'table'>,
  input: Omit<QueryCommandInput, 'TableName'>,
): AsyncGenerator<Record<string, unknown>> {
  for await (const page of paginateQuery({ client: doc }, { TableName: table, ...input })) yield* page.Items ?? [];
}
