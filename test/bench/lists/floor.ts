import { Readable } from 'node:stream';
import { BatchGetCommand, GetCommand, PutCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { connectDynamo, type Dynamo, type DynamoConnection } from '../../../functions/snapshot/dynamo.ts';

/** Queries of segments under way at once: as many as the reader's. */
const AT_ONCE = 8;

/** By the names that the client's own commands have. */
const COMMANDS = {
  BatchGetItemCommand: BatchGetCommand,
  GetItemCommand: GetCommand,
  PutItemCommand: PutCommand,
  QueryCommand,
  UpdateItemCommand: UpdateCommand,
};

/** A request as it was made, to be made again. */
interface RecordedRequest {
  readonly command: keyof typeof COMMANDS;
  readonly input: object;
  /** Of one of a run's segments: these are asked for side by side, the others one after the other. */
  readonly isOfSegments: boolean;
}

export interface Recorded {
  readonly requests: readonly RecordedRequest[];
  /** What the Queries of CORE segments consumed. */
  readonly coreRcu: number;
}

/** Records every request that a client makes from here on. */
export function recordRequests({ doc }: Dynamo): { taken(): Recorded } {
  const requests: RecordedRequest[] = [];
  let coreRcu = 0;
  doc.middlewareStack.add(
    (next, { commandName = '' }) =>
      async (args) => {
        const command = commandName as keyof typeof COMMANDS;
        const pk = partitionOf(args.input);
        const isOfSegments = command === 'QueryCommand' && /^(?:CORE|ACTIVITY|ASSESSMENT|STAYS)#/.test(pk);
        requests.push({ command, input: { ...args.input }, isOfSegments });
        const result = await next(args);
        const { ConsumedCapacity } = result.output as { ConsumedCapacity?: { CapacityUnits?: number } };
        if (isOfSegments && pk.startsWith('CORE#')) coreRcu += ConsumedCapacity?.CapacityUnits ?? 0;
        return result;
      },
    { step: 'initialize', name: 'recordRequests', priority: 'high' },
  );
  return {
    taken() {
      const taken = { requests: requests.splice(0), coreRcu };
      coreRcu = 0;
      return taken;
    },
  };
}

export interface FloorCost {
  readonly ms: number;
  readonly cpuMs: number;
  /** Of the answers. */
  readonly bytes: number;
}

/**
 * The store's own floor: the same requests in the same order, and not a byte of their answers looked at. A write whose
 * condition held the first time is refused now, which the store finds no faster.
 */
export async function floorOf(connection: DynamoConnection, requests: readonly RecordedRequest[]): Promise<FloorCost> {
  const { doc } = connectDynamo(connection);
  const { requestHandler } = doc.config;
  const ask = requestHandler.handle.bind(requestHandler);
  let bytes = 0;
  requestHandler.handle = async (request, options) => {
    const answered = await ask(request, options);
    for await (const chunk of answered.response.body as AsyncIterable<Buffer>) bytes += chunk.length;
    answered.response.body = Readable.from(['{}']);
    return answered;
  };
  const send = async ({ command, input }: RecordedRequest) => {
    const Command = COMMANDS[command] as new (input: object) => GetCommand;
    await doc.send(new Command(input)).catch(() => undefined);
  };
  // The first request of a client opens a connection and loads what it needs.
  if (requests[0]) await send(requests[0]);
  bytes = 0;
  const cpu = process.cpuUsage();
  const began = performance.now();
  const waiting = [...requests];
  while (waiting.length > 0) {
    const others = waiting.findIndex(({ isOfSegments }) => !isOfSegments);
    const together = waiting.splice(0, others === -1 ? waiting.length : Math.max(1, others));
    const inTurn = async () => {
      for (let next = together.shift(); next; next = together.shift()) await send(next);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, inTurn));
  }
  const ms = performance.now() - began;
  const { user, system } = process.cpuUsage(cpu);
  doc.destroy();
  return { ms, cpuMs: (user + system) / 1_000, bytes };
}

function partitionOf(input: object): string {
  const { ExpressionAttributeValues } = input as { ExpressionAttributeValues?: Readonly<Record<string, unknown>> };
  return String(ExpressionAttributeValues?.[':pk'] ?? '');
}
