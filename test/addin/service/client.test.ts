import { afterEach, describe, expect, it } from 'vitest';
import { routePath } from '../../../addin/service/call.ts';
import { createClient } from '../../../addin/service/client.ts';
import type { TokenScope } from '../../../shared/roles.ts';
import { type Answer, type Asked, planOf, refusal, SNAPSHOT, startScripted } from './scripted-service.ts';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(closing.splice(0).map((close) => close()));
});

async function serviceThat(answer: (asked: Asked, n: number) => Answer) {
  const service = await startScripted(answer);
  closing.push(service.close);
  const scopes: TokenScope[][] = [];
  const tokens = {
    async token(asked: readonly TokenScope[]) {
      scopes.push([...asked]);
      return 'token-1';
    },
  };
  return { asked: service.asked, scopes, client: createClient({ url: `${service.url}/`, tokens }) };
}

const busy = refusal(503, 'Busy', 'Busy now.');
const snapshots = { snapshots: [] };
const planBody = { params: {} };

describe('a call', () => {
  it('carries the token of the route’s scope and the body as JSON', async () => {
    const { client, asked, scopes } = await serviceThat(() => ({ json: planOf(1) }));
    await client.plan('active-clients', { params: { from: '2025-01-01' } }, false);
    expect(asked[0]).toMatchObject({
      method: 'POST',
      path: '/v1/reports/active-clients/plan',
      headers: { authorization: 'Bearer token-1' },
      body: { params: { from: '2025-01-01' } },
    });
    expect(scopes).toEqual([['Reports.Read']]);
  });

  it('goes to the routes with names, under their own scope, where names are asked for', async () => {
    const { client, asked, scopes } = await serviceThat(() => ({ json: planOf(1) }));
    await client.plan('active-clients', { params: { hidePii: false }, reason: 'services' }, true);
    expect(asked[0]?.path).toBe('/v1/pii/reports/active-clients/plan');
    expect(scopes).toEqual([['Reports.Read.Pii']]);
  });

  it('answers checked values', async () => {
    const { client } = await serviceThat(() => ({
      json: { snapshots: [{ ...SNAPSHOT, importedAt: 'now', current: true, projects: 1, enrollments: 2 }] },
    }));
    expect((await client.snapshots()).snapshots[0]?.exportDate).toBe('2025-10-14');
  });

  it.each([
    ['a body that is no JSON', { text: '<html>' }],
    ['a body of another shape', { json: { snapshots: [{ id: 7 }] } }],
    ['an empty body', { text: '' }],
  ])('that is answered by %s is refused without quoting it', async (_, answer) => {
    const { client } = await serviceThat(() => answer);
    await expect(client.snapshots()).rejects.toMatchObject({
      code: 'Internal',
      message: /^The service answered in a form/,
    });
  });
});

describe('a refusal', () => {
  it('is the service’s own: code, sentence and field', async () => {
    const { client } = await serviceThat(() => ({
      status: 400,
      json: { error: { code: 'BadRequest', message: 'from: must be a date.', field: 'from', requestId: 'r' } },
    }));
    await expect(client.plan('x', planBody, false)).rejects.toMatchObject({
      name: 'HmisError',
      code: 'BadRequest',
      message: 'from: must be a date.',
      field: 'from',
    });
  });

  it('nobody foresaw carries the request’s id for support', async () => {
    const { client } = await serviceThat(() => refusal(500, 'Internal', 'Something went wrong.'));
    await expect(client.me()).rejects.toMatchObject({ message: 'Something went wrong. (request req-1)' });
  });

  it.each([
    [401, 'NotSignedIn'],
    [403, 'NotAllowed'],
    [404, 'NotFound'],
    [413, 'TooLarge'],
    [418, 'Internal'],
    [500, 'Internal'],
  ])('with status %i by something in the service’s place is %s', async (status, code) => {
    const { client } = await serviceThat(() => ({ status, text: '<html>Forbidden</html>' }));
    await expect(client.me()).rejects.toMatchObject({ code });
  });

  it('of an unknown code is judged by its status', async () => {
    const { client } = await serviceThat(() => refusal(404, 'Vanished', 'Gone.'));
    await expect(client.me()).rejects.toMatchObject({ code: 'NotFound' });
  });
});

