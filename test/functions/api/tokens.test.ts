import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { putProfile } from '../../../functions/access/profiles.ts';
import { PII_ROUTES } from '../../../functions/api/handler.ts';
import type { LocalDynamo } from '../../../infra/local/dynamodb.ts';
import { startDynamo } from '../../dynamodb.ts';
import { organizations, profileOf } from '../access/people.ts';
import { claims, encode, hs256, OID, OTHER_TENANT, rs256, rsaKey, TENANT } from '../access/tokens.ts';
import { askDirectly, handlerOver } from './direct.ts';

const key = rsaKey('one');
const tokenFor = (scp: string) => rs256(key, claims({ scp }));

let db: LocalDynamo;
beforeAll(async () => {
  db = await startDynamo();
  const { version, ...rights } = profileOf({ organizations: organizations('A') });
  await putProfile(db.db, rights, undefined);
});
afterAll(() => db.close());

interface Refused {
  readonly error: { readonly code: string; readonly message: string };
}

describe('a token', () => {
  const now = Math.floor(Date.now() / 1000);
  const other = rsaKey(key.kid);

  it('that is good lets its person in', async () => {
    const { handler } = handlerOver(db.db, key);
    const answer = await askDirectly(handler, { path: '/v1/me', token: rs256(key, claims()) });
    expect(answer).toMatchObject({ status: 200, json: { role: 'manager' } });
  });

  it.each([
    ['none', undefined],
    ['expired', rs256(key, claims({ exp: now - 5 }))],
    ['not yet valid', rs256(key, claims({ nbf: now + 600 }))],
    [
      'of another tenant',
      rs256(key, claims({ tid: OTHER_TENANT, iss: `https://login.microsoftonline.com/${OTHER_TENANT}/v2.0` })),
    ],
    ['of another service', rs256(key, claims({ aud: 'dddddddd-2222-4333-8444-555555555555' }))],
    ['of another client', rs256(key, claims({ azp: 'dddddddd-2222-4333-8444-555555555555' }))],
    ['signed by another key', rs256(other, claims())],
    ['signed by the public key', hs256(key, claims())],
    ['not signed', `${encode({ alg: 'none', kid: key.kid })}.${encode(claims())}.`],
    ['an id token', rs256(key, claims({ azp: undefined, scp: undefined }))],
    ['a megabyte long', 'a'.repeat(1_000_000)],
  ])('that is %s is answered 401 in one sentence, without a detail', async (_, token) => {
    const { handler, log } = handlerOver(db.db, key);
    const answer = await askDirectly(handler, { path: '/v1/me', ...(token === undefined ? {} : { token }) });
    expect(answer.status).toBe(401);
    const { error } = answer.json as Refused;
    expect(error).toEqual({ code: 'NotSignedIn', message: expect.stringMatching(/^[^.]+\.$/), requestId: 'request-1' });
    expect(error.message).not.toMatch(/token|expire|tenant|signature|audience|algorithm/i);
    if (token) expect(JSON.stringify(log)).not.toContain(token.slice(0, 40));
  });

  it('of someone without rights here is answered 403', async () => {
    const { handler } = handlerOver(db.db, key);
    const oid = 'cccccccc-2222-4333-8444-000000000099';
    const answer = await askDirectly(handler, { path: '/v1/me', token: rs256(key, claims({ oid })) });
    expect(answer).toMatchObject({ status: 403, json: { error: { code: 'NotAllowed' } } });
  });
});

describe('a token’s permissions', () => {
  it.each([
    ['GET', '/v1/me', 'Reports.Read.Pii'],
    ['GET', '/v1/catalog', 'Admin'],
    ['POST', '/v1/reports/active-clients/plan', 'Reports.Read.Pii Admin'],
    ['GET', '/v1/snapshots', 'Reports.Read'],
    ['GET', '/v1/users', 'Reports.Read'],
    ['POST', '/v1/imports', 'Reports.Read Files.Create'],
  ])('lets nobody %s %s with a token of %s', async (method, path, scp) => {
    const { handler } = handlerOver(db.db, key);
    const answer = await askDirectly(handler, { method, path, token: tokenFor(scp), body: '{}' });
    expect(answer).toMatchObject({ status: 403, json: { error: { code: 'NotAllowed' } } });
  });

  it('of names asks the token for the permission of names', async () => {
    const { handler } = handlerOver(db.db, key, { routes: PII_ROUTES });
    const path = '/v1/pii/reports/active-clients/plan';
    const answer = await askDirectly(handler, { method: 'POST', path, token: tokenFor('Reports.Read'), body: '{}' });
    expect(answer).toMatchObject({ status: 403, json: { error: { code: 'NotAllowed' } } });
  });

  it('lets nobody but an admin do an admin’s work, whatever the token says', async () => {
    const { handler } = handlerOver(db.db, key);
    for (const [method, path] of [
      ['GET', '/v1/users'],
      ['GET', '/v1/snapshots'],
      ['POST', '/v1/imports'],
      ['GET', '/v1/imports/x'],
      ['POST', '/v1/snapshots/20260131-0123456789abcdef/current'],
      ['PUT', `/v1/users/${TENANT}/${OID}`],
      ['DELETE', `/v1/users/${TENANT}/${OID}`],
    ] as const) {
      const answer = await askDirectly(handler, { method, path, token: tokenFor('Admin'), body: '{"size":1}' });
      expect(answer, path).toMatchObject({ status: 403, json: { error: { code: 'NotAllowed' } } });
    }
  });
});

describe('a fault that nobody foresaw', () => {
  it('is answered without a detail, and logged with its place but not its message', async () => {
    const { handler, log } = handlerOver(db.db, key, {
      change: {
        verify: () => Promise.reject(new TypeError('Ann Archer 123-45-6789')),
      },
    });
    const answer = await askDirectly(handler, { path: '/v1/me', token: rs256(key, claims()) });
    expect(answer).toMatchObject({ status: 500, json: { error: { code: 'Internal', requestId: 'request-1' } } });
    expect(log).toEqual([expect.objectContaining({ level: 'error', code: 'Internal', fault: 'TypeError' })]);
    expect(answer.body + JSON.stringify(log)).not.toContain('Archer');
  });
});
