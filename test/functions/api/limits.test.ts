import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { matchCall } from '../../../functions/api/call.ts';
import { OTHER_ROUTES } from '../../../functions/api/handler.ts';
import { startService, type TestService } from '../../service.ts';
import { community } from './community.ts';
import { eventOf } from './direct.ts';

let service: TestService;
let manager = '';
let admin = '';
beforeAll(async () => {
  service = await startService({ zip: community() });
  manager = await service.token('manager');
  admin = await service.token('admin');
});
afterAll(() => service.close());

const PLAN = '/v1/reports/active-clients/plan';
const send = (body: string, token = manager) => service.ask(token, { path: PLAN, body });
const lists = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;
const objects = (depth: number) => `${'{"deeper":'.repeat(depth)}1${'}'.repeat(depth)}`;

interface Refused {
  readonly error: { readonly code: string; readonly field?: string; readonly message: string };
}
const errorOf = ({ json }: { json: unknown }) => (json as Refused).error;

describe('lists in lists', () => {
  const TOO_DEEP = /holds too many lists in lists/;

  it.each([
    ['six deep, all counted, are looked at', `{"params":{"from":${lists(4)}}}`, 'from', false],
    ['seven deep are refused by the field they are in', `{"params":{"from":${lists(5)}}}`, 'from', true],
    ['seven deep beside the parameters too', `{"params":{},"deep":${lists(6)}}`, 'deep', true],
    ['objects seven deep too', `{"params":{"from":${objects(5)}}}`, 'deeper', true],
    ['a body that is nothing but lists too', lists(7), '', true],
    ['200,000 deep too', `{"params":{"from":${lists(200_000)}}}`, 'from', true],
    ['objects 150,000 deep too', `{"params":${objects(150_000)}}`, 'deeper', true],
  ])('%s', async (_, body, field, refused) => {
    const answer = await send(body);
    const { message, field: named = '' } = errorOf(answer);
    expect({ status: answer.status, named, refused: TOO_DEEP.test(message) }).toEqual({
      status: 400,
      named: field,
      refused,
    });
  });

  it('are found wherever they are, after however much that is in order', async () => {
    const many = Array.from({ length: 100_000 }, () => '1').join(',');
    expect(errorOf(await send(`{"params":{"projects":[${many}],"cocs":${lists(5)}}}`)).message).toMatch(TOO_DEEP);
  });
});

describe('the length of a body', () => {
  /** A body of so many bytes, of one-, two- or three-byte letters. */
  const bodyOf = (bytes: number, letter: string) => {
    const [before, after] = ['{"params":{"from":"', '"}}'];
    const room = bytes - before.length - after.length;
    const letters = Math.floor(room / Buffer.byteLength(letter));
    return `${before}${letter.repeat(letters)}${' '.repeat(room - letters * Buffer.byteLength(letter))}${after}`;
  };

  it.each(['x', 'é', '中'])('is counted in bytes, of %s too', async (letter) => {
    expect(await send(bodyOf(2_000_000, letter))).toMatchObject({ status: 400, json: { error: { field: 'from' } } });
    expect(await send(bodyOf(2_000_001, letter))).toMatchObject({ status: 413, json: { error: { code: 'TooLarge' } } });
  });

  it('is that of what base64 stands for', () => {
    const event = (bytes: number) => ({
      ...eventOf({ method: 'POST', path: PLAN, body: Buffer.from(bodyOf(bytes, 'x')).toString('base64') }),
      isBase64Encoded: true,
    });
    expect(matchCall(event(2_000_000), OTHER_ROUTES)).toMatchObject({ route: 'plan' });
    expect(() => matchCall(event(2_000_001), OTHER_ROUTES)).toThrow(expect.objectContaining({ code: 'TooLarge' }));
  });

  it('of any route is held to it', async () => {
    for (const [method, path] of [
      ['PUT', '/v1/users/t/o'],
      ['DELETE', '/v1/users/t/o'],
      ['POST', '/v1/audit'],
    ] as const) {
      expect((await service.ask(admin, { method, path, body: bodyOf(2_000_001, 'x') })).status).toBe(413);
    }
  });
});

