import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toFile } from '../../../../infra/local/cli/output.ts';
import type { SnapshotList } from '../../../../shared/contract/imports.ts';
import type { UserList } from '../../../../shared/contract/people.ts';
import type { Catalog } from '../../../../shared/contract/runs.ts';
import { calendarDate } from '../../../../shared/dates.ts';
import { SNAPSHOT, startScripted } from '../../../addin/service/scripted-service.ts';
import { hmis } from './terminal.ts';

const SNAPSHOTS: SnapshotList = {
  snapshots: [
    { ...SNAPSHOT, importedAt: '2025-10-15T08:30:00.000Z', current: true, projects: 12, enrollments: 34_567 },
  ],
};
const CATALOG: Catalog = {
  snapshot: SNAPSHOT,
  asOf: calendarDate('2025-09-30'),
  organizations: [{ id: '7', name: 'Harbor\u001b[2J', victimServiceProvider: true }],
  projects: [
    {
      id: '109',
      name: 'Harbor House',
      organizationId: '7',
      projectType: 0,
      projectTypeName: 'Emergency Shelter',
      cocs: ['TX-600'],
      fundingSources: ['2'],
      enrollments: null,
    },
  ],
  cocs: ['TX-600'],
  fundingSources: [{ id: '2', name: 'HUD: CoC' }],
  users: [{ id: 'U1', name: 'Dev' }],
};
const USERS: UserList = {
  users: [
    {
      tid: 't',
      oid: 'o',
      name: 'Dev Okafor',
      role: 'dqo',
      organizations: ['7', '8'],
      mayShowPii: true,
      active: false,
      version: 1,
    },
  ],
};

let folder = '';
let service: Awaited<ReturnType<typeof startScripted>>;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hmis-cli-'));
  service = await startScripted(({ path }) => {
    if (path.startsWith('/v1/snapshots')) return { json: SNAPSHOTS };
    if (path === '/v1/catalog') return { json: CATALOG };
    return { json: USERS };
  });
});
afterAll(async () => {
  await service.close();
  await rm(folder, { recursive: true });
});

describe('a command', () => {
  it('snapshots lists them, the current one marked', async () => {
    const { out } = await hmis(['snapshots'], service);
    expect(out).toMatch(/^\*\s+20251014-0123456789abcdef\s+2025-10-14 .*34,567\s+Sample HMIS$/m);
  });

  it.each([
    ['snapshots', SNAPSHOTS],
    ['catalog', CATALOG],
    ['users', USERS],
  ])('%s --json gives what the service answered', async (command, answer) => {
    const { code, out } = await hmis([command, ...(command === 'users' ? ['list'] : []), '--json'], service);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toEqual(answer);
  });

  it('catalog gives the ids that reports take, and lets no name move the cursor', async () => {
    const { out } = await hmis(['catalog'], service);
    expect(out).toMatch(/^109\s+Harbor House\s+Harbor\?\[2J\s+Emergency Shelter\s+withheld\s+TX-600\s+2$/m);
    expect(out).not.toContain('\u001b');
  });

  it('rollback names the snapshot in its path', async () => {
    const { code, out } = await hmis(['rollback', SNAPSHOT.id], service);
    expect({ code, out }).toEqual({ code: 0, out: `Snapshot ${SNAPSHOT.id} is current.\n` });
    expect(service.asked.at(-1)).toMatchObject({ method: 'POST', path: `/v1/snapshots/${SNAPSHOT.id}/current` });
  });

  it('users list shows rights', async () => {
    const { out } = await hmis(['users', 'list'], service);
    expect(out).toMatch(/^Dev Okafor\s+dqo\s+7 8\s+yes\s+ended\s+t\s+o$/m);
  });

  it.each([
    [
      ['--organizations', '7', '--organizations', '8'],
      ['7', '8'],
    ],
    [['--organizations', 'all'], 'all'],
  ])('users set with %j gives rights', async (given, organizations) => {
    const person = ['--tid', 't', '--oid', 'o', '--name', 'Dev', '--role', 'dqo', '--mayShowPii', 'true'];
    const { code } = await hmis(['users', 'set', ...person, ...given], service);
    expect(code).toBe(0);
    expect(service.asked.at(-1)).toMatchObject({
      method: 'PUT',
      path: '/v1/users/t/o',
      body: { name: 'Dev', role: 'dqo', organizations, mayShowPii: true, active: true },
    });
  });

  it('users end takes them', async () => {
    await hmis(['users', 'end', '--tid', 't', '--oid', 'o'], service);
    expect(service.asked.at(-1)).toMatchObject({ method: 'DELETE', path: '/v1/users/t/o' });
  });

  it('carries the token of HMIS_TOKEN', () => {
    expect(new Set(service.asked.map(({ headers }) => headers.authorization))).toEqual(new Set(['Bearer token-1']));
  });
});

describe('a file that is written', () => {
  it('is there when it is whole, for its owner alone', async () => {
    const path = join(folder, 'whole.csv');
    await toFile(path, async (sink) => void sink.write('a'), new AbortController().signal);
    expect(await readFile(path, 'utf8')).toBe('a');
    expect((await stat(path)).mode & 0o777).toBe(0o600);
  });

  it('is not there where writing failed, and leaves nothing behind', async () => {
    const writing = toFile(
      join(folder, 'half.csv'),
      async (sink) => {
        sink.write('a');
        throw new Error('broke off');
      },
      new AbortController().signal,
    );
    await expect(writing).rejects.toThrow('broke off');
    expect((await readdir(folder)).filter((name) => name.startsWith('half'))).toEqual([]);
  });

  it('in a folder that is not there fails', async () => {
    const writing = toFile(join(folder, 'none', 'x.csv'), async () => undefined, new AbortController().signal);
    await expect(writing).rejects.toMatchObject({ code: 'ENOENT' });
  });
});
