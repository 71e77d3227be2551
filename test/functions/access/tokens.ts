import { createHmac, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { entra, type VerifierOptions } from '../../../functions/access/verify.ts';

export const TENANT = '11111111-2222-4333-8444-555555555555';
export const OTHER_TENANT = '99999999-2222-4333-8444-555555555555';
export const AUDIENCE = 'aaaaaaaa-2222-4333-8444-555555555555';
export const CLIENT = 'bbbbbbbb-2222-4333-8444-555555555555';
export const OID = 'cccccccc-2222-4333-8444-555555555555';

export interface SigningKey {
  readonly kid: string;
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

export function rsaKey(kid: string): SigningKey {
  return { kid, ...generateKeyPairSync('rsa', { modulusLength: 2_048 }) };
}

/** Entra with a key set of ours: as Entra, it publishes the same keys for every tenant. */
export function entraWith(keys: () => readonly SigningKey[]) {
  const fetched: string[] = [];
  const fetch = async (uri: string) => {
    fetched.push(uri);
    const jwks = keys().map(({ kid, publicKey }) => ({ ...publicKey.export({ format: 'jwk' }), kid, use: 'sig' }));
    return new TextEncoder().encode(JSON.stringify({ keys: jwks })).buffer;
  };
  const options: VerifierOptions = {
    tenants: [TENANT],
    audience: AUDIENCE,
    clientIds: [CLIENT],
    issuers: { ...entra, fetcher: { fetch } },
  };
  return { options, fetched };
}

/** The claims of a good token, with what a test changes; undefined takes a claim away. */
export function claims(changed: Record<string, unknown> = {}): Record<string, unknown> {
  const now = Math.floor(Date.now() / 1000);
  return {
    ver: '2.0',
    iss: entra.issuerOf(TENANT),
    aud: AUDIENCE,
    azp: CLIENT,
    tid: TENANT,
    oid: OID,
    name: 'Mara Ellis',
    scp: 'Reports.Read Housing.Write',
    iat: now,
    nbf: now - 300,
    exp: now + 3_600,
    ...changed,
  };
}

export function encode(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url');
}

export function rs256(key: SigningKey, payload: object, header: object = {}): string {
  const input = `${encode({ typ: 'JWT', alg: 'RS256', kid: key.kid, ...header })}.${encode(payload)}`;
  return `${input}.${sign('sha256', Buffer.from(input), key.privateKey).toString('base64url')}`;
}

/** The classic forgery: the public key, which everyone has, used as the secret of an HMAC. */
export function hs256(key: SigningKey, payload: object): string {
  const input = `${encode({ typ: 'JWT', alg: 'HS256', kid: key.kid })}.${encode(payload)}`;
  const secret = key.publicKey.export({ format: 'pem', type: 'spki' });
  return `${input}.${createHmac('sha256', secret).update(input).digest('base64url')}`;
}
