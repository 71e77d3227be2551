import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PlanAnswer } from '../../../shared/contract/runs.ts';
import { startService, type TestService } from '../../service.ts';
import { community, OPEN, PEOPLE_IN, PROJECTS } from './community.ts';

let service: TestService;
beforeAll(async () => {
  service = await startService({ zip: community() });
});
afterAll(() => service.close());

const pageBody = ({ params, snapshot, plan }: PlanAnswer) => ({ params, snapshot: snapshot.id, plan });

describe('a plan', () => {
  it('resolves every default, dates to the export’s end, and says how much there will be', async () => {
    const plan = await service.as('coordinator').plan('active-clients', { params: {} }, false);
    expect(plan.params).toMatchObject({ from: '2026-01-31', to: '2026-01-31', method: 'entryExit', hidePii: true });
    expect(plan).toMatchObject({ report: 'active-clients', pages: 1, rowsAtMost: 22 });
    expect(plan.snapshot).toMatchObject({ exportDate: '2026-01-31', format: 'FY2026', software: 'Example HMIS 7' });
    expect(plan.columns[24]).toEqual({ key: 'MoveInDate', header: 'MoveInDate', type: 'date', pii: false });
    expect(plan.plan).toMatch(/^[0-9a-f]{64}$/);
  });

  it('is the same for the same question, however it is put', async () => {
    const ask = (params: object) => service.as('coordinator').plan('active-clients', { params: { ...params } }, false);
    const plan = await ask({ ...OPEN, projects: ['B1', 'A1'] });
    expect((await ask({ projects: ['A1', 'B1', 'A1'], ...OPEN, hidePii: true })).plan).toBe(plan.plan);
    expect((await ask({ ...OPEN, projects: ['A1'] })).plan).not.toBe(plan.plan);
  });

  it('of another person is another', async () => {
    const body = { params: { ...OPEN, projects: ['A1'] } };
    const [manager, admin] = await Promise.all(
      (['manager', 'admin'] as const).map((role) => service.as(role).plan('active-clients', body, false)),
    );
    expect(manager?.plan).not.toBe(admin?.plan);
  });

  it('gives the names of what it was asked for, for the notes', async () => {
    const params = { organizations: ['OA'], projects: ['A2'], users: ['U1'], fundingSources: ['2'], cocs: ['XX-500'] };
    const { run } = await service.as('manager').plan('active-clients', { params }, false);
    expect(run.names).toEqual({
      'organizations:OA': 'Harbor Homes',
      'projects:A2': 'New Keys',
      'users:U1': 'Uma Reyes',
      'fundingSources:2': 'HUD: CoC - Permanent Supportive Housing',
    });
  });

  it('of a range without a stay has no pages', async () => {
    const params = { from: '2024-01-01', to: '2024-01-31' };
    const plan = await service.as('coordinator').plan('active-clients', { params }, false);
    expect(plan).toMatchObject({ pages: 0, rowsAtMost: 0 });
    const { rows, notes } = await service.run('coordinator', params);
    expect(rows).toEqual([]);
    expect(notes).toContain('Rows: 0.');
  });
});

describe('a page', () => {
  it('has a place for each row, and only that person’s rows', async () => {
    const manager = service.as('manager');
    const plan = await manager.plan('active-clients', { params: OPEN }, false);
    const page = await manager.page('active-clients', 0, pageBody(plan), false);
    expect(page.rows).toHaveLength(13);
    expect(page.places).toHaveLength(13);
    expect(page.places).toEqual(page.places.toSorted());
    expect(new Set(page.rows.map((row) => row[17]))).toEqual(new Set(['Harbor House', 'New Keys']));
  });

  it('can be fetched again, and is the same', async () => {
    const manager = service.as('manager');
    const plan = await manager.plan('active-clients', { params: OPEN }, false);
    const [a, b] = [
      await manager.page('active-clients', 0, pageBody(plan), false),
      await manager.page('active-clients', 0, pageBody(plan), false),
    ];
    expect(b).toEqual(a);
  });

  it.each(['1', '7', '-1', '1.0', '0x0', '01e1', 'first', '9999999'])(
    '%s, outside the run, is not there',
    async (n) => {
      const manager = service.as('manager');
      const plan = await manager.plan('active-clients', { params: OPEN }, false);
      const token = await service.token('manager');
      const answer = await service.ask(token, { path: `/v1/reports/active-clients/pages/${n}`, body: pageBody(plan) });
      expect(answer).toMatchObject({ status: 404, json: { error: { code: 'NotFound', field: 'n' } } });
    },
  );

  it('is never to be kept by anyone on the way', async () => {
    const plan = await service.as('manager').plan('active-clients', { params: OPEN }, false);
    const answer = await service.ask(await service.token('manager'), {
      path: '/v1/reports/active-clients/pages/0',
      body: pageBody(plan),
    });
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.get('etag')).toBeNull();
    expect(answer.headers.get('content-encoding')).toBe('gzip');
  });
});

