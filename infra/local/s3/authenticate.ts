import { S3Error } from './errors.ts';
import { requestSignature, type SigningScope, sameSignature } from './signature.ts';
import type { Target } from './target.ts';

export interface Identity {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly region: string;
}

export interface SignedRequest {
  readonly method: string;
  readonly target: Target;
  /** Lower-case names; a header sent twice is joined by a comma. */
  readonly headers: ReadonlyMap<string, string>;
}

/** A request whose signature is good. */
export interface Authenticated {
  readonly presigned: boolean;
  /** What was signed as the body: hex SHA-256, UNSIGNED-PAYLOAD or a STREAMING word. */
  readonly payload: string;
  readonly scope: SigningScope;
  /** Hex; the first link of a chunked body's signatures. */
  readonly signature: string;
}

interface Claim {
  readonly credential: string;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
  readonly timestamp: string;
}

const SKEW_MS = 15 * 60_000;
const MAX_EXPIRES_S = 7 * 24 * 3600;
const AUTHORIZATION =
  /^AWS4-HMAC-SHA256\s+Credential=([^,\s]+),\s*SignedHeaders=([^,\s]+),\s*Signature=([0-9a-f]{64})$/;

/**
 * Checks SigV4, in the Authorization header or in the query of a presigned URL, at `now` (epoch milliseconds).
 * Throws S3's error: AccessDenied (anonymous, expired, an x-amz- header that is not signed), InvalidAccessKeyId,
 * RequestTimeTooSkewed, SignatureDoesNotMatch, AuthorizationHeaderMalformed, AuthorizationQueryParametersError.
 */
export function authenticate(request: SignedRequest, identity: Identity, now: number): Authenticated {
  const { headers, target } = request;
  const authorization = headers.get('authorization');
  const presigned = target.query.has('X-Amz-Algorithm') || target.query.has('X-Amz-Signature');
  if (presigned && authorization !== undefined) {
    throw new S3Error('InvalidRequest', 'Only one auth mechanism is allowed.');
  }
  if (!presigned && authorization === undefined) throw new S3Error('AccessDenied', 'Access Denied');

  const claim = presigned ? claimOfQuery(target.query, now) : claimOfHeader(headers, authorization ?? '', now);
  checkCredential(claim, identity, presigned);
  checkSignedHeaders(claim, headers);

  const payload =
    headers.get('x-amz-content-sha256') ??
    (presigned ? (target.query.get('X-Amz-Content-Sha256') ?? 'UNSIGNED-PAYLOAD') : undefined);
  if (payload === undefined) {
    throw new S3Error('InvalidRequest', 'Missing required header for this request: x-amz-content-sha256');
  }
  const scope = {
    timestamp: claim.timestamp,
    region: identity.region,
    secretAccessKey: identity.secretAccessKey,
  };
  const signed = new Map(claim.signedHeaders.map((name) => [name, headers.get(name) ?? '']));
  const expected = requestSignature(scope, { method: request.method, target, headers: signed, payload });
  if (!sameSignature(claim.signature, expected)) {
    throw new S3Error(
      'SignatureDoesNotMatch',
      'The request signature we calculated does not match the one you provided.',
    );
  }
  return { presigned, payload, scope, signature: expected };
}

function claimOfHeader(headers: ReadonlyMap<string, string>, authorization: string, now: number): Claim {
  const [, credential, signedHeaders, signature] = AUTHORIZATION.exec(authorization) ?? [];
  if (credential === undefined || signedHeaders === undefined || signature === undefined) {
    throw new S3Error('AuthorizationHeaderMalformed', 'The authorization header is malformed.');
  }
  const timestamp = headers.get('x-amz-date') ?? '';
  const signedAt = epoch(timestamp);
  if (signedAt === undefined) {
    throw new S3Error('AccessDenied', 'AWS authentication requires a valid x-amz-date header.');
  }
  if (Math.abs(now - signedAt) > SKEW_MS) {
    throw new S3Error(
      'RequestTimeTooSkewed',
      'The difference between the request time and the current time is too large.',
    );
  }
  return { credential, signedHeaders: signedHeaders.split(';'), signature, timestamp };
}

function claimOfQuery(query: ReadonlyMap<string, string>, now: number): Claim {
  const value = (name: string): string => {
    const found = query.get(name);
    if (!found) throw new S3Error('AuthorizationQueryParametersError', `${name} is missing.`);
    return found;
  };
  const timestamp = value('X-Amz-Date');
  const signedAt = epoch(timestamp);
  const expires = value('X-Amz-Expires');
  if (
    value('X-Amz-Algorithm') !== 'AWS4-HMAC-SHA256' ||
    signedAt === undefined ||
    !/^\d{1,6}$/.test(expires) ||
    Number(expires) < 1 ||
    Number(expires) > MAX_EXPIRES_S
  ) {
    throw new S3Error(
      'AuthorizationQueryParametersError',
      'X-Amz-Algorithm, X-Amz-Date or X-Amz-Expires is not valid.',
    );
  }
  if (now < signedAt - SKEW_MS) throw new S3Error('AccessDenied', 'Request is not valid yet');
  if (now > signedAt + Number(expires) * 1000) throw new S3Error('AccessDenied', 'Request has expired');
  return {
    credential: value('X-Amz-Credential'),
    signedHeaders: value('X-Amz-SignedHeaders').split(';'),
    signature: value('X-Amz-Signature'),
    timestamp,
  };
}

function checkCredential(claim: Claim, identity: Identity, presigned: boolean): void {
  const slash = claim.credential.indexOf('/');
  if (claim.credential.slice(0, slash) !== identity.accessKeyId) {
    throw new S3Error('InvalidAccessKeyId', 'The AWS access key ID you provided does not exist in our records.');
  }
  const expected = `${claim.timestamp.slice(0, 8)}/${identity.region}/s3/aws4_request`;
  if (claim.credential.slice(slash + 1) !== expected) {
    throw new S3Error(
      presigned ? 'AuthorizationQueryParametersError' : 'AuthorizationHeaderMalformed',
      `The credential's scope must be ${expected}.`,
    );
  }
}

function checkSignedHeaders(claim: Claim, headers: ReadonlyMap<string, string>): void {
  const unsigned = ['host', ...headers.keys()].filter(
    (name) => (name === 'host' || name.startsWith('x-amz-')) && !claim.signedHeaders.includes(name),
  );
  if (unsigned.length > 0) {
    throw new S3Error(
      'AccessDenied',
      `There were headers present in the request which were not signed: ${unsigned[0]}`,
    );
  }
}

/** Epoch milliseconds of YYYYMMDDTHHMMSSZ, or undefined where there is no such moment. */
function epoch(timestamp: string): number | undefined {
  const match = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(timestamp);
  if (!match) return undefined;
  const [, year, month, day, hour, minute, second] = match;
  const value = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return Number.isNaN(value) ? undefined : value;
}
