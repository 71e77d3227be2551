import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { getProfile, putProfile } from '../../../functions/access/profiles.ts';
import { OTHER_ROUTES, PII_ROUTES } from '../../../functions/api/handler.ts';
import { reportIds } from '../../../infra/report-ids.ts';
import type { PageAnswer, PlanAnswer } from '../../../shared/contract/runs.ts';
import type { SettingList } from '../../../shared/contract/saved.ts';
import type { Role } from '../../../shared/roles.ts';
import type { ExportRow } from '../../export.ts';
import { startService, type TestService } from '../../service.ts';
import { oidOf, organizations, profileOf } from '../access/people.ts';
import { claims, rs256, rsaKey } from '../access/tokens.ts';
import { community, communityRows, DOB_MARK, OPEN, ORGANIZATION_OF, ORGANIZATIONS } from './community.ts';
import { askDirectly, handlerOver } from './direct.ts';

/** Every person × every set of organizations × every report, by both doors: not one row that is not theirs. */

const key = rsaKey('matrix');
const VICTIM_SERVICE_PROVIDERS: readonly string[] = [ORGANIZATIONS.safePlace, ORGANIZATIONS.quietHouse];
const SETS: readonly (readonly string[])[] = [
  [],
  ['OA'],
  ['OB'],
  ['OV'],
  ['OA', 'OB'],
  ['OB', 'OW'],
  ['OA', 'OB', 'OV', 'OW'],
];
const PEOPLE: readonly { role: Role; of: 'all' | readonly string[]; mayShowPii: boolean }[] = [
  ...(['manager', 'dqo', 'admin'] as const).flatMap((role) => SETS.map((of) => ({ role, of, mayShowPii: true }))),
  ...(['manager', 'dqo', 'admin'] as const).map((role) => ({ role, of: 'all' as const, mayShowPii: true })),
  { role: 'coordinator', of: 'all', mayShowPii: false },
];

/** What gives everybody a row, where it is not a range of days alone. */
const ASKED: Readonly<Record<string, object>> = {
  'annual-assessments': { ...OPEN, mode: 'apr', members: 'all' },
  'data-entry-timing': { ...OPEN, from: '2025-01-01' },
  'housing-status': { asOf: OPEN.to, projectTypes: [], headsOfHouseholdOnly: false },
  'milestone-ages': { asOf: OPEN.to },
  'pit-night': { night: OPEN.to, projectTypes: [] },
  programs: { asOf: OPEN.to },
  services: { ...OPEN, recordTypes: [] },
  users: { asOf: OPEN.to },
};

/** The community with something in each project for every report: a child who turns 18, and a service. */
function eventful(): Buffer {
  const rows = communityRows();
  const turning = (row: ExportRow): ExportRow => (row.DOB === DOB_MARK ? row : { ...row, DOB: '2008-02-10' });
  const services = (rows.Enrollment ?? []).map(
    ({ EnrollmentID, PersonalID }): ExportRow => ({
      ServicesID: `SV-${EnrollmentID}`,
      EnrollmentID: EnrollmentID ?? null,
      PersonalID: PersonalID ?? null,
      RecordType: 144,
      TypeProvided: 2,
      DateProvided: OPEN.to,
    }),
  );
  return community({ Client: (rows.Client ?? []).map(turning), Services: [...(rows.Services ?? []), ...services] });
}

let service: TestService;
beforeAll(async () => {
  service = await startService({ zip: eventful() });
  for (const [n, { role, of, mayShowPii }] of PEOPLE.entries()) {
    const person = { oid: oidOf(n), role, mayShowPii, organizations: of === 'all' ? of : organizations(...of) };
    const { version, ...rights } = profileOf(person);
    await putProfile(service.dynamo, rights, await getProfile(service.dynamo, rights));
  }
});
afterAll(() => service.close());

/** A person asks every report within seconds here: the service's clock goes on by one with each look, so that no limit is met. */
let clock = Date.now();
const now = () => {
  clock += 1_000;
  return new Date(clock);
};

function askerOf(n: number, door: 'hidden' | 'names') {
  const routes = door === 'names' ? PII_ROUTES : OTHER_ROUTES;
  const { handler } = handlerOver(service.dynamo, key, { routes, change: { now } });
  const token = rs256(key, claims({ oid: oidOf(n), scp: 'Reports.Read Reports.Read.Pii' }));
  const root = door === 'names' ? '/v1/pii/reports' : '/v1/reports';
  return async (report: string, step: string, body: object) => {
    const reason = door === 'names' ? { reason: 'services' } : {};
    const call = {
      method: 'POST',
      path: `${root}/${report}/${step}`,
      token,
      body: JSON.stringify({ ...body, ...reason }),
    };
    const { status, json } = await askDirectly(handler, call);
    return { status, json };
  };
}

