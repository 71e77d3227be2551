import { AsyncLocalStorage } from 'node:async_hooks';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';

/** What a piece of work cost at DynamoDB. Every attempt of a repeated request counts as a request with its bytes. */
export interface DynamoCost {
  /** Read capacity units, as DynamoDB answered them. */
  readonly rcu: number;
  /** Write capacity units, indexes included. */
  readonly wcu: number;
  readonly requests: number;
  readonly bytesSent: number;
  readonly bytesReceived: number;
}

type Running = { -readonly [Name in keyof DynamoCost]: DynamoCost[Name] };
interface Meter {
  readonly cost: Running;
  readonly outer: Meter | undefined;
}

const current = new AsyncLocalStorage<Meter>();

const READS = new Set(['GetItemCommand', 'BatchGetItemCommand', 'QueryCommand', 'ScanCommand']);
const WRITES = new Set(['PutItemCommand', 'UpdateItemCommand', 'DeleteItemCommand', 'BatchWriteItemCommand']);

/**
 * Runs `work` and says what it cost, whatever else goes on at the same time. Meters can be nested: the outer one counts
 * what the inner one does. An async generator counts where it is consumed.
 */
export async function meterDynamo<T>(
  work: () => Promise<T>,
): Promise<{ readonly value: T; readonly cost: DynamoCost }> {
  const cost: Running = { rcu: 0, wcu: 0, requests: 0, bytesSent: 0, bytesReceived: 0 };
  const value = await current.run({ cost, outer: current.getStore() }, work);
  return { value, cost };
}

/** Makes a client report to the meter that is running; without one it only asks DynamoDB for the capacity it used. */
export function addMeter(client: DynamoDBClient): void {
  client.middlewareStack.add(
    (next, context) => async (args) => {
      const command = context.commandName ?? '';
      if (!READS.has(command) && !WRITES.has(command)) return next(args);
      const result = await next({
        ...args,
        input: { ...args.input, ReturnConsumedCapacity: 'TOTAL' } as typeof args.input,
      });
      const units = unitsOf(result.output);
      if (READS.has(command)) count({ rcu: units });
      else count({ wcu: units });
      return result;
    },
    { name: 'meterCapacity', step: 'initialize' },
  );
  client.middlewareStack.add(
    (next) => async (args) => {
      count({ requests: 1, bytesSent: contentLength(args.request) });
      const result = await next(args);
      count({ bytesReceived: contentLength(result.response) });
      return result;
    },
    { name: 'meterBytes', step: 'deserialize', priority: 'low' },
  );
}

function count(more: Partial<DynamoCost>): void {
  for (let meter = current.getStore(); meter; meter = meter.outer) {
    for (const [name, n] of Object.entries(more)) meter.cost[name as keyof DynamoCost] += n;
  }
}

/** ConsumedCapacity is one record, or a list of them for a batch. */
function unitsOf(output: unknown): number {
  const capacity = (output as { ConsumedCapacity?: unknown }).ConsumedCapacity;
  const records = (Array.isArray(capacity) ? capacity : [capacity]) as ({ CapacityUnits?: number } | undefined)[];
  return records.reduce((sum, record) => sum + (record?.CapacityUnits ?? 0), 0);
}

function contentLength(message: unknown): number {
  const headers = (message as { headers?: Record<string, string> }).headers ?? {};
  return Number(headers['content-length'] ?? 0);
}
