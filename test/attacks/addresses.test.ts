import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LOCAL_PEOPLE, LOCAL_TENANT } from '../../infra/local/people.ts';
import { ROUTES } from '../../shared/contract/routes.ts';
import { community } from '../functions/api/community.ts';
import { startService, type TestService } from '../service.ts';
import { rawRequest, sendRaw } from './raw.ts';
import { unhurried } from './unhurried.ts';

/** Tricks with addresses, methods and headers, byte by byte: nothing of the data, no fault, and an answer at once. */

const MORNING = new Date('2026-02-08T08:00:00Z');
let service: TestService;
let manager = '';
let admin = '';
let tick: () => void;
beforeAll(async () => {
  service = await startService({ zip: community(), now: MORNING });
  tick = unhurried(service, MORNING);
  manager = await service.token('manager');
  admin = await service.token('admin');
});
afterAll(() => service.close());

const SECRETS = /Harbor|Beacon|Mara Ellis|Dev Okafor|"rows"|"users"|"projects":\[/;

async function expectNothing(bytes: string, statuses = /^4\d\d$/) {
  tick();
  const started = performance.now();
  const answer = await sendRaw(service.url, bytes);
  const said = `${bytes.slice(0, 200)} → ${answer.head.slice(0, 200)}`;
  expect(String(answer.status), said).toMatch(statuses);
  expect(`${answer.head}${answer.body}`, said).not.toMatch(SECRETS);
  expect(performance.now() - started, said).toBeLessThan(10_000);
  return answer;
}

const bearer = (token: string) => `Authorization: Bearer ${token}`;

describe('an address that is written otherwise', () => {
  const odd = [
    '//v1/catalog',
    '/v1//catalog',
    '/v1/catalog/',
    '/v1/catalog//',
    '/./v1/catalog',
    '/v1/./catalog',
    '/v1/../v1/catalog',
    '/x/../v1/catalog',
    '/v1/x/../catalog',
    '/v1/%2e/catalog',
    '/v1/%2e%2e/v1/catalog',
    '/v1\\catalog',
    '/v1/catalog;x=1',
    '/v1/catalog;',
    '/v1/catalog%00',
    '/v1/catalog%00.json',
    '/v1/catalog%20',
    '/v1/catalog.json',
    '/v1/catalog#x',
    '/v1/CATALOG',
    '/V1/catalog',
    '/v1/ｃatalog',
    '/v1/%u0063atalog',
    '/v1/%c0%afcatalog',
    '/v1/%ff',
    '/v1/catalog%0d%0aX:%20y',
    '/%2fv1/catalog',
    '/v1%2f%2fcatalog',
    '/v1/catalog%2f',
    '/v1/%252e%252e/catalog',
    '/v1/catalog%3fx',
    '/v1/me%2f..%2fcatalog',
    '/v1/reports/../catalog',
    '/v1/pii/../catalog',
    '/v1/pii/%2e%2e/catalog',
  ];
  it.each(odd)('%s gives nothing', async (path) => {
    await expectNothing(rawRequest(service.url, `GET ${path}`, [bearer(admin)]));
  });

  it.each([
    '*',
    'http://127.0.0.1/v1/catalog',
    'http://evil.example/v1/catalog',
    'https://graph.microsoft.com/v1/me',
    'v1/catalog',
    '?/v1/catalog',
    '127.0.0.1:80',
    '/../../../../etc/passwd',
    '/..%2f..%2f..%2fetc%2fpasswd',
    '/%2e%2e/%2e%2e/package.json',
    '/workbook/../../../package.json',
    '/assets/../package.json',
    '/taskpane.html/../service.json',
    '/names.key',
    '/tables/CURRENT',
    '/files/uploads',
    '/workbook/part-..%2f..%2fpackage.js',
    '/.git/config',
    '/local/',
    '/local/token/',
    '/taskpane.js.map.map',
    '/workbook/__proto__',
    '/constructor',
  ])('%s gives nothing', async (target) => {
    await expectNothing(rawRequest(service.url, `GET ${target}`, [bearer(admin)]));
  });

  it('which hides the door of names behind another opens no other', async () => {
    const body = JSON.stringify({ params: { hidePii: false }, reason: 'services' });
    for (const path of [
      '/v1/%70ii/reports/active-clients/plan',
      '/v1/pii%2freports/active-clients/plan',
      '/v1%2fpii%2freports%2factive-clients%2fplan',
      '/v1/pii/../reports/active-clients/plan',
      '/v1/PII/reports/active-clients/plan',
      '//v1/pii/reports/active-clients/plan',
      '/v1/reports/..%2fpii%2freports%2factive-clients/plan',
    ]) {
      await expectNothing(rawRequest(service.url, `POST ${path}`, [bearer(manager)], body));
    }
  });

  it('ids longer than any, or of odd signs, are not there, and no fault', async () => {
    const ids = [
      'x'.repeat(201),
      'x'.repeat(1_100),
      'x'.repeat(2_100),
      'é'.repeat(400),
      '%00',
      '%0a',
      '%f0%9f%8f%a0',
      '..',
      '.',
      '%2e%2e',
      '%23',
      'a%23b',
      '%25',
      '%',
      'null',
      'undefined',
      '__proto__',
      '%ed%a0%80',
    ];
    for (const id of ids) {
      for (const line of [
        `GET /v1/imports/${id}`,
        `POST /v1/snapshots/${id}/current`,
        `DELETE /v1/users/${id}/${id}`,
        `DELETE /v1/users/${LOCAL_TENANT}/${id}`,
        `DELETE /v1/users/${LOCAL_TENANT}%23${LOCAL_PEOPLE.manager.oid}/${id}`,
        `POST /v1/reports/${id}/plan`,
        `POST /v1/reports/active-clients/pages/${id}`,
      ]) {
        await expectNothing(rawRequest(service.url, line, [bearer(admin)]));
      }
    }
  });
});

describe('a method that is another', () => {
  const METHODS = [
    'HEAD',
    'OPTIONS',
    'TRACE',
    'PATCH',
    'PUT',
    'DELETE',
    'POST',
    'GET',
    'PROPFIND',
    'LINK',
    'PURGE',
    'SEARCH',
  ];
  const OVERRIDES = ['X-HTTP-Method-Override', 'X-HTTP-Method', 'X-Method-Override'];

  it.each(Object.entries(ROUTES))('of %s is refused, overridden or not', async (_, { method, path }) => {
    const target = path.replaceAll(/\{\w+\}/g, 'x');
    for (const other of METHODS.filter(
      (each) => !Object.values(ROUTES).some((route) => route.path === path && route.method === each),
    )) {
      const headers = [bearer(admin), ...OVERRIDES.map((name) => `${name}: ${method}`)];
      await expectNothing(rawRequest(service.url, `${other} ${target}?_method=${method}`, headers));
    }
  });

  it.each(['get', 'GET\t', 'G ET', 'CONNECT', '', 'GÉT', 'x'.repeat(500)])(
    'of %j is no method at all',
    async (method) => {
      await expectNothing(rawRequest(service.url, `${method} /v1/catalog`, [bearer(admin)]), /^(4\d\d|0)$/);
    },
  );
});

describe('a request under another name', () => {
  const port = () => new URL(service.url).port;
  it.each<[string, () => string[]]>([
    ['a name that leads here', () => [`Host: evil.example:${port()}`]],
    ['a name that ends like ours', () => [`Host: evil.127.0.0.1:${port()}`]],
    ['our name with a user before it', () => [`Host: evil@127.0.0.1:${port()}`]],
    ['our name with a dot behind it', () => [`Host: localhost.:${port()}`]],
    ['our name in capitals', () => [`Host: LOCALHOST:${port()}`]],
    ['the address in another form', () => [`Host: 2130706433:${port()}`]],
    ['the address of IPv6', () => [`Host: [::1]:${port()}`]],
    ['every address', () => [`Host: 0.0.0.0:${port()}`]],
    ['no name', () => ['Host:']],
    ['two names, ours last', () => ['Host: evil.example', `Host: 127.0.0.1:${port()}`]],
    ['our name beside another in one line', () => [`Host: 127.0.0.1:${port()}, evil.example`]],
    ['another page', () => ['Origin: https://evil.example']],
    ['no page', () => ['Origin: null']],
    ['an empty page', () => ['Origin:']],
    ['two pages, ours first', () => [`Origin: ${service.url}`, 'Origin: https://evil.example']],
    ['a page of our name and another scheme', () => [`Origin: file://127.0.0.1:${port()}`]],
    ['a page of our name and more', () => [`Origin: ${service.url}.evil.example`]],
  ])('%s is answered nothing', async (_, headers) => {
    for (const line of ['GET /v1/catalog', 'GET /', 'POST /local/token']) {
      const body = line.startsWith('POST') ? JSON.stringify({ secret: service.secret, as: 'admin' }) : '';
      const { head, body: text } = await expectNothing(
        rawRequest(service.url, line, [...headers(), bearer(admin)], body),
      );
      expect(text).not.toContain('token');
      expect(head).not.toMatch(/access-control/i);
    }
  });
});

describe('headers', () => {
  it.each<[string, () => string[]]>([
    ['of 10 KB in one', () => [`X-A: ${'x'.repeat(10_300)}`]],
    ['of 100 KB in one', () => [`X-A: ${'x'.repeat(100_000)}`]],
    ['by the thousand', () => Array.from({ length: 3_000 }, (_, n) => `X-${n}: y`)],
    ['of the same name by the thousand', () => Array.from({ length: 3_000 }, () => 'X-A: y')],
    ['of cookies', () => [`Cookie: ${'a=b; '.repeat(3_000)}`]],
    ['with a line end of its own', () => ['X-A: b\rX-C: d']],
    ['with a NUL', () => ['X-A: b\u0000c']],
    ['without a name', () => [': b']],
    ['with a space in the name', () => ['X A: b']],
    ['folded over lines', () => ['X-A: b\r\n  c']],
  ])('%s are refused', async (_, headers) => {
    await expectNothing(rawRequest(service.url, 'GET /v1/me', [...headers(), bearer(admin)]), /^(4\d\d|0)$/);
  });

  it('of two sign-ins are none', async () => {
    for (const lines of [
      [bearer(admin), bearer(manager)],
      [bearer(admin), bearer(admin)],
      [bearer('x'), bearer(admin)],
      [bearer(admin), 'Authorization: Basic eDp5'],
    ]) {
      await expectNothing(rawRequest(service.url, 'GET /v1/me', lines), /^40[01]$/);
    }
  });

  it.each<[string, string]>([
    ['two lengths', 'Content-Length: 2\r\nContent-Length: 40'],
    ['a length and chunks', 'Content-Length: 4\r\nTransfer-Encoding: chunked'],
    ['chunks twice', 'Transfer-Encoding: chunked, chunked\r\nTransfer-Encoding: identity'],
    ['a length that is none', 'Content-Length: -1'],
    ['a length in hexadecimal', 'Content-Length: 0x10'],
    ['chunks in capitals with a tab', 'Transfer-Encoding:\tchUnked\r\nContent-Length: 5'],
  ])('that disagree on where the request ends (%s) let no second one in', async (_, lines) => {
    const second = rawRequest(service.url, 'GET /v1/catalog', [bearer(admin)]);
    const bytes = `POST /v1/audit/check HTTP/1.1\r\nHost: ${new URL(service.url).host}\r\n${lines}\r\n\r\n0\r\n\r\n${second}`;
    await expectNothing(bytes, /^4\d\d$/);
  });

  it('and addresses with line ends in them bring none into the answer', async () => {
    for (const path of ['/v1/me%0d%0aSet-Cookie:%20a=b', '/v1/reports/x%0d%0aX-Evil:%20y/plan', '/%0d%0aX-Evil:y']) {
      const { head } = await expectNothing(rawRequest(service.url, `GET ${path}`, [bearer(admin)]));
      expect(head).not.toMatch(/set-cookie|x-evil/i);
    }
  });
});

it('after all this the service answers as before, and has logged no fault', async () => {
  tick();
  expect((await service.ask(admin, { path: '/v1/me' })).status).toBe(200);
  expect(service.log.filter(({ level }) => level === 'error')).toEqual([]);
  const { users } = await service.as('admin').users();
  expect(users.filter(({ active }) => active)).toHaveLength(4);
});