describe.each(reportIds())('the report %s', (report) => {
  it.each(PEOPLE.map((person, n) => ({ ...person, n })))(
    'has no row of another’s for a $role of $of',
    async (person) => {
      const ask = askerOf(person.n, 'hidden');
      const planned = await ask(report, 'plan', { params: ASKED[report] ?? OPEN });
      expect(planned.status).toBe(200);
      const { params, snapshot, plan, pages, columns } = planned.json as PlanAnswer;
      const [stay, project] = ['EnrollmentID', 'ProjectID'].map((name) => columns.findIndex(({ key }) => key === name));
      const projectIn = (row: readonly unknown[]) =>
        String(row[project ?? -1] ?? String(row[stay ?? -1]).split('-')[1] ?? '');

      const seen = new Set<string>();
      for (let n = 0; n < pages; n++) {
        const page = await ask(report, `pages/${n}`, { params, snapshot: snapshot.id, plan });
        for (const row of (page.json as PageAnswer).rows) {
          seen.add(ORGANIZATION_OF[projectIn(row)] ?? 'unknown');
        }
      }
      const theirs = Object.values(ORGANIZATIONS).filter((id) =>
        person.of === 'all' ? !VICTIM_SERVICE_PROVIDERS.includes(id) : person.of.includes(id),
      );
      expect([...seen].toSorted()).toEqual(theirs.toSorted());
    },
  );

  it.each(PEOPLE.map((person, n) => ({ ...person, n })).filter(({ of }) => of !== 'all'))(
    'cannot be asked by a $role of $of for what is another’s',
    async ({ n, of }) => {
      for (const door of ['hidden', 'names'] as const) {
        const ask = askerOf(n, door);
        const hidePii = door === 'hidden';
        for (const id of Object.values(ORGANIZATIONS).filter((each) => !of.includes(each))) {
          const project = Object.entries(ORGANIZATION_OF).find(([, organization]) => organization === id)?.[0];
          const byOrganization = await ask(report, 'plan', { params: { hidePii, organizations: [id] } });
          const byProject = await ask(report, 'plan', { params: { hidePii, projects: [project] } });
          expect([byOrganization.status, byProject.status]).toEqual([404, 404]);
        }
      }
    },
  );
});

describe('an organization’s saved settings', () => {
  const SAVED = '00000000-0000-4000-8000-000000000001';
  const call = (n: number, method: string, path: string, body?: object) => {
    const { handler } = handlerOver(service.dynamo, key, { change: { now } });
    const token = rs256(key, claims({ oid: oidOf(n), scp: 'Reports.Read' }));
    return askDirectly(handler, { method, path, token, ...(body ? { body: JSON.stringify(body) } : {}) });
  };
  const all = Object.values(ORGANIZATIONS);

  it.each(PEOPLE.map((person, n) => ({ ...person, n })))(
    'are seen by a $role of $of where they are theirs, changed by all but a coordinator, and else are not there',
    async ({ n, role, of }) => {
      const owner = PEOPLE.findIndex((person) => person.role === 'admin' && person.of.length === all.length);
      const seen: string[] = [];
      for (const id of all) {
        const path = `/v1/organizations/${id}/saved/${SAVED}`;
        // Made by who sees all; made already where somebody else came first.
        await call(owner, 'PUT', path, { version: 0, name: id, report: 'programs', params: {} });
        const read = await call(n, 'GET', path);
        if (read.status === 200) seen.push(id);
        const theirs = of === 'all' ? !VICTIM_SERVICE_PROVIDERS.includes(id) : of.includes(id);
        const change = { version: 99, name: id, report: 'programs', params: {} };
        const changed = await call(n, 'PUT', path, change);
        const answers = [read.status, changed.status];
        expect(answers, id).toEqual(theirs ? [200, role === 'coordinator' ? 403 : 200] : [404, 404]);
        if (!theirs) expect(read.body).not.toContain('programs');
      }
      const { json } = await call(n, 'GET', '/v1/saved');
      expect((json as SettingList).settings.map(({ organization }) => organization)).toEqual(seen);
    },
  );
});
