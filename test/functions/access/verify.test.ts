import { sign } from 'node:crypto';
import { FetchError } from 'aws-jwt-verify/error';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { createVerifier, entra, requireScope } from '../../../functions/access/verify.ts';
import { HmisError } from '../../../shared/errors.ts';
import {
  AUDIENCE,
  CLIENT,
  claims,
  encode,
  entraWith,
  hs256,
  OID,
  OTHER_TENANT,
  rs256,
  rsaKey,
  TENANT,
} from './tokens.ts';

const key = rsaKey('key-1');
const stranger = rsaKey('key-1');
const { options } = entraWith(() => [key]);
const verify = createVerifier(options);

afterEach(() => {
  vi.useRealTimers();
});

async function refusal(token: string, check = verify): Promise<HmisError> {
  const error: unknown = await check(token).catch((thrown: unknown) => thrown);
  if (error instanceof HmisError) return error;
  return expect.fail('The token was taken.');
}

describe('a good token', () => {
  test('gives the person, with the scopes we know', async () => {
    const principal = await verify(rs256(key, claims({ scp: 'Reports.Read Reports.Read.Pii User.Read openid' })));
    expect(principal).toEqual({
      tid: TENANT,
      oid: OID,
      name: 'Mara Ellis',
      scopes: new Set(['Reports.Read', 'Reports.Read.Pii']),
    });
  });

  test('without a name gives an empty one', async () => {
    expect((await verify(rs256(key, claims({ name: undefined })))).name).toBe('');
  });

  test('of a second tenant on the list is taken with that tenant as issuer', async () => {
    const both = createVerifier({ ...options, tenants: [TENANT, OTHER_TENANT] });
    const token = rs256(key, claims({ tid: OTHER_TENANT, iss: entra.issuerOf(OTHER_TENANT) }));
    expect((await both(token)).tid).toBe(OTHER_TENANT);
  });
});

const now = Math.floor(Date.now() / 1000);
const good = rs256(key, claims());
const [header = '', payload = '', signature = ''] = good.split('.');
// The last sign of 256 bytes carries two bits; its neighbour in the alphabet decodes to the same bytes.
const respelt = String.fromCharCode(signature.charCodeAt(signature.length - 1) + 1);

describe('refused with one sentence that tells nothing', () => {
  test.each<[name: string, token: string, word: string]>([
    ['no token', '', 'malformed'],
    ['not a token', 'Bearer', 'malformed'],
    ['a token of 20,000 characters', `${header}.${'a'.repeat(20_000)}.${signature}`, 'malformed'],
    ['a part that is no JSON', `${header}.bm90IGpzb24.${signature}`, 'malformed'],
    ['signed by a stranger under our kid', rs256(stranger, claims()), 'signature'],
    ['claims changed after signing', `${header}.${encode(claims({ oid: TENANT }))}.${signature}`, 'signature'],
    ['the same signature in another spelling', `${header}.${payload}.${signature.slice(0, -1)}${respelt}`, 'malformed'],
    ['without its signature', `${header}.${payload}.`, 'malformed'],
    ['alg none', `${encode({ alg: 'none', kid: 'key-1' })}.${payload}.`, 'malformed'],
    ['alg none with some signature', `${encode({ alg: 'none', kid: 'key-1' })}.${payload}.${signature}`, 'algorithm'],
    ['HS256 with the public key', hs256(key, claims()), 'algorithm'],
    ['RS512 with the right key', rs512(claims()), 'algorithm'],
    ['without kid', rs256(key, claims(), { kid: undefined }), 'kid'],
    ['under an unknown kid', rs256({ ...key, kid: 'key-9' }, claims()), 'kid'],
    ['expired a second ago', rs256(key, claims({ exp: now - 1 })), 'expired'],
    ['without an expiry', rs256(key, claims({ exp: undefined })), 'exp'],
    ['not yet good', rs256(key, claims({ nbf: now + 60 })), 'nbf'],
    ['of another tenant', rs256(key, claims({ tid: OTHER_TENANT, iss: entra.issuerOf(OTHER_TENANT) })), 'issuer'],
    ['of another tenant under our issuer', rs256(key, claims({ tid: OTHER_TENANT })), 'tid'],
    ['of our tenant under another issuer', rs256(key, claims({ iss: entra.issuerOf(OTHER_TENANT) })), 'issuer'],
    ["of a tenant's v1 issuer", rs256(key, claims({ iss: `https://sts.windows.net/${TENANT}/` })), 'issuer'],
    ['without an issuer', rs256(key, claims({ iss: undefined })), 'issuer'],
    ['for another service', rs256(key, claims({ aud: CLIENT })), 'aud'],
    ['for two services, ours among them', rs256(key, claims({ aud: [AUDIENCE, CLIENT] })), 'aud'],
    ['from another client', rs256(key, claims({ azp: OTHER_TENANT })), 'azp'],
    ['version 1.0', rs256(key, claims({ ver: '1.0' })), 'ver'],
    ['without scopes', rs256(key, claims({ scp: undefined })), 'scp'],
    ['with empty scopes', rs256(key, claims({ scp: '' })), 'scp'],
    ['of an application alone', rs256(key, claims({ scp: undefined, roles: ['Reports.Read'], idtyp: 'app' })), 'scp'],
    ['an id token', rs256(key, claims({ azp: undefined, scp: undefined })), 'azp'],
    ['without oid', rs256(key, claims({ oid: undefined })), 'oid'],
    ['with an oid that would break a key', rs256(key, claims({ oid: 'a#b' })), 'oid'],
  ])('%s', async (_, token, word) => {
    const error = await refusal(token);
    expect(error).toMatchObject({ code: 'NotSignedIn', status: 401, message: 'Please sign in again.', cause: word });
  });

  function rs512(body: object): string {
    const input = `${encode({ alg: 'RS512', kid: key.kid })}.${encode(body)}`;
    return `${input}.${sign('sha512', Buffer.from(input), key.privateKey).toString('base64url')}`;
  }
});

