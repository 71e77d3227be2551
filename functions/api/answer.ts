import { gzipSync } from 'node:zlib';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { type ErrorAnswer, HmisError } from '../../shared/errors.ts';

/** Lambda answers no more than 6 MB, base64 and the escapes of a text in JSON counted; the rest is for headers. */
const ANSWER_BYTES = 5_900_000;
const WORTH_PACKING_BYTES = 1_000;
/** Half the work of gzip's usual level 6, for a tenth more bytes: a list of a whole CoC spends a fifth of its time here. */
const PACKING = 4;

/**
 * On every answer. It is data for our own pages: kept nowhere, run nowhere, shown in no frame, read by no other origin.
 * There is no CORS header, so a browser gives other origins nothing and refuses their preflights.
 */
const HEADERS = {
  'content-type': 'application/json; charset=utf-8',
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

/** A year, for this host alone: what lies below an agency's domain is not ours to decide. */
const HTTPS_ONLY = { 'strict-transport-security': 'max-age=31536000' };

/** Where API Gateway took the call over https, the answer tells browsers never to use anything else. */
export function httpsOnly(
  event: APIGatewayProxyEventV2,
  answered: APIGatewayProxyStructuredResultV2,
): APIGatewayProxyStructuredResultV2 {
  // One machine's https door says no such thing: a browser would then refuse http on every port of localhost.
  if (event.headers['x-forwarded-proto'] !== 'https') return answered;
  return { ...answered, headers: { ...answered.headers, ...HTTPS_ONLY } };
}

/** A success. Throws HmisError `TooLarge` for one that no host could send. */
export function answer(
  event: APIGatewayProxyEventV2,
  status: number,
  value: unknown,
): APIGatewayProxyStructuredResultV2 {
  const body = value === undefined ? '' : JSON.stringify(value);
  const packed = body.length > WORTH_PACKING_BYTES && /\bgzip\b/.test(event.headers['accept-encoding'] ?? '');
  const sent = packed ? gzipSync(body, { level: PACKING }).toString('base64') : body;
  // Base64 has nothing that JSON would escape.
  if ((packed ? sent.length : Buffer.byteLength(JSON.stringify(sent))) > ANSWER_BYTES) {
    throw new HmisError('TooLarge', 'The answer is too large to send. Choose fewer projects or a shorter range.');
  }
  return {
    statusCode: status,
    headers: { ...HEADERS, ...(packed ? { 'content-encoding': 'gzip' } : {}) },
    body: sent,
    isBase64Encoded: packed,
  };
}

/** The only place where a refusal or a fault becomes an HTTP answer. What nobody foresaw is told without a detail. */
export function answerError(error: unknown, requestId: string): APIGatewayProxyStructuredResultV2 {
  const known =
    error instanceof HmisError
      ? error
      : new HmisError('Internal', 'The service failed. Try again; if it stays, tell support the request number.');
  const body: ErrorAnswer = {
    error: {
      code: known.code,
      message: known.message,
      ...(known.field ? { field: known.field } : {}),
      requestId,
    },
  };
  const passes = known.code === 'Busy' || known.code === 'TooManyRequests';
  const retry = passes ? { 'retry-after': String(known.retryAfterSeconds ?? 2) } : {};
  return { statusCode: known.status, headers: { ...HEADERS, ...retry }, body: JSON.stringify(body) };
}
