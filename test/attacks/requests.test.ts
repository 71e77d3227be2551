import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { reportIds } from '../../infra/report-ids.ts';
import { loadReport } from '../../shared/load-report.ts';
import type { Parameter } from '../../shared/parameter.ts';
import type { Role } from '../../shared/roles.ts';
import { community } from '../functions/api/community.ts';
import { startService, type TestService, type WireAnswer } from '../service.ts';
import {
  BODY_ROUTES,
  type BodyRoute,
  bodyText,
  NO_SNAPSHOT,
  objectsIn,
  type Place,
  placesOf,
  withField,
} from './bodies.ts';
import { unhurried } from './unhurried.ts';

/** What nobody would send: refused in four hundreds, with the field named, in bounded time. */

const MORNING = new Date('2026-02-08T08:00:00Z');
/** Far more than any of these takes, far less than a gateway's 30 s. */
const SOON_MS = 10_000;

let service: TestService;
let tick: () => void;
let snapshot = '';
const tokens = new Map<Role, string>();
beforeAll(async () => {
  service = await startService({ zip: community(), now: MORNING });
  tick = unhurried(service, MORNING);
  snapshot = (await service.as('admin').catalog()).snapshot.id;
  for (const role of ['manager', 'admin'] as const) tokens.set(role, await service.token(role));
});
afterAll(() => service.close());

interface Refused {
  readonly error: { readonly code: string; readonly message: string; readonly field?: string };
}

async function send(
  { path, method }: Pick<BodyRoute, 'path' | 'method'>,
  body: string,
  role: Role | null = 'admin',
): Promise<WireAnswer> {
  tick();
  const started = performance.now();
  const answer = await service.ask(role === null ? undefined : tokens.get(role), { path, method, body });
  expect(performance.now() - started).toBeLessThan(SOON_MS);
  return answer;
}

async function expectRefused(route: BodyRoute, sent: string, at: Place, role: Role = 'admin') {
  const body = sent.replace(NO_SNAPSHOT, snapshot);
  const { status, json, text } = await send(route, body, role);
  const said = `${body.slice(0, 300)} → ${status} ${text.slice(0, 200)}`;
  expect([400, 413], said).toContain(status);
  const { error } = json as Refused;
  expect(['BadRequest', 'TooLarge'], said).toContain(error.code);
  // Where a value is wrong deep inside, the field around it may be what is named, or that one alone.
  const named = error.field ?? '';
  const isNamed = at.length === 0 || at.some((name) => named.split('.').includes(String(name)));
  expect(status === 413 || isNamed, said).toBe(true);
}

const DEEP = `${'['.repeat(10_000)}${']'.repeat(10_000)}`;
const WRONG: readonly string[] = [
  'null',
  'true',
  '0',
  '-1',
  '1.5',
  '1e999',
  '9007199254740993',
  '""',
  '"x"',
  '"\\u0000"',
  '"\\ud800"',
  '"all "',
  '[]',
  '[[]]',
  '{}',
  '{"length":1,"0":"OA"}',
  '{"toString":"x"}',
  `"${'x'.repeat(20_000)}"`,
  DEEP,
];

describe.each(BODY_ROUTES.map((route) => [route.route, route] as const))('the body of %s', (_, route) => {
  const places = placesOf(route.schema, route.body);

  it('with a value of a wrong kind in any of its fields is refused by the name of the field', async () => {
    expect(places.length).toBeGreaterThan(0);
    for (const place of places) {
      for (const wrong of WRONG) {
        const body = bodyText(route.body, place, wrong);
        if (!z.safeParse(route.schema, JSON.parse(body)).success) await expectRefused(route, body, place);
      }
    }
  });

  it('that is no object is refused', async () => {
    for (const wrong of [
      ...WRONG,
      'NaN',
      'Infinity',
      'undefined',
      '{',
      '{"params":',
      "{'params':{}}",
      '\ufeff{}x',
      '//',
    ])
      await expectRefused(route, wrong, []);
  });

  it.each(['nonsense', '__proto__', 'constructor', 'prototype', 'toString', 'hidePii', 'HIDEPII', '', 'x'.repeat(500)])(
    'with the unknown field %j in any of its objects is refused by that name',
    async (name) => {
      for (const place of objectsIn(route.body)) {
        if (name === 'hidePii' && place.join() === 'params') continue;
        for (const value of ['1', '{"hidePii":false}']) {
          const body = withField(route.body, place, `${JSON.stringify(name)}:${value}`);
          await expectRefused(route, body, [name.slice(0, 60)]);
        }
      }
    },
  );

  it('nested 10,000 deep or of 5 MB is refused, signed in or not', async () => {
    const objects = `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`;
    for (const body of [DEEP, objects, `{"a":"${'x'.repeat(5_000_000)}"}`]) {
      await expectRefused(route, body, []);
      expect([400, 401, 413]).toContain((await send(route, body, null)).status);
    }
  });
});

describe('a body of as many parts as fit in it', () => {
  const many = `{${Array.from({ length: 150_000 }, (_, n) => `"f${n}":1`).join(',')}}`;
  it.each([
    ['150,000 fields', many],
    ['150,000 parameters', `{"params":${many}}`],
    ['a list of 900,000', `[${'1,'.repeat(900_000)}1]`],
    ['600,000 projects', `{"params":{"projects":[${'1,'.repeat(600_000)}1]}}`],
    ['a text of escapes', `{"params":{"projects":["${'\\u0000'.repeat(300_000)}"]}}`],
  ])('%s is refused in bounded time', async (_, body) => {
    await expectRefused(BODY_ROUTES[0] as BodyRoute, body, []);
  });
});

