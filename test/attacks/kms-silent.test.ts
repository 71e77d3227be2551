import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, expect, it, vi } from 'vitest';
import { piiServiceFromEnvironment } from '../../functions/api/environment.ts';

afterAll(() => vi.unstubAllEnvs());

it('a key service that never answers is told as busy before the gateway gives up', async () => {
  const server = createServer((request) => void request.resume());
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const environment = {
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'a',
    AWS_SECRET_ACCESS_KEY: 'b',
    AWS_ENDPOINT_URL_KMS: url,
    HMIS_TABLE: 't',
    HMIS_KEYS_TABLE: 'k',
    HMIS_DEPLOYMENT: 'd',
    HMIS_TIME_ZONE: 'UTC',
    HMIS_TENANTS: 'a5d3c0de-0000-4000-8000-000000000001',
    HMIS_AUDIENCE: 'a',
    HMIS_CLIENT_IDS: 'c',
    HMIS_REPORTS: 'active-clients',
    HMIS_NAMES_KEY_ID: 'n',
    HMIS_PASSWORDS_KEY_ID: 'p',
    HMIS_ORIGIN_SECRET_ID: 's',
  };
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
  const { keys } = piiServiceFromEnvironment();
  const started = performance.now();
  const outcome = await Promise.race([
    keys?.decrypt(Buffer.alloc(61), { deployment: 'd', v: 'v' }).then(
      () => 'opened',
      (error: { code?: string }) => error.code,
    ),
    new Promise((done) => setTimeout(() => done('still waiting'), 29_000)),
  ]);
  server.closeAllConnections();
  server.close();
  expect(outcome, `after ${Math.round(performance.now() - started)} ms`).toBe('Busy');
});
