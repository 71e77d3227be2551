import { BatchWriteCommand, DeleteCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Dynamo } from '../../../functions/snapshot/dynamo.ts';
import { HmisError } from '../../../shared/errors.ts';

/**
 * The tables as one process sees them whose n-th write fails; `forGood`: the process dies of it. Of a batch half is written
 * all the same.
 */
export function failing({ doc, ...dynamo }: Dynamo, n: number, forGood: boolean): { dynamo: Dynamo; writes(): number } {
  let writes = 0;
  let dead = false;
  const send = async (command: Parameters<typeof doc.send>[0]) => {
    const isWrite = WRITES.some((write) => command instanceof write);
    if (dead) throw new Error('The process is dead.');
    if (isWrite && ++writes === n) {
      if (command instanceof BatchWriteCommand) await doc.send(halfOf(command));
      dead = forGood;
      throw forGood ? new Error('The process is dead.') : new HmisError('Busy', 'The database is busy just now.');
    }
    return doc.send(command);
  };
  const failingDoc = new Proxy(doc, { get: (own, name) => (name === 'send' ? send : Reflect.get(own, name)) });
  return { dynamo: { ...dynamo, doc: failingDoc }, writes: () => writes };
}

const WRITES = [PutCommand, UpdateCommand, DeleteCommand, BatchWriteCommand];

function halfOf({ input: { RequestItems = {} } }: BatchWriteCommand): BatchWriteCommand {
  const half = Object.entries(RequestItems).map(([table, items]) => [
    table,
    items.slice(0, Math.ceil(items.length / 2)),
  ]);
  return new BatchWriteCommand({ RequestItems: Object.fromEntries(half) });
}
