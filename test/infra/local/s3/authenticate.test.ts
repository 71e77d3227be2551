import { describe, expect, test } from 'vitest';
import { authenticate } from '../../../../infra/local/s3/authenticate.ts';
import { EMPTY_SHA256 } from '../../../../infra/local/s3/signature.ts';
import { parseTarget } from '../../../../infra/local/s3/target.ts';

// The examples of "Authenticating requests (AWS Signature Version 4)" in the S3 API reference, with their keys and date.
const IDENTITY = {
  accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
  secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
  region: 'us-east-1',
};
const SIGNED_AT = Date.UTC(2013, 4, 24);
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const SCOPE = 'AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request';

function outcome(url: string, headers: Record<string, string>, now: number): string {
  try {
    authenticate({ method: 'GET', target: parseTarget(url), headers: new Map(Object.entries(headers)) }, IDENTITY, now);
    return 'good';
  } catch (error) {
    return (error as { code: string }).code;
  }
}

describe('the documented request with an authorization header', () => {
  const signature = 'f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41';
  const names = 'host;range;x-amz-content-sha256;x-amz-date';
  const headers = {
    host: 'examplebucket.s3.amazonaws.com',
    range: 'bytes=0-9',
    'x-amz-content-sha256': EMPTY_SHA256,
    'x-amz-date': '20130524T000000Z',
    authorization: `AWS4-HMAC-SHA256 Credential=${SCOPE},SignedHeaders=${names},Signature=${signature}`,
  };

  test.each([
    ['fifteen minutes before', -15 * MINUTE, 'good'],
    ['at its time', 0, 'good'],
    ['fifteen minutes after', 15 * MINUTE, 'good'],
    ['a second too early', -15 * MINUTE - 1000, 'RequestTimeTooSkewed'],
    ['a second too late', 15 * MINUTE + 1000, 'RequestTimeTooSkewed'],
  ])('%s is %3$s', (_, offset, expected) => {
    expect(outcome('/test.txt', headers, SIGNED_AT + offset)).toBe(expected);
  });

  test.each<[string, Record<string, string>, string]>([
    ['another range', { range: 'bytes=0-8' }, 'SignatureDoesNotMatch'],
    ['another host', { host: 'example.org' }, 'SignatureDoesNotMatch'],
    ['another body', { 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' }, 'SignatureDoesNotMatch'],
    ['another moment of the day', { 'x-amz-date': '20130524T000100Z' }, 'SignatureDoesNotMatch'],
    ['another day', { 'x-amz-date': '20130523T235959Z' }, 'AuthorizationHeaderMalformed'],
    ['no date', { 'x-amz-date': '' }, 'AccessDenied'],
    ['an x-amz- header that is not signed', { 'x-amz-meta-note': 'new' }, 'AccessDenied'],
    ['host left out of what is signed', { authorization: headers.authorization.replace('host;', '') }, 'AccessDenied'],
    [
      'another region',
      { authorization: headers.authorization.replace('us-east-1', 'us-west-2') },
      'AuthorizationHeaderMalformed',
    ],
    [
      'another service',
      { authorization: headers.authorization.replace('/s3/', '/kms/') },
      'AuthorizationHeaderMalformed',
    ],
    ['another scheme', { authorization: 'AWS AKIAIOSFODNN7EXAMPLE:abc' }, 'AuthorizationHeaderMalformed'],
  ])('with %s is refused', (_, change, expected) => {
    expect(outcome('/test.txt', { ...headers, ...change }, SIGNED_AT)).toBe(expected);
  });

  test('runs of spaces in a header do not matter', () => {
    expect(outcome('/test.txt', { ...headers, range: '  bytes=0-9 ' }, SIGNED_AT)).toBe('good');
  });

  test('may not carry a presigned query too', () => {
    expect(outcome('/test.txt?X-Amz-Signature=1', headers, SIGNED_AT)).toBe('InvalidRequest');
  });
});

describe('the documented presigned URL', () => {
  const credential = encodeURIComponent(SCOPE);
  const signature = 'aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404';
  const query = `X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=${credential}&X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400&X-Amz-SignedHeaders=host&X-Amz-Signature=${signature}`;
  const headers = { host: 'examplebucket.s3.amazonaws.com' };

  test.each([
    ['at its time', 0, 'good'],
    ['in its last second', DAY, 'good'],
    ['a second later', DAY + 1000, 'AccessDenied'],
    ['long before its time', -16 * MINUTE, 'AccessDenied'],
  ])('%s is %3$s', (_, offset, expected) => {
    expect(outcome(`/test.txt?${query}`, headers, SIGNED_AT + offset)).toBe(expected);
  });

  test.each([
    ['no expiry', /&X-Amz-Expires=\d+/, ''],
    ['an expiry of nothing', 'Expires=86400', 'Expires=0'],
    ['an expiry of over seven days', 'Expires=86400', 'Expires=604801'],
    ['an expiry that is no number', 'Expires=86400', 'Expires=1e3'],
    ['no date', /&X-Amz-Date=\w+/, ''],
    ['another algorithm', 'AWS4-HMAC-SHA256', 'AWS4-HMAC-SHA1'],
  ])('with %s is refused', (_, part, replacement) => {
    const changed = query.replace(part, replacement);
    expect(changed).not.toBe(query);
    expect(outcome(`/test.txt?${changed}`, headers, SIGNED_AT)).toBe('AuthorizationQueryParametersError');
  });
});
