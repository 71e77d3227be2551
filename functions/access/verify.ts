import { JwtVerifier } from 'aws-jwt-verify';
import * as refusals from 'aws-jwt-verify/error';
import { type Fetcher, SimpleFetcher } from 'aws-jwt-verify/https';
import { SimpleJwksCache } from 'aws-jwt-verify/jwk';
import * as z from 'zod';
import { HmisError } from '../../shared/errors.ts';
import { TOKEN_SCOPES, type TokenScope } from '../../shared/roles.ts';

interface PrincipalFacts {
  readonly tid: string;
  readonly oid: string;
  /** As the tenant has it; empty where the token has none. For display only. */
  readonly name: string;
  readonly scopes: ReadonlySet<TokenScope>;
}

/** Private, and so lost in a copy: `{ ...principal, oid }` is no principal. */
declare class MadeByVerifier {
  private readonly made: true;
}

/** A person whose token was checked: made by a verifier only. A person is their tenant and object id, never an e-mail. */
export type Principal = PrincipalFacts & MadeByVerifier;

/** Who signs tokens: Entra, or the local issuer of one machine. */
export interface Issuers {
  /** The `iss` of a tenant's tokens. */
  issuerOf(tid: string): string;
  /** Where the keys of a tenant's issuer are; read with `fetcher`. */
  keysUriOf(tid: string): string;
  readonly fetcher: Fetcher;
}

export const entra: Issuers = {
  issuerOf: (tid) => `https://login.microsoftonline.com/${tid}/v2.0`,
  keysUriOf: (tid) => `https://login.microsoftonline.com/${tid}/discovery/v2.0/keys`,
  fetcher: new SimpleFetcher(),
};

export interface VerifierOptions {
  /** Ids of the tenants whose people may come in. Entra's keys sign for every tenant in the world. */
  readonly tenants: readonly string[];
  /** The API's application id. */
  readonly audience: string;
  /** Application ids of the clients that may call (the token's `azp`). */
  readonly clientIds: readonly string[];
  readonly issuers?: Issuers;
}

export type Verifier = (token: string) => Promise<Principal>;

/** Entra's ids: 36 characters in lower case, so that one person has one key. */
export const ENTRA_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Longer than any token with five scopes; keeps parsing bounded. */
const TOKEN_LENGTH = 16_384;
/** Keys that the issuer withdrew are forgotten by then, in a process that lives long. */
const KEYS_LAST_MS = 86_400_000;

/**
 * Makes the check of access tokens: signature by `kid`, RS256 only, tenant on the list, that tenant's issuer, our
 * audience and client, a lifetime that has begun and not ended, version 2.0, delegated scopes. Throws HmisError
 * `NotSignedIn` with one sentence for every fault of the token (`cause` is a word for the log), `Busy` where the issuer's
 * keys cannot be had.
 */
export function createVerifier({ tenants, audience, clientIds, issuers = entra }: VerifierOptions): Verifier {
  if (!tenants.every((tid) => ENTRA_ID.test(tid))) throw new Error('A tenant must be named by its id in lower case.');
  const claims = claimsSchema({ tenants, audience, clientIds });
  const make = () =>
    JwtVerifier.create(
      tenants.map((tid) => ({
        issuer: issuers.issuerOf(tid),
        jwksUri: issuers.keysUriOf(tid),
        audience,
        customJwtCheck: ({ header }: { header: { alg?: string } }) => {
          if (header.alg !== 'RS256') throw new refusals.JwtInvalidSignatureAlgorithmError('Not RS256', header.alg);
        },
      })),
      { jwksCache: new SimpleJwksCache({ fetcher: issuers.fetcher }) },
    );
  let verifier = make();
  let madeAt = Date.now();

  return async (token) => {
    if (Date.now() - madeAt > KEYS_LAST_MS) [verifier, madeAt] = [make(), Date.now()];
    if (token.length > TOKEN_LENGTH || !isCanonical(token)) throw notSignedIn('malformed');
    const payload = await verifier.verify(token).catch((error) => {
      throw refusalOf(error);
    });
    const checked = claims.safeParse(payload);
    if (!checked.success) throw notSignedIn(String(checked.error.issues[0]?.path[0] ?? 'claims'));
    const { iss, tid, oid, name, scp } = checked.data;
    if (iss !== issuers.issuerOf(tid)) throw notSignedIn('issuer');
    const scopes = new Set(TOKEN_SCOPES.filter((scope) => scp.includes(scope)));
    const facts: PrincipalFacts = { tid, oid, name, scopes };
    return Object.freeze(facts) as Principal;
  };
}

/** Base64url has several spellings of some bytes; a token has one, so that no two texts are the same sign-in. */
function isCanonical(token: string): boolean {
  return token.split('.').every((part) => Buffer.from(part, 'base64url').toString('base64url') === part);
}

/** Throws HmisError `NotAllowed` unless the token carries the scope. */
export function requireScope(principal: Principal, scope: TokenScope): void {
  if (principal.scopes.has(scope)) return;
  throw new HmisError('NotAllowed', 'Your sign-in does not carry the permission for this. Ask the HMIS administrator.');
}

/** An id token has neither `azp` nor `scp`, a token of an application alone no `scp`: both end here. */
function claimsSchema({ tenants, audience, clientIds }: Omit<VerifierOptions, 'issuers'>) {
  return z.object({
    iss: z.string(),
    aud: z.literal(audience),
    exp: z.number(),
    nbf: z.number(),
    ver: z.literal('2.0'),
    tid: z.string().refine((tid) => tenants.includes(tid)),
    oid: z.string().regex(ENTRA_ID),
    azp: z.string().refine((azp) => clientIds.includes(azp)),
    scp: z
      .string()
      .min(1)
      .transform((scp) => scp.split(' ')),
    name: z
      .string()
      .catch('')
      .transform((name) => name.slice(0, 200)),
  });
}

const WORDS: readonly [kind: new (...args: never[]) => Error, word: string][] = [
  [refusals.JwtParseError, 'malformed'],
  [refusals.JwtInvalidSignatureAlgorithmError, 'algorithm'],
  [refusals.JwtInvalidSignatureError, 'signature'],
  [refusals.JwtWithoutValidKidError, 'kid'],
  [refusals.KidNotFoundInJwksError, 'kid'],
  [refusals.WaitPeriodNotYetEndedJwkError, 'kid'],
  [refusals.JwtExpiredError, 'expired'],
  [refusals.JwtNotBeforeError, 'nbf'],
  [refusals.JwtInvalidAudienceError, 'aud'],
  [refusals.JwtInvalidIssuerError, 'issuer'],
  [refusals.ParameterValidationError, 'issuer'],
];

/** The library's messages quote the token: only a word of ours goes on. */
function refusalOf(error: unknown): HmisError {
  if (error instanceof refusals.FetchError || error instanceof refusals.JwksValidationError) {
    return new HmisError('Busy', 'The sign-in service does not answer just now. Wait a minute, then try again.', {
      cause: 'keys',
    });
  }
  return notSignedIn(WORDS.find(([kind]) => error instanceof kind)?.[1] ?? 'unknown');
}

function notSignedIn(word: string): HmisError {
  return new HmisError('NotSignedIn', 'Please sign in again.', { cause: word });
}
