import type { Dynamo } from '../../functions/snapshot/dynamo.ts';

/** What a request to DynamoDB asks for, as far as tests of faults look at it. */
export interface AskedInput {
  readonly TableName?: string;
  readonly UpdateExpression?: string;
  readonly Key?: { readonly pk?: { readonly S?: string } };
  readonly Item?: { readonly pk?: { readonly S?: string } };
  readonly ExpressionAttributeValues?: Readonly<Record<string, { readonly S?: string }>>;
}

export interface Attempt {
  readonly command: string;
  readonly input: AskedInput;
  /** The partition key, where the request names one. */
  readonly pk: string;
}

/** before: the request never arrives; after: it is carried out, and its answer is lost. */
export type Fault = { readonly when: 'before' | 'after'; readonly name: string };

/**
 * Faults between a client and its service, inside its own retries: `faultOf` is asked at every attempt. `stop` ends it.
 */
export function breakWire(
  client: { readonly middlewareStack: { add(...args: never[]): void; remove(name: string): boolean } },
  faultOf: (attempt: Attempt) => Fault | undefined,
): () => void {
  const name = `broken${Math.random()}`;
  const { add } = client.middlewareStack as unknown as { add: (middleware: Middleware, options: object) => void };
  add.call(
    client.middlewareStack,
    (next, { commandName = '' }) =>
      async (args) => {
        const input = args.input as AskedInput;
        const values = input.ExpressionAttributeValues;
        const pk = input.Key?.pk?.S ?? input.Item?.pk?.S ?? values?.[':pk']?.S ?? '';
        const fault = faultOf({ command: commandName, input, pk });
        if (fault?.when === 'before') throw wireError(fault.name);
        const result = await next(args);
        if (fault) throw wireError(fault.name);
        return result;
      },
    { name, step: 'finalizeRequest', priority: 'low' },
  );
  return () => void client.middlewareStack.remove(name);
}

type Middleware = (
  next: (args: { input: unknown }) => Promise<unknown>,
  context: { commandName?: string },
) => (args: { input: unknown }) => Promise<unknown>;

/** Errors of the caller, by DynamoDB's book; every other one is the service's. */
const OF_CALLER = ['ProvisionedThroughputExceededException', 'ThrottlingException', 'ConditionalCheckFailedException'];

function wireError(name: string): Error {
  const status = OF_CALLER.includes(name) ? 400 : 503;
  return Object.assign(new Error(name), {
    name,
    $fault: status === 400 ? 'client' : 'server',
    $metadata: { httpStatusCode: status },
  });
}

/** Loses the answer to the first request that fits. */
export function loseAnswer({ doc }: Dynamo, fits: (input: AskedInput) => boolean): () => void {
  let lost = false;
  return breakWire(doc as never, ({ input }) => {
    if (lost || !fits(input)) return undefined;
    lost = true;
    return { when: 'after', name: 'ServiceUnavailable' };
  });
}
