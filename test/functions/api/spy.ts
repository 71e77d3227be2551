import type { Dynamo } from '../../../functions/snapshot/dynamo.ts';

/** A request to DynamoDB as the client was asked for it. */
export interface Asked {
  readonly command: string;
  readonly table: string;
  /** The partition key of a read by key, a query or a write. */
  readonly pk: string;
}

interface Input {
  readonly TableName?: string;
  readonly Key?: { readonly pk?: unknown };
  readonly Item?: { readonly pk?: unknown };
  readonly ExpressionAttributeValues?: Readonly<Record<string, unknown>>;
}

/**
 * Sees every request of a client before it leaves, from now on; `before` may throw in its place. `stop` ends it.
 */
export function spyOn(dynamo: Dynamo, before: (asked: Asked) => void = () => undefined) {
  const seen: Asked[] = [];
  const name = `spy${Math.random()}`;
  dynamo.doc.middlewareStack.add(
    (next, { commandName = '' }) =>
      async (args) => {
        const { TableName = '', Key, Item, ExpressionAttributeValues: values } = args.input as Input;
        const asked = {
          command: commandName,
          table: TableName,
          pk: String(Key?.pk ?? Item?.pk ?? values?.[':pk'] ?? ''),
        };
        seen.push(asked);
        before(asked);
        return next(args);
      },
    { name, step: 'initialize', priority: 'high' },
  );
  return { seen, stop: () => dynamo.doc.middlewareStack.remove(name) };
}
