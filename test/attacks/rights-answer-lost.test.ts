import { afterAll, beforeAll, expect, it } from 'vitest';
import { community } from '../functions/api/community.ts';
import { startService, type TestService } from '../service.ts';
import { breakWire } from './lost.ts';

let service: TestService;
beforeAll(async () => {
  service = await startService({ zip: community() });
});
afterAll(() => service.close());
it('a change of rights that was stored, but whose answer was lost once, is not said to be refused', async () => {
  let lost = false;
  const stop = breakWire(service.dynamo.doc as never, ({ command, pk }) => {
    if (lost || command !== 'PutItemCommand' || !pk.startsWith('USER#')) return undefined;
    lost = true;
    return { when: 'after', name: 'ServiceUnavailable' };
  });
  const outcome = await service.giveRights('dqo', { mayShowPii: false }).then(
    () => 'done',
    (error: Error) => error.message,
  );
  stop();
  expect({ outcome, stored: (await service.as('dqo').me()).mayShowPii }).toEqual({ outcome: 'done', stored: false });
});
