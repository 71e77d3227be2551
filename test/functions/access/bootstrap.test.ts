import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { bootstrapAdmin } from '../../../functions/access/bootstrap.ts';
import { getProfile, listProfiles, putProfile, requireProfile } from '../../../functions/access/profiles.ts';
import { listTrail, verifyTrail } from '../../../functions/access/trail-reading.ts';
import { readCurrent, takeLease } from '../../../functions/snapshot/current.ts';
import type { LocalDynamo } from '../../../infra/local/dynamodb.ts';
import { calendarDate } from '../../../shared/dates.ts';
import { HmisError } from '../../../shared/errors.ts';
import { startDynamo } from '../../dynamodb.ts';
import { spyOn } from '../api/spy.ts';
import { restore } from '../importer/store.ts';
import { oidOf, organizations, principalOf, profileOf } from './people.ts';
import { TENANT } from './tokens.ts';

let db: LocalDynamo;
beforeAll(async () => {
  db = await startDynamo();
});
afterAll(() => db.close());
beforeEach(() => restore(db.db, []));

const NOON = new Date('2026-02-08T18:00:00Z');
const DAY = calendarDate('2026-02-08');
const now = () => NOON;
const ADA = { tid: TENANT, oid: oidOf(1), name: 'Ada Park' };
const BEN = { tid: TENANT, oid: oidOf(2), name: 'Ben Ortiz' };
const admins = async () => (await listProfiles(db.db)).filter(({ active, role }) => active && role === 'admin');
const trail = () => Array.fromAsync(listTrail(db.db, { from: DAY, to: DAY }));
const give = async (change: Parameters<typeof profileOf>[0]) => {
  const { version, ...rights } = profileOf(change);
  return putProfile(db.db, rights, undefined);
};

describe('where there is no administrator', () => {
  test('the first one sees the whole CoC, without names', async () => {
    await bootstrapAdmin(db.db, ADA, now);
    expect(await requireProfile(db.db, await principalOf(ADA.oid))).toEqual({
      ...ADA,
      role: 'admin',
      organizations: 'all',
      mayShowPii: false,
      active: true,
      version: 1,
    });
  });

  test('the trail says who became it, and that no administrator did it', async () => {
    await bootstrapAdmin(db.db, ADA, now);
    const entries = await trail();
    expect(entries).toMatchObject([
      {
        ...ADA,
        what: 'rightsChange',
        result: 'ok',
        details: {
          person: `${ADA.tid}#${ADA.oid}`,
          by: 'bootstrap',
          change: { role: { before: null, after: 'admin' }, active: { before: null, after: true } },
        },
      },
    ]);
    expect((await verifyTrail(db.db, DAY)).faults).toEqual([]);
  });

  test('someone who had other rights, or none any more, can become it', async () => {
    await give({ ...ADA, role: 'manager', organizations: organizations('A'), active: false });
    await give({ ...BEN, role: 'admin', organizations: 'all', active: false });
    expect(await bootstrapAdmin(db.db, ADA, now)).toMatchObject({ role: 'admin', active: true, version: 2 });
    expect((await trail())[0]?.details).toMatchObject({ change: { role: { before: 'manager', after: 'admin' } } });
  });

  test('imports can begin afterwards: the lease is given back', async () => {
    await bootstrapAdmin(db.db, ADA, now);
    await takeLease(db.db, 'import', NOON.getTime());
    expect((await readCurrent(db.db)).id).toBeUndefined();
  });

  test.each([
    ['an id that Entra does not give', { ...ADA, oid: 'ada' }, 'oid'],
    ['a tenant by its name', { ...ADA, tid: 'agency.example' }, 'tid'],
    ['an id in capitals', { ...ADA, oid: 'CCCCCCCC-2222-4333-8444-555555555555' }, 'oid'],
    ['no name', { ...ADA, name: ' ' }, 'name'],
  ])('%s is refused, and nothing is written', async (_, person, field) => {
    await expect(bootstrapAdmin(db.db, person, now)).rejects.toMatchObject({ code: 'BadRequest', field });
    expect(await trail()).toEqual([]);
  });
});

describe('where there is an administrator', () => {
  test('nobody else becomes one, and nothing is written', async () => {
    await bootstrapAdmin(db.db, ADA, now);
    await expect(bootstrapAdmin(db.db, BEN, now)).rejects.toMatchObject({ code: 'NotAllowed' });
    await expect(bootstrapAdmin(db.db, ADA, now)).rejects.toMatchObject({ code: 'NotAllowed' });
    expect(await admins()).toMatchObject([ADA]);
    expect(await trail()).toHaveLength(1);
  });

  test('of two or more at once exactly one becomes it, whoever is faster', async () => {
    const many = Array.from({ length: 8 }, (_, n) => ({ tid: TENANT, oid: oidOf(10 + n), name: `Person ${n}` }));
    const ended = await Promise.allSettled(many.map((person) => bootstrapAdmin(db.db, person, now)));
    expect(ended.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await admins()).toHaveLength(1);
    for (const one of ended) {
      if (one.status === 'rejected') expect(['NotAllowed', 'Busy']).toContain((one.reason as HmisError).code);
    }
  });

  test('one that was held up past its lease gives up', async () => {
    let at = NOON.getTime();
    const slow = spyOn(db.db, ({ pk }) => {
      if (pk.startsWith('AUDIT#')) at += 31_000;
    });
    await expect(bootstrapAdmin(db.db, ADA, () => new Date(at))).rejects.toMatchObject({ code: 'Busy' });
    slow.stop();
    expect(await admins()).toEqual([]);
  });
});

describe('one that is cut short', () => {
  test.each(['AUDIT#', `USER#${TENANT}#${ADA.oid}`])(
    'before it writes %s leaves no administrator, and can be repeated',
    async (partition) => {
      const spy = spyOn(db.db, ({ command, pk }) => {
        if (command === 'PutItemCommand' && pk.startsWith(partition)) throw new HmisError('Busy', 'Busy.');
      });
      await expect(bootstrapAdmin(db.db, ADA, now)).rejects.toMatchObject({ code: 'Busy' });
      spy.stop();
      expect(await getProfile(db.db, ADA)).toBeUndefined();
      await bootstrapAdmin(db.db, ADA, now);
      expect(await admins()).toMatchObject([ADA]);
    },
  );
});
