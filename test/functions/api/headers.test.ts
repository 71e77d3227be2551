import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RATES } from '../../../functions/access/rates.ts';
import { startService, type TestService, type WireAnswer } from '../../service.ts';
import { community, OPEN } from './community.ts';
import { spyOn } from './spy.ts';

let service: TestService;
let manager = '';
beforeAll(async () => {
  service = await startService({ zip: community(), now: new Date('2026-02-08T18:00:00Z') });
  manager = await service.token('manager');
});
afterAll(() => service.close());

const SECURITY = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'content-type': 'application/json; charset=utf-8',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};
const PLAN = '/v1/reports/active-clients/plan';

async function faulty(): Promise<WireAnswer> {
  const spy = spyOn(service.dynamo, ({ pk }) => {
    if (pk.startsWith('AUDIT#')) throw new Error('nobody foresaw this');
  });
  try {
    return await service.ask(manager, { path: PLAN, body: { params: OPEN } });
  } finally {
    spy.stop();
  }
}

async function oneTooMany(): Promise<WireAnswer> {
  const token = await service.token('dqo');
  for (let i = 0; i < RATES.other.atOnce; i++) await service.ask(token, { path: '/v1/me' });
  return service.ask(token, { path: '/v1/me' });
}

const ANSWERS: readonly [what: string, status: number, ask: () => Promise<WireAnswer>][] = [
  ['a success', 200, () => service.ask(manager, { path: '/v1/me' })],
  ['a long success, packed', 200, () => service.ask(manager, { path: '/v1/reports' })],
  ['a bad request', 400, () => service.ask(manager, { path: PLAN, body: { params: { days: 3 } } })],
  ['a refusal without a token', 401, () => service.ask(undefined, { path: '/v1/me' })],
  ['a refusal of rights', 403, () => service.ask(manager, { path: '/v1/users' })],
  ['an address of nothing', 404, () => service.ask(manager, { path: '/v1/nothing' })],
  ['a method that is not answered', 405, () => service.ask(manager, { path: '/v1/me', method: 'DELETE' })],
  ['a request too large', 413, () => service.ask(manager, { path: PLAN, body: 'x'.repeat(2_000_001) })],
  ['one call too many', 429, oneTooMany],
  ['a fault that nobody foresaw', 500, faulty],
];

describe('every answer over the wire', () => {
  it.each(ANSWERS)('%s (%i) is kept nowhere, run nowhere and shown in no frame', async (_, status, ask) => {
    const { headers, status: answered } = await ask();
    expect(answered).toBe(status);
    expect(Object.fromEntries(Object.keys(SECURITY).map((name) => [name, headers.get(name)]))).toEqual(SECURITY);
  });

  it.each(ANSWERS)('%s (%i) gives other origins nothing, sets no cookie and names no software', async (_, __, ask) => {
    const names = [...(await ask()).headers.keys()];
    expect(names.filter((name) => /^access-control-|^set-cookie$|^server$|^x-powered-by$|^etag$/.test(name))).toEqual(
      [],
    );
  });
});

describe('a preflight', () => {
  const preflight = (origin: string) =>
    service.ask(undefined, {
      path: PLAN,
      method: 'OPTIONS',
      headers: { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': 'authorization' },
    });

  it('of another origin gets no permission', async () => {
    const { status, headers } = await preflight('https://elsewhere.example');
    expect(status).toBe(403);
    expect([...headers.keys()].filter((name) => name.startsWith('access-control-'))).toEqual([]);
  });

  it('that reaches the handler gets none either', async () => {
    const { status, headers } = await preflight(service.url);
    expect(status).toBe(405);
    expect([...headers.keys()].filter((name) => name.startsWith('access-control-'))).toEqual([]);
  });
});

describe('https for ever', () => {
  const HSTS = 'strict-transport-security';
  const asked = async (path: string, headers: Record<string, string>) =>
    (await service.ask(manager, { path, headers })).headers.get(HSTS);

  it.each(['/v1/me', '/v1/nothing'])('is said where API Gateway took the call over https: %s', async (path) => {
    expect(await asked(path, { 'x-forwarded-proto': 'https' })).toBe('max-age=31536000');
  });

  it('is not said on one machine, whose other ports would fall silent', async () => {
    expect(await asked('/v1/me', {})).toBeNull();
    expect(await asked('/v1/me', { 'x-forwarded-proto': 'http' })).toBeNull();
  });
});
