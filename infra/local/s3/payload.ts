import type { Authenticated } from './authenticate.ts';
import { CHECKSUM_BYTES, type ChecksumName, isChecksumName, isDigest, runningChecksum } from './checksums.ts';
import { unchunk } from './chunked.ts';
import { S3Error } from './errors.ts';

/** What a request says of its body, to be proved while the body is read. */
export interface PayloadPlan {
  /** Bytes of the object itself, chunk framing not counted. */
  readonly length: number;
  readonly chunked: 'no' | 'unsigned' | 'signed';
  readonly sha256: string | undefined;
  readonly md5: string | undefined;
  readonly checksum: { readonly name: ChecksumName; readonly value: string | 'in the trailer' } | undefined;
}

/** A body that was read and kept every promise of its plan. */
export interface Received {
  readonly size: number;
  readonly checksum: { readonly name: ChecksumName; readonly value: string } | undefined;
}

const MAX_LENGTH = 5 * 1024 ** 3;
const PREFIX = 'x-amz-checksum-';
const STREAMING: Readonly<Record<string, PayloadPlan['chunked']>> = {
  'STREAMING-AWS4-HMAC-SHA256-PAYLOAD': 'signed',
  'STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER': 'signed',
  'STREAMING-UNSIGNED-PAYLOAD-TRAILER': 'unsigned',
};

/**
 * Reads the plan out of the parameters (`parameter` gives a header, or what a presigned URL carries instead of it).
 * Throws MissingContentLength, EntityTooLarge (5 GiB a request), InvalidDigest, InvalidRequest, MalformedTrailerError.
 */
export function planPayload(
  parameter: (name: string) => string | undefined,
  payload: string,
  names: Iterable<string>,
): PayloadPlan {
  const chunked = STREAMING[payload] ?? 'no';
  if (chunked === 'no' && payload !== 'UNSIGNED-PAYLOAD' && !/^[0-9a-f]{64}$/.test(payload)) {
    throw new S3Error(
      'InvalidArgument',
      'x-amz-content-sha256 must be UNSIGNED-PAYLOAD, a STREAMING- word or a SHA-256.',
    );
  }
  const length = parameter(chunked === 'no' ? 'content-length' : 'x-amz-decoded-content-length');
  if (length === undefined || !/^\d{1,15}$/.test(length)) {
    throw new S3Error('MissingContentLength', 'You must provide the Content-Length HTTP header.');
  }
  if (Number(length) > MAX_LENGTH) throw new S3Error('EntityTooLarge', 'Your proposed upload is larger than 5 GiB.');
  const md5 = parameter('content-md5');
  if (md5 !== undefined && !isDigest(md5, 16)) throw new S3Error('InvalidDigest', 'The Content-MD5 is not valid.');
  return {
    length: Number(length),
    chunked,
    sha256: /^[0-9a-f]{64}$/.test(payload) ? payload : undefined,
    md5,
    checksum: planChecksum(parameter, names, payload.endsWith('-TRAILER')),
  };
}

function planChecksum(
  parameter: (name: string) => string | undefined,
  names: Iterable<string>,
  mayTrail: boolean,
): PayloadPlan['checksum'] {
  const given = [...names].filter((name) => name.startsWith(PREFIX) && isChecksumName(name.slice(PREFIX.length)));
  const trailing = parameter('x-amz-trailer')?.trim().toLowerCase();
  if (trailing !== undefined && (!mayTrail || !trailing.startsWith(PREFIX))) {
    throw new S3Error('MalformedTrailerError', 'x-amz-trailer must name one checksum of a body with a trailer.');
  }
  const all = trailing === undefined ? given : [...given, trailing];
  if (all.length > 1) throw new S3Error('InvalidRequest', 'Expecting a single x-amz-checksum- header.');
  const name = all[0]?.slice(PREFIX.length);
  const wanted = parameter('x-amz-sdk-checksum-algorithm')?.toLowerCase();
  if (wanted !== undefined && wanted !== name) {
    throw new S3Error('InvalidRequest', 'x-amz-sdk-checksum-algorithm names a checksum that was not sent.');
  }
  if (name === undefined) return undefined;
  if (!isChecksumName(name)) throw new S3Error('InvalidRequest', `The checksum ${name} is not known.`);
  if (trailing !== undefined) return { name, value: 'in the trailer' };
  return { name, value: checkedDigest(name, parameter(PREFIX + name)) };
}

/**
 * Reads a body to its end, gives every piece to `write`, and only returns if length, hash, MD5, checksum and chunk
 * signatures are as planned. Throws IncompleteBody, BadDigest, XAmzContentSHA256Mismatch, MalformedTrailerError or
 * SignatureDoesNotMatch, and then what was written must be thrown away.
 */
export async function receive(
  source: AsyncIterable<Uint8Array>,
  plan: PayloadPlan,
  auth: Authenticated,
  write: (bytes: Uint8Array) => Promise<void>,
): Promise<Received> {
  const { body, trailers } =
    plan.chunked === 'no'
      ? { body: source, trailers: new Map<string, string>() }
      : unchunk(source, plan.chunked === 'signed' ? auth : undefined);
  const sha256 = plan.sha256 === undefined ? undefined : runningChecksum('sha256');
  const md5 = plan.md5 === undefined ? undefined : runningChecksum('md5');
  const checksum = plan.checksum && runningChecksum(plan.checksum.name);
  let size = 0;
  for await (const bytes of body) {
    size += bytes.length;
    if (size > plan.length) break;
    for (const digest of [sha256, md5, checksum]) digest?.update(bytes);
    await write(bytes);
  }
  if (size !== plan.length) throw new S3Error('IncompleteBody', 'The body is not as long as the request says.');
  if (sha256 && sha256.value().toString('hex') !== plan.sha256) {
    throw new S3Error('XAmzContentSHA256Mismatch', 'The x-amz-content-sha256 does not match what was computed.');
  }
  if (md5 && md5.value().toString('base64') !== plan.md5) {
    throw new S3Error('BadDigest', 'The Content-MD5 you specified did not match what we received.');
  }
  checkTrailers(plan, trailers);
  if (!plan.checksum || !checksum) return { size, checksum: undefined };

  const { name } = plan.checksum;
  const expected =
    plan.checksum.value === 'in the trailer' ? checkedDigest(name, trailers.get(PREFIX + name)) : plan.checksum.value;
  if (checksum.value().toString('base64') !== expected) {
    throw new S3Error('BadDigest', `The ${name.toUpperCase()} you specified did not match the calculated checksum.`);
  }
  return { size, checksum: { name, value: expected } };
}

function checkTrailers(plan: PayloadPlan, trailers: ReadonlyMap<string, string>): void {
  const announced = plan.checksum?.value === 'in the trailer' ? PREFIX + plan.checksum.name : undefined;
  const found = [...trailers.keys()];
  if (found.length !== (announced === undefined ? 0 : 1) || found[0] !== announced) {
    throw new S3Error('MalformedTrailerError', 'The trailers are not those that x-amz-trailer announced.');
  }
}

function checkedDigest(name: ChecksumName, value: string | undefined): string {
  if (value !== undefined && isDigest(value, CHECKSUM_BYTES[name])) return value;
  throw new S3Error('InvalidRequest', `Value for ${PREFIX}${name} header is invalid.`);
}