describe('a busy service', () => {
  it.each([
    ['a read', 503, 'Busy', 'me'],
    ['a plan', 429, 'TooManyRequests', 'plan'],
  ])('is asked again for %s after status %i', async (_, status, code, call) => {
    const { client, asked } = await serviceThat((__, n) =>
      n < 3
        ? { ...refusal(status, code, 'Later.'), headers: { 'retry-after': '0' } }
        : {
            json:
              call === 'me'
                ? {
                    tid: 't',
                    oid: 'o',
                    name: 'n',
                    role: 'dqo',
                    organizations: 'all',
                    mayShowPii: false,
                    mayEditTrackers: true,
                  }
                : planOf(1),
          },
    );
    await (call === 'me' ? client.me() : client.plan('x', planBody, false));
    expect(asked).toHaveLength(3);
  });

  it('waits as long as Retry-After says', async () => {
    const { client } = await serviceThat((_, n) =>
      n === 1 ? { ...busy, headers: { 'retry-after': '1' } } : { json: snapshots },
    );
    const before = performance.now();
    await client.snapshots();
    expect(performance.now() - before).toBeGreaterThan(950);
  });

  it('is not waited for longer than half a minute', async () => {
    const { client, asked } = await serviceThat(() => ({ ...busy, headers: { 'retry-after': '31' } }));
    await expect(client.snapshots()).rejects.toMatchObject({ code: 'Busy', message: 'Busy now.' });
    expect(asked).toHaveLength(1);
  });

  it('is asked five times at most', async () => {
    const { client, asked } = await serviceThat(() => ({ ...busy, headers: { 'retry-after': '0' } }));
    await expect(client.snapshots()).rejects.toMatchObject({ code: 'Busy' });
    expect(asked).toHaveLength(5);
  });

  it('is never asked twice to change something', async () => {
    const { client, asked } = await serviceThat(() => ({ ...busy, headers: { 'retry-after': '0' } }));
    await expect(client.startImport({ size: 1 })).rejects.toMatchObject({ code: 'Busy' });
    await expect(client.rollback('20251014-0123456789abcdef')).rejects.toMatchObject({ code: 'Busy' });
    expect(asked).toHaveLength(2);
  });
});

describe('a lost connection', () => {
  it('is tried again for a read', async () => {
    const { client, asked } = await serviceThat((_, n) => (n === 1 ? { hangUp: true } : { json: snapshots }));
    await client.snapshots();
    expect(asked).toHaveLength(2);
  });

  it('is told in a sentence', async () => {
    const client = createClient({ url: 'http://127.0.0.1:9', tokens: { token: async () => 't' } });
    await expect(client.startImport({ size: 1 })).rejects.toMatchObject({
      code: 'Busy',
      message: /^The service cannot be reached/,
    });
  });
});

describe('a cancelled call', () => {
  it('ends at once with the signal’s reason', async () => {
    const { client } = await serviceThat(() => ({ json: snapshots, afterMs: 5_000 }));
    const stop = new AbortController();
    const call = client.snapshots({ signal: stop.signal });
    setTimeout(() => stop.abort(new Error('enough')), 20);
    await expect(call).rejects.toThrow('enough');
  });

  it('ends while it waits for another attempt', async () => {
    const { client, asked } = await serviceThat(() => ({ ...busy, headers: { 'retry-after': '20' } }));
    const stop = new AbortController();
    const call = client.snapshots({ signal: stop.signal });
    setTimeout(() => stop.abort(new Error('enough')), 100);
    await expect(call).rejects.toThrow('enough');
    expect(asked).toHaveLength(1);
  });

  it('is not sent where it was cancelled before', async () => {
    const { client, asked } = await serviceThat(() => ({ json: snapshots }));
    await expect(client.snapshots({ signal: AbortSignal.abort(new Error('enough')) })).rejects.toThrow('enough');
    expect(asked).toHaveLength(0);
  });
});

describe('the path of a route', () => {
  it.each([
    ['a/b?c#d', '/v1/imports/a%2Fb%3Fc%23d'],
    ['ä b', '/v1/imports/%C3%A4%20b'],
    ['..%2f', '/v1/imports/..%252f'],
  ])('keeps the id %s in its segment', (id, path) => {
    expect(routePath('import', { id })).toBe(path);
  });

  it.each(['', '.', '..'])('is refused for the id "%s", which would lead to another route', (id) => {
    expect(() => routePath('import', { id })).toThrow(RangeError);
  });
});
