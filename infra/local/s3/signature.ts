import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { awsEncode, awsEncodePath, type Target } from './target.ts';

/** Source of all in this file: AWS Signature Version 4 for Amazon S3, with and without chunks and trailers. */
export const EMPTY_SHA256 = sha256Hex('');

/** What a signature is bound to: `timestamp` is YYYYMMDDTHHMMSSZ, the key is derived from day, region and service. */
export interface SigningScope {
  readonly timestamp: string;
  readonly region: string;
  readonly secretAccessKey: string;
}

export interface SignedParts {
  readonly method: string;
  readonly target: Target;
  /** Lower-case names and values of the signed headers. */
  readonly headers: ReadonlyMap<string, string>;
  /** Hex SHA-256 of the body, or a word such as UNSIGNED-PAYLOAD. */
  readonly payload: string;
}

/** The request in its canonical form; a presigned request's own X-Amz-Signature is left out. */
export function canonicalRequest({ method, target, headers, payload }: SignedParts): string {
  const query = [...target.query]
    .filter(([name]) => name !== 'X-Amz-Signature')
    .map(([name, value]) => [awsEncode(name), awsEncode(value)] as const)
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([name, value]) => `${name}=${value}`);
  const names = [...headers.keys()].sort();
  return [
    method,
    awsEncodePath(target.path),
    query.join('&'),
    ...names.map((name) => `${name}:${headers.get(name)?.trim().replace(/ +/g, ' ')}`),
    '',
    names.join(';'),
    payload,
  ].join('\n');
}

/** Signature of a whole request, 64 hex digits; also the seed of a chunked body's signatures. */
export function requestSignature(scope: SigningScope, parts: SignedParts): string {
  return sign(scope, 'AWS4-HMAC-SHA256', [sha256Hex(canonicalRequest(parts))]);
}

/** Signature of one chunk of an aws-chunked body. `dataSha256` is the hex digest of the chunk's data. */
export function chunkSignature(scope: SigningScope, previous: string, dataSha256: string): string {
  return sign(scope, 'AWS4-HMAC-SHA256-PAYLOAD', [previous, EMPTY_SHA256, dataSha256]);
}

/** Signature of the trailing headers of an aws-chunked body. */
export function trailerSignature(scope: SigningScope, previous: string, trailers: ReadonlyMap<string, string>): string {
  const names = [...trailers.keys()].sort();
  return sign(scope, 'AWS4-HMAC-SHA256-TRAILER', [
    previous,
    sha256Hex(names.map((name) => `${name}:${trailers.get(name)}\n`).join('')),
  ]);
}

/** Compares two signatures in constant time. */
export function sameSignature(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}

function sign(scope: SigningScope, algorithm: string, lines: readonly string[]): string {
  const day = scope.timestamp.slice(0, 8);
  const credential = `${day}/${scope.region}/s3/aws4_request`;
  const key = [day, scope.region, 's3', 'aws4_request'].reduce<string | Buffer>(
    (secret, part) => createHmac('sha256', secret).update(part).digest(),
    `AWS4${scope.secretAccessKey}`,
  );
  return createHmac('sha256', key)
    .update([algorithm, scope.timestamp, credential, ...lines].join('\n'))
    .digest('hex');
}

function sha256Hex(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
