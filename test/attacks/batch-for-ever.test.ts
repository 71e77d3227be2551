import { afterAll, beforeAll, expect, it } from 'vitest';
import { community } from '../functions/api/community.ts';
import { startService, type TestService } from '../service.ts';

let service: TestService;
beforeAll(async () => {
  service = await startService({ zip: community() });
});
afterAll(() => service.close());
it('a batch of which DynamoDB holds everything back, again and again, ends in Busy, with waits between', async () => {
  await service.restart({});
  let asked = 0;
  service.dynamo.doc.middlewareStack.add(
    (next, { commandName }) =>
      async (args) => {
        if (commandName !== 'BatchGetItemCommand') return next(args);
        if (++asked > 5_000) throw new Error('It would go on for ever.');
        return {
          response: {},
          output: {
            $metadata: {},
            Responses: {},
            UnprocessedKeys: (args.input as { RequestItems: unknown }).RequestItems,
          },
        } as never;
      },
    { name: 'held', step: 'initialize', priority: 'low' },
  );
  const started = performance.now();
  const { status } = await service.ask(await service.token('manager'), { path: '/v1/catalog' });
  expect({ status, asked: asked < 100 }, `${asked} requests in ${Math.round(performance.now() - started)} ms`).toEqual({
    status: 503,
    asked: true,
  });
});