describe('a list', () => {
  const ids = (n: number, length = 5) => Array.from({ length: n }, (_, i) => `p${i}`.padEnd(length, 'x'));
  const plan = (params: object) => send(JSON.stringify({ params }));

  it('of 1,000 ids is looked at, of 1,001 refused by name', async () => {
    expect(errorOf(await plan({ cocs: ids(1_000) }))).toBeUndefined();
    const tooLong = errorOf(await plan({ cocs: ids(1_001) }));
    expect(tooLong).toMatchObject({ code: 'BadRequest', field: 'cocs' });
    expect(tooLong.message).toContain('at most 1,000');
  });

  it('of a million costs no more than reading it', async () => {
    const started = performance.now();
    const answer = await send(`{"params":{"projects":[${Array(990_000).fill('1').join(',')}]}}`);
    expect(answer).toMatchObject({ status: 400, json: { error: { field: 'projects' } } });
    expect(performance.now() - started).toBeLessThan(15_000);
  });

  it('holds ids of 1 to 200 bytes without control characters', async () => {
    expect(errorOf(await plan({ cocs: ['x'.repeat(200)] }))).toBeUndefined();
    for (const id of ['x'.repeat(201), `${'中'.repeat(66)}xxx`, '', 'a\u0000b', 'a\nb']) {
      expect(errorOf(await plan({ cocs: [id] }))).toMatchObject({ code: 'BadRequest', field: 'cocs.0' });
    }
  });

  it('of a choice takes no more than there are choices', async () => {
    const { status, json } = await send(JSON.stringify({ params: { method: ['entryExit'] } }));
    expect({ status, field: errorOf({ json }).field }).toEqual({ status: 400, field: 'method' });
  });
});

describe('a text or a number', () => {
  const range = (params: object, reason?: string) => send(JSON.stringify({ params, ...(reason ? { reason } : {}) }));

  it.each<[string, object, string | undefined, string]>([
    ['a date with a time', { from: '2026-01-01T00:00' }, undefined, 'from'],
    ['a day of the year 10000', { from: '10000-01-01' }, undefined, 'from'],
    ['a megabyte for a date', { from: '2'.repeat(1_000_000) }, undefined, 'from'],
    ['a parameter whose name is 61 letters long', { ['x'.repeat(61)]: 1 }, undefined, `params.${'x'.repeat(60)}`],
    ['a reason of 101 letters', {}, 'x'.repeat(101), 'reason'],
    ['null for a list', { projects: null }, undefined, 'projects'],
    ['a number past all numbers', { hidePii: 1e308 }, undefined, 'hidePii'],
  ])('%s is refused by name', async (_, params, reason, field) => {
    expect(errorOf(await range(params, reason))).toMatchObject({ code: 'BadRequest', field });
  });
});

describe('a part of an address', () => {
  const long = (n: number) => 'x'.repeat(n);

  it.each([
    ['GET', (id: string) => `/v1/imports/${id}`],
    ['POST', (id: string) => `/v1/snapshots/${id}/current`],
    ['DELETE', (id: string) => `/v1/users/${id}/o`],
    ['DELETE', (id: string) => `/v1/users/t/${id}`],
    ['POST', (id: string) => `/v1/reports/${id}/plan`],
  ])('%s %s, however long, is an address of nothing and no fault', async (method, path) => {
    for (const part of [long(200), long(201), long(3_000), '%E4%B8%AD'.repeat(66), '%E4%B8%AD'.repeat(67)]) {
      const { status, json } = await service.ask(admin, {
        method,
        path: path(part),
        ...(method === 'GET' ? {} : { body: { params: {} } }),
      });
      expect({ status, code: errorOf({ json }).code }).toEqual({ status: 404, code: 'NotFound' });
    }
  });
});
