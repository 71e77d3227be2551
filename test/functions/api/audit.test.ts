import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { DeleteCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { canonicalJson, type Json } from '../../../functions/access/canonical-json.ts';
import type { Profile } from '../../../functions/access/profiles.ts';
import { appendTrail, trailHash, trailKey, trailSort } from '../../../functions/access/trail.ts';
import { auditEntries } from '../../../functions/api/audit.ts';
import { LOCAL_PEOPLE } from '../../../infra/local/people.ts';
import { calendarDate } from '../../../shared/dates.ts';
import { ROLES } from '../../../shared/roles.ts';
import { hmis } from '../../infra/local/cli/terminal.ts';
import { startService, type TestService } from '../../service.ts';
import { community, OPEN } from './community.ts';

const NOON = new Date('2026-02-08T18:00:00Z');
const DAY = calendarDate('2026-02-08');

let service: TestService;
beforeAll(async () => {
  service = await startService({ zip: community(), now: NOON });
});
afterAll(() => service.close());

const asAdmin = async () => ({ url: service.url, token: await service.token('admin') });

describe('an admin reads the trail', () => {
  it('from its first entry to its last, oldest first, by person and by event', async () => {
    await service.run('manager', OPEN);
    await service.run('coordinator', OPEN);
    const { oid, tid } = LOCAL_PEOPLE.manager;
    const all = (await service.as('admin').audit({ from: DAY, to: DAY })).entries;
    expect(all.map(({ at }) => at)).toEqual(all.map(({ at }) => at).toSorted());
    const own = (await service.as('admin').audit({ from: DAY, to: DAY, who: { tid, oid } })).entries;
    expect(own.map(({ what, name }) => ({ what, name }))).toEqual([
      { what: 'plan', name: 'Mara Ellis' },
      { what: 'page', name: 'Mara Ellis' },
    ]);
    const plans = (await service.as('admin').audit({ from: DAY, to: DAY, what: 'plan' })).entries;
    expect(plans.map(({ name }) => name).toSorted()).toEqual(['Cora Lindqvist', 'Mara Ellis']);
  });

  it('and the reading is an entry itself', async () => {
    await service.as('admin').audit({ from: DAY, to: DAY });
    const { entries } = await service.as('admin').audit({ from: DAY, to: DAY, what: 'trailRead' });
    expect(entries.at(-1)).toMatchObject({ name: 'Ada Park', details: { read: { from: DAY, to: DAY } } });
  });

  it('with hashes that anybody can compute again', async () => {
    const { entries } = await service.as('admin').audit({ from: DAY, to: DAY });
    for (const { hash, ...entry } of entries) expect(trailHash(canonicalJson(entry as Json))).toBe(hash);
  });

  it('in parts where it is long, without a gap or a repetition', async () => {
    const day = calendarDate('2026-03-01');
    const at = new Date(`${day}T12:00:00Z`);
    const facts = { what: 'setting', details: {}, rows: 0, pii: false, result: 'ok' } as const;
    for (let n = 0; n < 25; n++) {
      const person = { tid: 't', oid: `o${n % 5}`, name: `Person ${n % 5}` };
      await appendTrail(service.dynamo, { ...facts, ...person }, at);
    }
    const admin: Profile = { ...LOCAL_PEOPLE.admin, organizations: 'all', mayShowPii: true, active: true, version: 1 };
    const ids: string[] = [];
    let after: string | undefined;
    do {
      const request = { from: day, to: day, ...(after === undefined ? {} : { after }) };
      const answer = await auditEntries({ dynamo: service.dynamo, now: () => NOON }, admin, request, 10);
      ids.push(...answer.entries.map(({ id }) => id));
      after = answer.after;
    } while (after !== undefined);
    expect(ids).toHaveLength(25);
    expect(new Set(ids).size).toBe(25);
  });

  it.each(ROLES.filter((role) => role !== 'admin'))('nobody else does: a %s', async (role) => {
    await expect(service.as(role).audit({ from: DAY, to: DAY })).rejects.toMatchObject({ code: 'NotAllowed' });
    await expect(service.as(role).checkAudit({ day: DAY })).rejects.toMatchObject({ code: 'NotAllowed' });
  });

  it.each([
    ['a range upside down', { from: DAY, to: calendarDate('2026-02-07') }, 'from'],
    ['over 400 days', { from: calendarDate('2024-02-08'), to: DAY }, 'to'],
    ['a place that no answer gave', { from: DAY, to: DAY, after: 'x' }, 'after'],
  ])('not with %s', async (_, body, field) => {
    await expect(service.as('admin').audit(body)).rejects.toMatchObject({ code: 'BadRequest', field });
  });
});

describe('on the command line', () => {
  it('audit list shows who did what, and audit export writes every entry as a line', async () => {
    const { code, out } = await hmis(['audit', 'list', '--from', DAY], await asAdmin());
    expect(code).toBe(0);
    expect(out).toMatch(/Mara Ellis\s+plan\s+0\s+hidden\s+ok/);
    const file = join(service.dataDir, 'trail.jsonl');
    await hmis(['audit', 'export', '--from', DAY, '--what', 'page', '--out', file], await asAdmin());
    const lines = (await readFile(file, 'utf8')).trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line).what)).toEqual(lines.map(() => 'page'));
    await rm(file);
  });

  it('audit verify finds what was changed, and, against a saved check, what was cut off', async () => {
    const saved = join(service.dataDir, 'heads.json');
    expect(await hmis(['audit', 'verify', '--from', DAY, '--save', saved], await asAdmin())).toMatchObject({ code: 0 });

    const { entries } = await service.as('admin').audit({ from: DAY, to: DAY, what: 'page' });
    const page = entries[0];
    if (!page) throw new Error('The trail has no page.');
    const { doc, table } = service.dynamo;
    const Key = { pk: trailKey(DAY, page.shard), sk: trailSort(page.seq) };
    await doc.send(
      new UpdateCommand({
        TableName: table,
        Key,
        UpdateExpression: 'SET body = :body',
        ExpressionAttributeValues: { ':body': '{}' },
      }),
    );
    const changed = await hmis(['audit', 'verify', '--from', DAY], await asAdmin());
    expect(changed.code).toBe(1);
    expect(changed.out).toContain(`chain ${page.shard}, entry ${page.seq}: was changed`);

    await doc.send(new DeleteCommand({ TableName: table, Key }));
    const cut = await hmis(['audit', 'verify', '--from', DAY, '--against', saved], await asAdmin());
    expect(cut.code).toBe(1);
    expect(cut.out).toContain(`chain ${page.shard}, entry ${page.seq}: is missing`);
  });
});
