import { putProfile } from '../../../functions/access/profiles.ts';
import { type Handler, OTHER_ROUTES } from '../../../functions/api/handler.ts';
import { connectDynamo, type Dynamo } from '../../../functions/snapshot/dynamo.ts';
import { profileOf } from '../../functions/access/people.ts';
import { claims, rs256, rsaKey } from '../../functions/access/tokens.ts';
import { handlerOver } from '../../functions/api/direct.ts';
import type { StoreConnection } from '../store/store.ts';

/** A function that answers lists, as it is in a process of its own, and the token of someone who may ask it for all. */
export interface ListFunction {
  readonly dynamo: Dynamo;
  readonly handler: Handler;
  readonly token: string;
}

export async function listFunction({ connection }: StoreConnection): Promise<ListFunction> {
  const dynamo = connectDynamo(connection);
  const { version, ...rights } = profileOf({ role: 'admin', organizations: 'all' });
  // Another function may have given these rights already.
  await putProfile(dynamo, rights, undefined).catch(() => undefined);
  const key = rsaKey('bench');
  return { dynamo, handler: handlerOver(dynamo, key, { routes: OTHER_ROUTES }).handler, token: rs256(key, claims()) };
}
