import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listTrail } from '../../functions/access/trail-reading.ts';
import { headerOf } from '../../functions/importer/csv-files.ts';
import { calendarDate } from '../../shared/dates.ts';
import type { Role } from '../../shared/roles.ts';
import { type ExportRow, exportZip } from '../export.ts';
import { community, communityRows, nextCommunity } from '../functions/api/community.ts';
import { filesUnder } from '../functions/importer/store.ts';
import { startService, type TestService, type WireCall } from '../service.ts';
import { BODY_ROUTES, bodyText, placesOf } from './bodies.ts';
import { unhurried } from './unhurried.ts';

/** A name that someone sends where none belongs: in no refusal, no log, no entry of the trail, no file of the folder. */

const MORNING = new Date('2026-02-08T08:00:00Z');
const DAY = calendarDate('2026-02-08');
const MARK = 'Qzjv7Archer';
const SSN = '987654329';
const SSN_DASHED = '987-65-4329';
const MARKS = new RegExp(`${MARK}|${SSN}|987-65-4329`, 'i');

let service: TestService;
let tick: () => void;
const tokens = new Map<Role | null, string | undefined>([[null, undefined]]);
beforeAll(async () => {
  service = await startService({ zip: community(), now: MORNING });
  tick = unhurried(service, MORNING);
  for (const role of ['manager', 'coordinator', 'admin'] as const) tokens.set(role, await service.token(role));
});
afterAll(() => service.close());

async function expectUntold(role: Role | null, call: WireCall): Promise<void> {
  tick();
  const { status, text, headers } = await service.ask(tokens.get(role), call);
  const said = JSON.stringify(call).slice(0, 300);
  expect(status, said).toBeLessThan(500);
  if (status >= 400) expect(text, said).not.toMatch(MARKS);
  expect(JSON.stringify([...headers]), said).not.toMatch(MARKS);
}

/** People's own words, names of staff, and filters that are kept in the trail as they were asked. */
const KEPT_BY_DESIGN = ['reason', 'name', 'who', 'who.tid', 'who.oid', 'organizations', 'organizations.0'];

describe('a client’s name or SSN that is sent', () => {
  it.each(BODY_ROUTES.map((route) => [route.route, route] as const))(
    'in the body of %s is told to nobody',
    async (_, route) => {
      const places = placesOf(route.schema, route.body).filter((place) => !KEPT_BY_DESIGN.includes(place.join('.')));
      for (const place of places) {
        for (const value of [`"${MARK}"`, `["${MARK}"]`, `{"x":"${SSN}"}`, `"${SSN_DASHED}"`]) {
          const body = bodyText(route.body, place, value);
          await expectUntold('admin', { path: route.path, method: route.method, body });
        }
      }
      for (const body of [`{"${'x'}":"${MARK}`, MARK, `"${MARK}"`, `[["${MARK}"]]`]) {
        for (const role of [null, 'manager', 'admin'] as const)
          await expectUntold(role, { path: route.path, method: route.method, body });
      }
    },
  );

  it('as an id of a project, an organization or any other thing is told to nobody', async () => {
    for (const role of [null, 'manager', 'coordinator', 'admin'] as const) {
      for (const field of ['projects', 'organizations']) {
        for (const ids of [[MARK], ['A1', MARK], [SSN]]) {
          await expectUntold(role, { path: '/v1/reports/active-clients/plan', body: { params: { [field]: ids } } });
          await expectUntold(role, {
            path: '/v1/pii/reports/active-clients/plan',
            body: { params: { [field]: ids, hidePii: false }, reason: 'services' },
          });
        }
      }
      for (const field of ['from', 'to', 'method', 'reportType', 'subpopulation', 'hidePii', 'headsOfHouseholdOnly']) {
        await expectUntold(role, { path: '/v1/reports/active-clients/plan', body: { params: { [field]: MARK } } });
      }
      for (const id of [MARK, SSN, `${MARK}%00`, `${MARK}%2f..`, `%${MARK}`]) {
        for (const [method, path] of [
          ['GET', `/v1/imports/${id}`],
          ['POST', `/v1/snapshots/${id}/current`],
          ['PUT', `/v1/users/${id}/${id}`],
          ['DELETE', `/v1/users/${id}/${id}`],
          ['POST', `/v1/reports/${id}/plan`],
          ['POST', `/v1/reports/active-clients/pages/${id}`],
          ['GET', `/v1/saved/${id}`],
          ['DELETE', `/v1/saved/${id}/versions/${id}`],
          ['GET', `/v1/organizations/${id}/saved/${id}`],
          ['DELETE', `/v1/organizations/${id}/saved/${id}/versions/${id}`],
          ['GET', `/v1/${id}`],
          ['GET', `/${id}`],
          [MARK, '/v1/me'],
          ['GET', `/v1/me?name=${id}`],
        ] as const) {
          if (method !== MARK || /^[A-Za-z]+$/.test(MARK)) await expectUntold(role, { path, method });
        }
      }
    }
  });

  it('in a header is told to nobody', async () => {
    for (const role of [null, 'manager'] as const) {
      for (const name of [
        'user-agent',
        'referer',
        'x-request-id',
        'x-amzn-trace-id',
        'traceparent',
        'cookie',
        'accept',
        'accept-encoding',
        'content-type',
        'if-none-match',
        'x-forwarded-for',
      ]) {
        for (const path of ['/v1/me', '/v1/catalog', '/v1/nothing'])
          await expectUntold(role, { path, headers: { [name]: MARK } });
      }
      await expectUntold(null, { path: '/v1/me', headers: { authorization: `Bearer ${MARK}` } });
      await expectUntold(null, { path: '/v1/me', headers: { authorization: MARK } });
      await expectUntold(null, { path: '/local/token', body: { secret: MARK, as: MARK } });
    }
  });
});

