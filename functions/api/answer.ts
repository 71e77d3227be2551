import { gzipSync } from 'node:zlib';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { type ErrorAnswer, HmisError } from '../../shared/errors.ts';

/** Lambda answers no more than 6 MB, base64 and the escapes of a text in JSON counted; the rest is for headers. */
const ANSWER_BYTES = 5_900_000;
const WORTH_PACKING_BYTES = 1_000;

const HEADERS = {
  'content-type': 'application/json; charset=utf-8',
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
};

/** A success. Throws HmisError `TooLarge` for one that no host could send. */
export function answer(
  event: APIGatewayProxyEventV2,
  status: number,
  value: unknown,
): APIGatewayProxyStructuredResultV2 {
  const body = value === undefined ? '' : JSON.stringify(value);
  const packed = body.length > WORTH_PACKING_BYTES && /\bgzip\b/.test(event.headers['accept-encoding'] ?? '');
  const sent = packed ? gzipSync(body).toString('base64') : body;
  if (Buffer.byteLength(JSON.stringify(sent)) > ANSWER_BYTES) {
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
  const retry = known.code === 'Busy' || known.code === 'TooManyRequests' ? { 'retry-after': '2' } : {};
  return { statusCode: known.status, headers: { ...HEADERS, ...retry }, body: JSON.stringify(body) };
}