describe('a run', () => {
  const QUESTIONS = [
    ['everything', OPEN],
    ['a night in residence', { from: '2026-01-28', to: '2026-01-28', method: 'inResidence' }],
    ['heads only', { ...OPEN, headsOfHouseholdOnly: true, subpopulation: 'familiesWithChildren' }],
  ] as const;

  it('gives the same rows and notes in one page and in many', async () => {
    const one = [];
    for (const [, params] of QUESTIONS) one.push(await service.run('coordinator', params));
    await service.restart({ pageRows: 5 });
    for (const [n, [what, params]] of QUESTIONS.entries()) {
      const plan = await service.as('coordinator').plan('active-clients', { params }, false);
      expect(plan.pages, what).toBeGreaterThan(2);
      const many = await service.run('coordinator', params);
      expect({ rows: many.rows, notes: many.notes }, what).toEqual({ rows: one[n]?.rows, notes: one[n]?.notes });
      expect(many.rows.length, what).toBeGreaterThan(0);
    }
    await service.restart({});
  });

  it('has its rows by organization, project, household and head first', async () => {
    const { rows } = await service.run('coordinator', OPEN);
    const projects = [...new Set(rows.map((row) => row[17]))];
    expect(projects).toEqual(['Beacon Nights', 'Beacon Street', 'Harbor House', 'New Keys']);
    const expected = ['B1', 'B2', 'A1', 'A2'].flatMap((id) =>
      Array.from({ length: PEOPLE_IN[id] ?? 0 }, (_, n) => `E-${id}-${n}`),
    );
    expect(rows.map((row) => row[2])).toEqual(expected);
  });

  it('can be narrowed to projects and to organizations, or to what is in both', async () => {
    const ids = async (params: object) => {
      const { rows } = await service.run('coordinator', { ...OPEN, ...params });
      return [...new Set(rows.map((row) => row[17]))];
    };
    expect(await ids({ projects: [PROJECTS.newKeys] })).toEqual(['New Keys']);
    expect(await ids({ organizations: ['OB'] })).toEqual(['Beacon Nights', 'Beacon Street']);
    expect(await ids({ organizations: ['OB'], projects: ['B2', 'A1'] })).toEqual(['Beacon Street']);
  });

  it('of the PIT night by heads is the guide’s: one project, entry and exit dates, PII hidden', async () => {
    const { rows, notes, columns } = await service.run('manager', {
      from: '2026-01-28',
      to: '2026-01-28',
      projects: ['A1'],
      headsOfHouseholdOnly: true,
    });
    expect(rows.map((row) => [row[2], row[10]])).toEqual([
      ['E-A1-0', 'Self (Head of Household)'],
      ['E-A1-3', 'Self (Head of Household)'],
      ['E-A1-6', 'Self (Head of Household)'],
    ]);
    const pii = columns.flatMap((column, i) => (column.pii ? [i] : []));
    expect(rows.flatMap((row) => pii.map((i) => row[i]))).toEqual(Array(18).fill(null));
    expect(notes).toContain('In residence (HUD method 3) would give the same rows.');
    expect(notes).toContain('Rows: 3.');
  });
});

describe('the lists around the reports', () => {
  it('say who one is', async () => {
    expect(await service.as('dqo').me()).toMatchObject({ role: 'dqo', organizations: ['OB'], mayShowPii: true });
  });

  it('name the reports with their parameters and columns', async () => {
    const { reports } = await service.as('dqo').reports();
    const list = reports.find(({ id }) => id === 'active-clients');
    expect(list?.parameters.method).toMatchObject({ kind: 'choice', default: 'entryExit' });
    expect(list?.columns).toHaveLength(37);
  });

  it('give a person the catalog of their own organizations', async () => {
    const catalog = await service.as('manager').catalog();
    expect(catalog.organizations.map(({ id }) => id)).toEqual(['OA']);
    expect(catalog.projects.map(({ id, enrollments }) => [id, enrollments])).toEqual([
      ['A1', 9],
      ['A2', 4],
    ]);
    expect(catalog.users).toEqual([{ id: 'U1', name: 'Uma Reyes' }]);
    expect(catalog.asOf).toBe('2026-01-31');
  });
});