describe('a client’s name or SSN in an export', () => {
  const ID = /ID$|^EnrollmentCoC$/;
  const marked = (
    file: 'Client' | 'Enrollment' | 'Exit' | 'Services' | 'IncomeBenefits' | 'Disabilities',
    base: ExportRow,
  ): ExportRow[] =>
    headerOf(file, 'FY2026')
      .filter((field) => !ID.test(field) && field !== 'DateDeleted')
      .map((field, n) => ({
        ...base,
        [`${file}ID`]: `${file}-${n}`,
        [field]: n % 2 === 0 ? `${MARK} ${field}` : SSN_DASHED,
      }));
  const { Client = [], Enrollment = [] } = communityRows();

  it('in any column of any file that hangs on a client is kept sealed, or not at all', async () => {
    const clients = marked('Client', {}).map((row, n) => ({ ...row, PersonalID: `M${n}` }));
    const statuses = [
      await service.import(
        nextCommunity({
          Client: [...Client, ...clients],
          Enrollment: [
            ...Enrollment,
            ...clients.map(({ PersonalID }) => ({
              EnrollmentID: `E-${PersonalID}`,
              PersonalID,
              ProjectID: 'A1',
              HouseholdID: `H-${PersonalID}`,
            })),
          ],
        }),
      ),
      await service.import(
        nextCommunity({
          Export: [{ ExportDate: '2026-02-08' }],
          Enrollment: [
            ...Enrollment,
            ...marked('Enrollment', { PersonalID: 'P-A1-0', ProjectID: 'A1', HouseholdID: 'HM' }),
          ],
          Exit: marked('Exit', { EnrollmentID: 'E-A1-0', PersonalID: 'P-A1-0' }),
          Services: marked('Services', { EnrollmentID: 'E-A1-0', PersonalID: 'P-A1-0' }),
          IncomeBenefits: marked('IncomeBenefits', { EnrollmentID: 'E-A1-0', PersonalID: 'P-A1-0' }),
          Disabilities: marked('Disabilities', { EnrollmentID: 'E-A1-0', PersonalID: 'P-A1-0' }),
        }),
      ),
    ];
    expect(statuses[0]?.state, statuses[0]?.message).toBe('done');
    for (const status of statuses) expect(JSON.stringify(status)).not.toMatch(MARKS);
    for (const role of ['manager', 'coordinator', 'admin'] as const)
      expect(JSON.stringify(await service.run(role, {}))).not.toMatch(MARKS);
  });

  it.each<[string, Buffer]>([
    ['without a header', exportZip({}, { files: { Client: `P1,"${MARK}","${MARK}",${SSN}\r\n` } })],
    ['with a header that is a row', exportZip({}, { files: { Services: `${MARK},${SSN}\r\n${MARK},${SSN}\r\n` } })],
    [
      'with a quote that is never closed',
      exportZip({}, { files: { Client: `${headerOf('Client', 'FY2026').join()}\r\nP1,"${MARK},${SSN}\r\n${MARK}` } }),
    ],
    [
      'with too many fields',
      exportZip({}, { files: { Client: `${headerOf('Client', 'FY2026').join()}\r\n${`${MARK},`.repeat(60)}\r\n` } }),
    ],
    ['of other bytes', Buffer.from(`${MARK} ${SSN}`)],
    ['cut short', exportZip({ Client: [{ FirstName: MARK }] }).subarray(0, 700)],
    ['damaged', exportZip({ Client: [{ FirstName: MARK }] }, { entries: { Client: { crc: 1, method: 0 } } })],
    ['of a delta', exportZip({ Export: [{ ExportDirective: 1 }], Client: [{ FirstName: MARK }] })],
    [
      'whose clients have a name for an id',
      exportZip({ Export: [{ ExportDate: '2026-03-01' }], Client: [{ PersonalID: `${MARK}\u0007` }] }),
    ],
  ])('%s is in no sentence of its refusal', async (_, zip) => {
    const status = await service.import(zip, { acceptSmaller: true });
    expect(JSON.stringify(status)).not.toMatch(MARKS);
  });
});

describe('after all of this', () => {
  it('no log has it, no entry of the trail, and no file of the data folder', async () => {
    expect(service.log.length).toBeGreaterThan(500);
    expect(service.log.filter((line) => MARKS.test(JSON.stringify(line)))).toEqual([]);
    expect(service.log.filter(({ level }) => level === 'error')).toEqual([]);
    const trail = await Array.fromAsync(listTrail(service.dynamo, { from: DAY, to: DAY }));
    expect(trail.length).toBeGreaterThan(50);
    expect(trail.filter((entry) => MARKS.test(JSON.stringify(entry)))).toEqual([]);
    const files = await filesUnder(service.dataDir);
    expect(files.size).toBeGreaterThan(3);
    expect([...files].filter(([, text]) => MARKS.test(text)).map(([file]) => file)).toEqual([]);
  });
});
