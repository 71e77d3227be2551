import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { answer, answerError } from '../../../functions/api/answer.ts';
import { GATEWAY_LIMITS } from '../../../infra/local/gateway.ts';
import { HmisError } from '../../../shared/errors.ts';
import { eventOf } from './direct.ts';

const event = (acceptEncoding?: string) =>
  eventOf({ path: '/v1/x', headers: acceptEncoding === undefined ? {} : { 'accept-encoding': acceptEncoding } });
const long = { rows: Array.from({ length: 500 }, (_, i) => [`E${i}`, null, 'Harbor House']) };

describe('an answer', () => {
  it('is packed where the caller takes gzip', () => {
    const { body = '', headers, isBase64Encoded } = answer(event('br, gzip;q=0.8'), 200, long);
    expect({ headers, isBase64Encoded }).toMatchObject({
      headers: { 'content-encoding': 'gzip' },
      isBase64Encoded: true,
    });
    expect(JSON.parse(gunzipSync(Buffer.from(body, 'base64')).toString())).toEqual(long);
  });

  it.each([
    ['says nothing', undefined],
    ['takes only another', 'br'],
    ['takes gzipped, which is no coding', 'gzipped'],
  ])('is plain where the caller %s', (_, acceptEncoding) => {
    const { body = '', headers = {}, isBase64Encoded } = answer(event(acceptEncoding), 200, long);
    expect(headers['content-encoding']).toBeUndefined();
    expect(isBase64Encoded).toBe(false);
    expect(JSON.parse(body)).toEqual(long);
  });

  it('is plain where it is short', () => {
    expect(answer(event('gzip'), 200, { a: 1 })).toMatchObject({ body: '{"a":1}', isBase64Encoded: false });
  });

  it('has no body where there is nothing to say', () => {
    expect(answer(event('gzip'), 204, undefined)).toMatchObject({ statusCode: 204, body: '' });
  });

  it('is never kept, and never taken for something else', () => {
    expect(answer(event(), 200, {}).headers).toMatchObject({
      'content-type': 'application/json; charset=utf-8',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    });
  });

  it.each([
    ['5.8 MB of letters', 'x'.repeat(5_800_000), true],
    ['6 MB of letters', 'x'.repeat(6_000_000), false],
    ['2 MB of quotes, which JSON in JSON makes four times as long', '"'.repeat(2_000_000), false],
    ['1.4 MB of them', '"'.repeat(1_400_000), true],
  ])('of %s: either Lambda can send it, or the caller is told to ask for less', (_, text, fits) => {
    if (!fits) {
      expect(() => answer(event(), 200, { text })).toThrow(expect.objectContaining({ code: 'TooLarge' }));
      return;
    }
    expect(Buffer.byteLength(JSON.stringify(answer(event(), 200, { text })))).toBeLessThan(GATEWAY_LIMITS.payloadBytes);
  });
});

describe('a refusal as an answer', () => {
  it('has the code’s status, the sentence and the field', () => {
    const error = new HmisError('BadRequest', 'from: must be a date, YYYY-MM-DD.', { field: 'from' });
    const { statusCode, body = '', headers = {} } = answerError(error, 'r1');
    expect(statusCode).toBe(400);
    expect(JSON.parse(body)).toEqual({
      error: { code: 'BadRequest', message: 'from: must be a date, YYYY-MM-DD.', field: 'from', requestId: 'r1' },
    });
    expect(headers['retry-after']).toBeUndefined();
  });

  it.each(['Busy', 'TooManyRequests'] as const)('that passes (%s) says when to try again', (code) => {
    expect(answerError(new HmisError(code, 'Wait.'), 'r1').headers?.['retry-after']).toBe('2');
  });

  it.each([
    new Error('Ann Archer'),
    new RangeError('123-45-6789'),
    'Ann Archer',
    undefined,
    { code: 'BadRequest', message: 'Ann Archer' },
  ])('that nobody foresaw says nothing of it: %#', (error) => {
    const { statusCode, body = '' } = answerError(error, 'r1');
    expect(statusCode).toBe(500);
    expect(body).not.toMatch(/Archer|6789/);
    expect(JSON.parse(body)).toMatchObject({ error: { code: 'Internal', requestId: 'r1' } });
  });
});