test('of two tenants on the list, one cannot speak for the other', async () => {
  const both = createVerifier({ ...options, tenants: [TENANT, OTHER_TENANT] });
  const token = rs256(key, claims({ tid: OTHER_TENANT }));
  expect(await refusal(token, both)).toMatchObject({ code: 'NotSignedIn', cause: 'issuer' });
});

describe("the issuer's keys", () => {
  test('are read from the tenant, once for many tokens', async () => {
    const source = entraWith(() => [key]);
    const check = createVerifier(source.options);
    await Promise.all([check(good), check(good), check(good)]);
    await check(good);
    expect(source.fetched).toEqual([`https://login.microsoftonline.com/${TENANT}/discovery/v2.0/keys`]);
  });

  test('are read again when a token names a new one', async () => {
    const rolled = rsaKey('key-2');
    const published = [key];
    const check = createVerifier(entraWith(() => published).options);
    await check(good);
    published.push(rolled);
    expect((await check(rs256(rolled, claims()))).oid).toBe(OID);
  });

  test('are not asked for again and again by tokens under made-up kids', async () => {
    const source = entraWith(() => [key]);
    const check = createVerifier(source.options);
    for (let n = 0; n < 5; n += 1) await refusal(rs256({ ...key, kid: `made-up-${n}` }, claims()), check);
    expect(source.fetched).toHaveLength(1);
    expect((await check(good)).oid).toBe(OID);
  });

  test('that were withdrawn are forgotten after a day', async () => {
    const published = [key];
    const check = createVerifier(entraWith(() => published).options);
    await check(good);
    published.pop();
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 86_400_001 });
    expect(await refusal(rs256(key, claims()), check)).toMatchObject({ code: 'NotSignedIn', cause: 'kid' });
  });

  test('that cannot be had are no fault of the token', async () => {
    const fetch = () => Promise.reject(new FetchError('https://issuer.invalid', 'no network'));
    const check = createVerifier({ ...options, issuers: { ...entra, fetcher: { fetch } } });
    expect(await refusal(good, check)).toMatchObject({ code: 'Busy', status: 503 });
  });
});

test('a scope that the token does not carry is not allowed', async () => {
  const principal = await verify(good);
  expect(() => requireScope(principal, 'Reports.Read')).not.toThrow();
  expect(() => requireScope(principal, 'Admin')).toThrow(expect.objectContaining({ code: 'NotAllowed', status: 403 }));
  expect(() => requireScope(principal, 'Reports.Read.Pii')).toThrow(HmisError);
});

test.each(['common', 'organizations', TENANT.toUpperCase().replaceAll('1', 'A')])('%s is no tenant', (tenant) => {
  expect(() => createVerifier({ ...options, tenants: [tenant] })).toThrow('by its id');
});
