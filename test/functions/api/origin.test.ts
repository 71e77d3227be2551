import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ORIGIN_HEADER, originCheck } from '../../../functions/access/origin.ts';
import { OTHER_ROUTES, PII_ROUTES } from '../../../functions/api/handler.ts';
import type { Dynamo } from '../../../functions/snapshot/dynamo.ts';
import { answerByLambda } from '../../../infra/local/gateway.ts';
import type { RouteName } from '../../../shared/contract/routes.ts';
import { startDynamo } from '../../dynamodb.ts';
import { rsaKey } from '../access/tokens.ts';
import { handlerOver } from './direct.ts';

const SECRETS = ['the secret of today', 'the secret of tomorrow'];
const key = rsaKey('origin');

let db: Dynamo;
let close: () => Promise<void>;
beforeAll(async () => {
  ({ db, close } = await startDynamo());
});
afterAll(() => close());

/** Asks the handler through the same HTTP adapter that serves one machine. */
async function ask(routes: readonly RouteName[], path: string, method: string, headers: Record<string, string>) {
  const { handler, log } = handlerOver(db, key, { routes, change: { cameThrough: originCheck(async () => SECRETS) } });
  const server = createServer((request, response) => void answerByLambda(request, response, handler));
  server.listen(0, '127.0.0.1');
  await new Promise((done) => server.once('listening', done));
  try {
    const { port } = server.address() as AddressInfo;
    const response = await fetch(`http://127.0.0.1:${port}${path}`, { method, headers });
    return { status: response.status, body: await response.text(), log };
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

describe.each([
  ['without names', OTHER_ROUTES, '/v1/me', 'GET'],
  ['with names', PII_ROUTES, '/v1/pii/reports/active-clients/plan', 'POST'],
] as const)('the function %s', (_, routes, path, method) => {
  test.each(SECRETS)('goes on to the token for who comes with %s', async (secret) => {
    expect(await ask(routes, path, method, { [ORIGIN_HEADER]: secret })).toMatchObject({ status: 401 });
  });

  test.each([
    ['no secret', {}],
    ['a guess', { [ORIGIN_HEADER]: 'a guess' }],
    ['both at once', { [ORIGIN_HEADER]: SECRETS.join(', ') }],
  ])('turns away who comes with %s', async (_how, headers) => {
    const { status, body, log } = await ask(routes, path, method, headers);
    expect({ status, body: JSON.parse(body) as unknown }).toMatchObject({
      status: 403,
      body: { error: { code: 'NotAllowed' } },
    });
    expect(log).toEqual([expect.objectContaining({ event: 'refused', code: 'NotAllowed' })]);
    for (const secret of SECRETS) expect(body + JSON.stringify(log)).not.toContain(secret);
  });
});

test('an address that is not there is told to nobody who came around', async () => {
  expect(await ask(OTHER_ROUTES, '/v1/nothing', 'GET', {})).toMatchObject({ status: 403 });
});