describe('the parameters of every report', () => {
  const wrongFor = ({ kind }: Parameter): string[] => {
    const texts = ['"x"', '""', '"\\u0000"', '"2026-02-30"', '"12026-01-01"', '"2026-01-01T00:00:00Z"'];
    const others = [
      'null',
      '1e999',
      '-1',
      '1.5',
      '{}',
      '[[]]',
      '[null]',
      '[1]',
      '[{}]',
      '["__proto__",1]',
      DEEP,
      '{"$ne":null}',
    ];
    if (kind === 'list')
      return [
        ...texts,
        ...others,
        'true',
        '[""]',
        `["${'x'.repeat(201)}"]`,
        '["a\\nb"]',
        JSON.stringify(Array(1_001).fill('A1')),
      ];
    if (kind === 'text') return [...others, 'true', JSON.stringify('x'.repeat(201))];
    if (kind === 'flag') return [...texts, ...others, '0', '1', '"true"', '"false"', '[]', '[false]'];
    // Of a list of choices none is an answer.
    return [...texts, ...others, 'true', kind === 'choices' ? '["x"]' : '[]'];
  };

  it.each(reportIds())('%s: a wrong value is refused by the name of the parameter', async (id) => {
    const { parameters } = await loadReport(id);
    for (const [name, parameter] of Object.entries(parameters)) {
      for (const wrong of wrongFor(parameter)) {
        const body = `{"params":{${JSON.stringify(name)}:${wrong}}}`;
        await expectRefused(
          { ...BODY_ROUTES[0], path: `/v1/reports/${id}/plan` } as BodyRoute,
          body,
          ['params', name].slice(1),
          'manager',
        );
      }
    }
  });

  it.each([
    ['10,000 projects', { projects: Array.from({ length: 10_000 }, (_, n) => `P${n}`) }, 'projects'],
    ['10,000 times the same project', { projects: Array(10_000).fill('A1') }, 'projects'],
    ['300 years', { from: '1726-01-01', to: '2026-01-01' }, 'from'],
    ['9,000 years', { from: '1000-01-01', to: '9999-12-31' }, 'from'],
    ['minus a day', { from: '2026-01-02', to: '2026-01-01' }, 'from'],
  ])('of %s are refused', async (_, params, field) => {
    for (const route of BODY_ROUTES.slice(0, 4)) {
      const body = { ...(route.body as object), params: { ...(route.body as { params: object }).params, ...params } };
      await expectRefused(route, JSON.stringify(body), [field], 'manager');
    }
  });
});

describe('a key that stands twice', () => {
  it('counts once, the last time, and opens no other door', async () => {
    const [plan, , names] = BODY_ROUTES as [BodyRoute, BodyRoute, BodyRoute];
    const twice = await send(plan, '{"params":{"hidePii":true,"hidePii":false},"reason":"services"}', 'manager');
    expect(twice).toMatchObject({ status: 400, json: { error: { field: 'hidePii' } } });
    const hidden = await send(plan, '{"params":{"hidePii":false},"params":{},"reason":"services"}', 'manager');
    expect(hidden).toMatchObject({ status: 200, json: { run: { piiHidden: true } } });
    const escaped = await send(
      names,
      '{"params":{"hidePii":false,"hide\\u0050ii":true},"reason":"services"}',
      'manager',
    );
    expect(escaped).toMatchObject({ status: 400, json: { error: { field: 'hidePii' } } });
  });
});

describe('a body that is dressed up', () => {
  const plan = BODY_ROUTES[0] as BodyRoute;
  const deep = '{"params":{"projects":["B1"]}}';
  it.each<[string, Record<string, string>]>([
    ['as a form', { 'content-type': 'application/x-www-form-urlencoded' }],
    ['as bytes', { 'content-type': 'application/octet-stream' }],
    ['as text', { 'content-type': 'text/plain' }],
    ['as nothing', { 'content-type': '' }],
    ['as gzip', { 'content-encoding': 'gzip' }],
    ['as UTF-16', { 'content-type': 'application/json; charset=utf-16' }],
    ['as another method', { 'x-http-method-override': 'GET', 'x-method-override': 'DELETE', 'x-http-method': 'PUT' }],
    [
      'as another address',
      { 'x-original-url': '/v1/users', 'x-rewrite-url': '/v1/users', 'x-forwarded-prefix': '/v1/users' },
    ],
    [
      'as another host',
      { 'x-forwarded-host': 'evil.example', forwarded: 'host=evil.example', 'x-forwarded-for': '10.0.0.1' },
    ],
  ])('%s asks for another’s project all the same, and gets none', async (_, headers) => {
    tick();
    const answer = await service.ask(tokens.get('manager'), { ...plan, body: deep, headers });
    expect(answer).toMatchObject({ status: 404, json: { error: { code: 'NotFound', field: 'projects' } } });
  });

  it('of UTF-16, or with a part that is no UTF-8, is no JSON', async () => {
    const { url } = service;
    for (const body of [Buffer.from(deep, 'utf16le'), Buffer.concat([Buffer.of(0xff, 0xfe), Buffer.from(deep)])]) {
      tick();
      const response = await fetch(url + plan.path, {
        method: 'POST',
        headers: { authorization: `Bearer ${tokens.get('manager')}`, 'content-type': 'application/json' },
        body: new Uint8Array(body),
      });
      expect(response.status).toBe(400);
    }
  });
});

it('none of this was a fault of the service, and none of it is in the log', () => {
  expect(service.log.filter(({ level }) => level === 'error')).toEqual([]);
  expect(Math.max(...service.log.map((line) => JSON.stringify(line).length))).toBeLessThan(500);
});
