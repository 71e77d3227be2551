import { createHash, generateKeyPair, randomBytes, sign, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import type { Profile } from '../../functions/access/profiles.ts';
import type { VerifierOptions } from '../../functions/access/verify.ts';
import { HmisError } from '../../shared/errors.ts';
import type { OrganizationId } from '../../shared/ids.ts';
import type { TokenScope } from '../../shared/roles.ts';
import { LOCAL_PEOPLE, LOCAL_TENANT, type LocalPerson } from './people.ts';

const AUDIENCE = 'a5d3c0de-0000-4000-8000-000000000002';
const CLIENT = 'a5d3c0de-0000-4000-8000-000000000003';
const LIFETIME_S = 3_600;

/**
 * What the four may do, once there are organizations: the manager sees the first, the DQO the second (the first where
 * there is but one), both with names; the coordinator sees the whole CoC without, the admin with names.
 */
export function localProfiles(organizations: readonly OrganizationId[]): Omit<Profile, 'version'>[] {
  const [first, second = first] = organizations;
  const only = (id: OrganizationId | undefined) => (id === undefined ? [] : [id]);
  const { manager, dqo, coordinator, admin } = LOCAL_PEOPLE;
  return [
    { ...manager, organizations: only(first), mayShowPii: true, active: true },
    { ...dqo, organizations: only(second), mayShowPii: true, active: true },
    { ...coordinator, organizations: 'all', mayShowPii: false, active: true },
    { ...admin, organizations: 'all', mayShowPii: true, active: true },
  ];
}

export interface LocalIssuer {
  /** Printed in the URL's fragment and written to service.json; nothing is signed without it. */
  readonly secret: string;
  /** For `createVerifier`: the keys come from memory, no server serves them. */
  readonly verifier: VerifierOptions;
  /**
   * An access token as Entra makes them (v2), good for an hour. Throws HmisError `NotSignedIn` where the secret or the
   * person is wrong.
   */
  token(request: { secret: string; oid: string; scopes: readonly TokenScope[] }): string;
}

/** Stands in for Entra on one machine, with a key pair and a secret made for this start. */
export async function startIssuer(): Promise<LocalIssuer> {
  const secret = randomBytes(32).toString('base64url');
  const kid = randomBytes(16).toString('base64url');
  const { privateKey, publicKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 2_048 });
  const jwks = new TextEncoder().encode(
    JSON.stringify({ keys: [{ ...publicKey.export({ format: 'jwk' }), kid, use: 'sig' }] }),
  );
  return {
    secret,
    verifier: {
      tenants: [LOCAL_TENANT],
      audience: AUDIENCE,
      clientIds: [CLIENT],
      issuers: { issuerOf, keysUriOf: (tid) => `${issuerOf(tid)}/keys`, fetcher: { fetch: async () => jwks.buffer } },
    },
    token(request) {
      const person = Object.values(LOCAL_PEOPLE).find(({ oid }) => oid === request.oid);
      if (!timingSafeEqual(sha256(request.secret), sha256(secret)) || !person) {
        throw new HmisError('NotSignedIn', 'Open HMIS Sheets by the address that the start printed.');
      }
      const signed = `${encode({ typ: 'JWT', alg: 'RS256', kid })}.${encode(claimsOf(person, request.scopes))}`;
      return `${signed}.${sign('sha256', Buffer.from(signed), privateKey).toString('base64url')}`;
    },
  };
}

/** `.invalid` names nothing on any network (RFC 2606). */
function issuerOf(tid: string): string {
  return `https://issuer.invalid/${tid}/v2.0`;
}

function claimsOf({ tid, oid, name }: LocalPerson, scopes: readonly TokenScope[]) {
  const now = Math.floor(Date.now() / 1000);
  return {
    ver: '2.0',
    iss: issuerOf(tid),
    aud: AUDIENCE,
    azp: CLIENT,
    azpacr: '0',
    tid,
    oid,
    name,
    scp: scopes.join(' '),
    iat: now,
    nbf: now,
    exp: now + LIFETIME_S,
    uti: randomBytes(16).toString('base64url'),
  };
}

function encode(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url');
}

/** Equal lengths for a comparison that takes the same time whatever is sent. */
function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
