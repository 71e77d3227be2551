import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { listTrail } from '../../../functions/access/trail-reading.ts';
import type { PlanAnswer } from '../../../shared/contract/runs.ts';
import { calendarDate } from '../../../shared/dates.ts';
import type { Role } from '../../../shared/roles.ts';
import { startService, type TestService } from '../../service.ts';
import { community, OPEN } from './community.ts';

let service: TestService;
beforeAll(async () => {
  service = await startService({ zip: community() });
});
afterAll(() => service.close());

const pageBody = ({ params, snapshot, plan }: PlanAnswer) => ({ params, snapshot: snapshot.id, plan });
const planOf = (role: Role, params: object = {}) =>
  service.as(role).plan('active-clients', { params: { ...OPEN, ...params } }, false);
const pageOf = (role: Role, plan: PlanAnswer) => service.as(role).page('active-clients', 0, pageBody(plan), false);
const today = () => calendarDate(new Date().toISOString().slice(0, 10));
const begun = today();
const projectsOf = (rows: readonly (readonly unknown[])[]) => [...new Set(rows.map((row) => row[17]))];

describe('rights that change between plan and page', () => {
  afterEach(() => service.giveRights('dqo', { organizations: ['OB'], mayShowPii: true, active: true }));

  it.each([
    ['to another organization', { organizations: ['OA'] }],
    ['to more organizations', { organizations: ['OA', 'OB'] }],
    ['to none', { organizations: [] }],
    ['to the whole CoC', { organizations: 'all' as const }],
  ])('%s end the run: nothing of the old ones is answered', async (_, change) => {
    const plan = await planOf('dqo');
    await service.giveRights('dqo', change);
    await expect(pageOf('dqo', plan)).rejects.toMatchObject({ code: 'PlanChanged', status: 409 });
  });

  it('and back again let it go on', async () => {
    const plan = await planOf('dqo');
    await service.giveRights('dqo', { organizations: ['OA'] });
    await service.giveRights('dqo', { organizations: ['OB'] });
    expect((await pageOf('dqo', plan)).rows).toHaveLength(9);
  });

  it('are ended at the next call', async () => {
    const plan = await planOf('dqo');
    await service.giveRights('dqo', { active: false });
    await expect(pageOf('dqo', plan)).rejects.toMatchObject({ code: 'NotAllowed', status: 403 });
    await expect(service.as('dqo').me()).rejects.toMatchObject({ code: 'NotAllowed' });
    await expect(service.as('dqo').catalog()).rejects.toMatchObject({ code: 'NotAllowed' });
  });

  it('of names are taken away in the middle of a run with names', async () => {
    const dqo = service.as('dqo');
    const body = { params: { ...OPEN, hidePii: false }, reason: 'services' };
    const plan = await dqo.plan('active-clients', body, true);
    await service.giveRights('dqo', { mayShowPii: false });
    const page = dqo.page('active-clients', 0, { ...pageBody(plan), reason: 'services' }, true);
    await expect(page).rejects.toMatchObject({ code: 'NotAllowed', field: 'hidePii' });
  });
});

describe('what is another organization’s', () => {
  const answerTo = async (params: object) => {
    const { status, json } = await service.ask(await service.token('manager'), {
      path: '/v1/reports/active-clients/plan',
      body: { params: { ...OPEN, ...params } },
    });
    const { error } = json as { error: Record<string, unknown> };
    return { status, error: { ...error, requestId: undefined } };
  };

  it.each([
    ['project', { projects: ['B1'] }, { projects: ['NO-SUCH'] }],
    ['project beside an own one', { projects: ['A1', 'B1'] }, { projects: ['A1', 'NO-SUCH'] }],
    ['organization', { organizations: ['OB'] }, { organizations: ['NO-SUCH'] }],
    ['victim service provider’s project', { projects: ['V1'] }, { projects: ['NO-SUCH'] }],
  ])('%s is answered as one that does not exist', async (_, theirs, unknown) => {
    const answer = await answerTo(theirs);
    expect(answer.status).toBe(404);
    expect(answer).toEqual(await answerTo(unknown));
    expect(JSON.stringify(answer)).not.toMatch(/B1|OB|V1|NO-SUCH/);
  });

  it('stands in the trail, without what was asked for', async () => {
    await answerTo({ projects: ['B1'] });
    const refused = [];
    for await (const entry of listTrail(service.dynamo, { from: begun, to: today() })) {
      if (entry.result === 'NotFound') refused.push(entry);
    }
    expect(refused.at(-1)).toMatchObject({ what: 'plan', rows: 0, pii: false, details: { field: 'projects' } });
  });

  it('is not in the catalog', async () => {
    const text = JSON.stringify(await service.as('manager').catalog());
    expect(text).not.toMatch(/Beacon|Safe Place|Quiet House|Bo Lind/);
  });
});

describe('victim service providers', () => {
  it.each(['coordinator', 'admin'] as const)('yield no rows to the %s, and the notes count them', async (role) => {
    const { rows, notes } = await service.run(role, OPEN);
    expect(projectsOf(rows)).toEqual(['Beacon Nights', 'Beacon Street', 'Harbor House', 'New Keys']);
    expect(notes).toContain(
      '2 projects of victim service providers were left out: only their own organizations see them.',
    );
  });

  it('yield none where they are asked for by name, either', async () => {
    const large = await service.run('coordinator', { ...OPEN, projects: ['V1'] });
    expect(large.rows).toEqual([]);
    expect(large.notes).toContain(
      '1 project of a victim service provider, with 12 people, was left out: only their own organizations see them.',
    );
  });

  it('of fewer than 11 people are counted without them, alone or with a large one: no difference gives them away', async () => {
    const persons = async (...projects: string[]) => (await planOf('coordinator', { projects })).run.withheldPersons;
    expect([await persons('V1'), await persons('W1'), await persons('V1', 'W1')]).toEqual([12, null, null]);
    const { notes } = await service.run('coordinator', { ...OPEN, projects: ['W1'] });
    expect(notes).toContain(
      '1 project of a victim service provider was left out: only their own organizations see them.',
    );
  });

  it('are in the coordinator’s catalog without a count, an address or their staff', async () => {
    const { projects, organizations: listed } = await service.as('coordinator').catalog();
    const theirs = projects.filter(({ id }) => id === 'V1' || id === 'W1');
    expect(theirs.map(({ enrollments }) => enrollments)).toEqual([null, null]);
    expect(Object.keys(theirs[0] ?? {}).toSorted()).toEqual([
      'cocs',
      'enrollments',
      'fundingSources',
      'id',
      'name',
      'organizationId',
      'projectType',
      'projectTypeName',
    ]);
    expect(listed.filter(({ victimServiceProvider }) => victimServiceProvider).map(({ id }) => id)).toEqual([
      'OW',
      'OV',
    ]);
  });

  it('are seen by whose profile names them', async () => {
    await service.giveRights('manager', { organizations: ['OA', 'OV'] });
    const { rows, notes } = await service.run('manager', OPEN);
    expect(projectsOf(rows)).toEqual(['Harbor House', 'New Keys', 'Safe Place Shelter']);
    expect(notes.join()).not.toContain('left out: only their own');
    const { projects } = await service.as('manager').catalog();
    expect(projects.find(({ id }) => id === 'V1')?.enrollments).toBe(12);
    await service.giveRights('manager', { organizations: ['OA'] });
  });
});
