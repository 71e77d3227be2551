import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { listTrail } from '../../../functions/access/trail-reading.ts';
import { LOCAL_PEOPLE } from '../../../infra/local/people.ts';
import type { SaveTrackersAnswer } from '../../../shared/contract/trackers.ts';
import { calendarDate } from '../../../shared/dates.ts';
import type { Role } from '../../../shared/roles.ts';
import { exportZip } from '../../export.ts';
import { startService, type TestService } from '../../service.ts';
import { scan } from '../importer/store.ts';
import { community } from './community.ts';
import { spyOn } from './spy.ts';

/** E-A2-0 to 3 are in New Keys, a rapid re-housing project of the manager's organization; E-B1-0 is the DQO's. */

/** In Chicago still the evening of 10 February. */
const NOW = new Date('2026-02-11T03:00:00Z');
const DAY = calendarDate('2026-02-11');
const VERIFIED = { EligibilityVerifiedDate: '2026-01-05' } as never;
const APPLIED = { DateAppliedForUnit: '2026-01-15' } as never;
const MARK = 'Zqxvwksecret';

let service: TestService;
beforeAll(async () => {
  vi.stubEnv('HMIS_TIME_ZONE', 'America/Chicago');
  service = await startService({ zip: community(), now: NOW });
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await service.close();
});

const save = (role: Role, id: string, version: number, changes: object) =>
  service.as(role).saveTracker(id, { version, changes: changes as never }, false);

async function entriesOf(role: Role, what: string) {
  const { tid, oid } = LOCAL_PEOPLE[role];
  const entries = await Array.fromAsync(listTrail(service.dynamo, { from: DAY, to: DAY, who: { tid, oid } }));
  return entries.filter((entry) => entry.what === what);
}

describe('one tracker', () => {
  it('is blank, version 0, before the first edit', async () => {
    const answer = await service.as('manager').tracker('E-A2-0', {});
    expect(answer).toMatchObject({
      enrollmentId: 'E-A2-0',
      personalId: 'P-A2-0',
      projectId: 'A2',
      mayEdit: true,
      history: [],
      current: { version: 0, values: { EligibilityVerifiedDate: null, Notes: null } },
    });
  });

  it('is saved, read again with its history, and warned of a date before the enrollment', async () => {
    const first = await save('manager', 'E-A2-0', 0, { EligibilityVerifiedDate: '2024-12-31' });
    expect(first).toMatchObject({
      result: 'saved',
      current: { version: 1, by: 'Mara Ellis' },
      warnings: [{ field: 'EligibilityVerifiedDate' }],
    });
    expect(await save('manager', 'E-A2-0', 1, VERIFIED)).toMatchObject({ result: 'saved', warnings: [] });
    const { history } = await service.as('manager').tracker('E-A2-0', {});
    expect(history.map(({ version, values }) => [version, values.EligibilityVerifiedDate])).toEqual([
      [2, '2026-01-05'],
      [1, '2024-12-31'],
    ]);
  });

  it('refuses what breaks a rule, with the field', async () => {
    expect(await save('manager', 'E-A2-0', 2, { DateApprovedForUnit: '2026-02-01' })).toMatchObject({
      result: 'refused',
      code: 'BadRequest',
      field: 'DateApprovedForUnit',
    });
    expect(await save('manager', 'E-A2-0', 2, { DateAppliedForUnit: '2026-02-11' })).toMatchObject({
      result: 'refused',
      field: 'DateAppliedForUnit',
    });
  });

  it('knows today by the CoC’s time zone', async () => {
    expect(await save('manager', 'E-A2-0', 2, { DateAppliedForUnit: '2026-02-10' })).toMatchObject({ result: 'saved' });
  });

  it('shows a stale edit both versions', async () => {
    const stale = await save('admin', 'E-A2-0', 2, { NeedsADAUnit: 'Yes' });
    expect(stale).toMatchObject({
      result: 'stale',
      base: { version: 2, values: { DateAppliedForUnit: null } },
      current: { version: 3, by: 'Mara Ellis', values: { DateAppliedForUnit: '2026-02-10' } },
    });
  });

  it('takes the same edit twice once', async () => {
    const edit = () => save('manager', 'E-A2-0', 3, { NeedsADAUnit: 'Yes' });
    expect(await edit()).toEqual(await edit());
    expect((await service.as('manager').tracker('E-A2-0', {})).current.version).toBe(4);
  });
});

describe('the two doors', () => {
  const SECRETS = { PropertyName: MARK, RegisteredSexOffender: 'Yes', BarrierNotes: MARK, Notes: MARK };

  it.each(Object.keys(SECRETS).concat('RelevantCriminalHistory'))(
    'the one without names refuses %s by name, alone or in a sheet, and stores nothing',
    async (field) => {
      const changes = { ...(VERIFIED as object), [field]: field.startsWith('Re') ? 'Yes' : MARK };
      const refusal = { code: 'BadRequest', field: `changes.${field}` };
      await expect(save('manager', 'E-A2-1', 0, changes)).rejects.toMatchObject(refusal);
      const rows = [{ enrollmentId: 'E-A2-1', version: 0, changes: changes as never }];
      await expect(service.as('manager').saveTrackers({ rows }, false)).rejects.toMatchObject(refusal);
      expect((await service.as('manager').tracker('E-A2-1', {})).current.version).toBe(0);
    },
  );

  it('the one with names takes all, for a reason', async () => {
    const changes = { ...(VERIFIED as object), ...(APPLIED as object), ...SECRETS } as never;
    const manager = service.as('manager');
    await expect(manager.saveTracker('E-A2-1', { version: 0, changes }, true)).rejects.toMatchObject({
      code: 'NotAllowed',
      field: 'reason',
    });
    const saved = await manager.saveTracker('E-A2-1', { version: 0, changes, reason: 'services' }, true);
    expect(saved).toMatchObject({ result: 'saved', current: { values: SECRETS } });
    expect(await manager.tracker('E-A2-1', { reason: 'services' })).toMatchObject({ current: { values: SECRETS } });
  });

  it('the one without names asks for no key, whatever is read, saved or taken', async () => {
    const spy = spyOn(service.dynamo);
    const manager = service.as('manager');
    await manager.tracker('E-A2-1', {});
    await save('manager', 'E-A2-1', 1, APPLIED);
    await save('manager', 'E-A2-1', 0, APPLIED);
    await manager.takeTracker('E-A2-2', { from: 'E-A2-1' }).catch(() => undefined);
    await service.run('manager', {}, undefined, 'housing-status');
    spy.stop();
    expect(spy.seen.some(({ pk }) => pk === 'HOUSING#E-A2-1')).toBe(true);
    expect(spy.seen.filter(({ table, pk }) => table === service.dynamo.keysTable || pk.startsWith('PII#'))).toEqual([]);
  });

  it('the one without names shows none of it, keeps it through an edit, and shows none in a stale one', async () => {
    const manager = service.as('manager');
    const saved = await save('manager', 'E-A2-1', 1, { NeedsADAUnit: 'No' });
    const answers = [saved, await manager.tracker('E-A2-1', {}), await save('admin', 'E-A2-1', 1, APPLIED)];
    expect(answers[2]).toMatchObject({ result: 'stale' });
    expect(JSON.stringify(answers)).not.toContain(MARK);
    expect(JSON.stringify(answers)).not.toMatch(/"RegisteredSexOffender":"/);
    expect(await manager.tracker('E-A2-1', { reason: 'services' })).toMatchObject({
      current: { version: 2, values: { ...SECRETS, NeedsADAUnit: 'No' } },
    });
  });

  it('no sealed value lies in the tables, or in the log', async () => {
    const stored = (await scan(service.dynamo)).map(({ Item }) =>
      JSON.stringify(Item, (_, value) => (value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : value)),
    );
    expect(stored.some((item) => item.includes('HOUSING#E-A2-1'))).toBe(true);
    expect(stored.filter((item) => item.includes(MARK))).toEqual([]);
    expect(JSON.stringify(service.log)).not.toContain(MARK);
  });

  it('the trail has both edits by field, with names or not, and no sealed value and no client’s id', async () => {
    const entries = await entriesOf('manager', 'trackerEdit');
    expect(entries.some(({ pii, reason }) => pii && reason === 'services')).toBe(true);
    const told = JSON.stringify(entries);
    expect(told).toContain('"Notes":{"after":"filled","before":null}');
    expect(told).toContain('"NeedsADAUnit":{"after":"No","before":null}');
    expect(told).not.toMatch(new RegExp(`${MARK}|E-A2|P-A2`));
  });
});

describe('who may what', () => {
  it('tells the pane', async () => {
    for (const role of ['manager', 'dqo', 'admin', 'coordinator'] as const) {
      expect((await service.as(role).me()).mayEditTrackers).toBe(role !== 'coordinator');
    }
  });

  it('a coordinator reads, without barriers, and edits nothing', async () => {
    const coordinator = service.as('coordinator');
    const { current, mayEdit } = await coordinator.tracker('E-A2-1', {});
    expect(current.values).toMatchObject({ EligibilityVerifiedDate: '2026-01-05', NeedsADAUnit: null });
    expect(mayEdit).toBe(false);
    const refusal = { code: 'NotAllowed' };
    await expect(save('coordinator', 'E-A2-1', 2, { NeedsADAUnit: 'Yes' })).rejects.toMatchObject(refusal);
    const rows = [{ enrollmentId: 'E-A2-1', version: 2, changes: VERIFIED }];
    await expect(coordinator.saveTrackers({ rows }, false)).rejects.toMatchObject(refusal);
    await expect(coordinator.takeTracker('E-A2-2', { from: 'E-A2-1' })).rejects.toMatchObject(refusal);
    await expect(coordinator.trackersAside()).rejects.toMatchObject(refusal);
    await expect(coordinator.tracker('E-A2-1', { reason: 'services' })).rejects.toMatchObject(refusal);
  });

  it.each<[Role, string]>([
    ['manager', 'E-B1-0'],
    ['manager', 'E-V1-0'],
    ['dqo', 'E-A2-0'],
    ['dqo', 'E-A2-1'],
    ['admin', 'E-V1-0'],
    ['coordinator', 'E-W1-0'],
  ])('to a %s, %s is as one that does not exist, on every route', async (role, id) => {
    const token = await service.token(role);
    const bytes = async (named: string) => {
      const path = `/v1/housing/${named}`;
      const edit = { version: 0, changes: VERIFIED };
      const own = role === 'dqo' ? 'E-B1-1' : 'E-A2-2';
      const calls = [
        { path },
        { path: `/v1/pii/housing/${named}`, body: { reason: 'services' } },
        { path, method: 'PUT', body: edit },
        { path, method: 'PUT', body: { ...edit, projectId: id.split('-')[1] } },
        { path: `/v1/pii/housing/${named}`, method: 'PUT', body: { ...edit, reason: 'services' } },
        { path: '/v1/housing', body: { rows: [{ enrollmentId: named, ...edit }], dryRun: true } },
        { path: `${path}/take-over`, body: { from: 'E-A2-1' } },
        { path: `/v1/housing/${own}/take-over`, body: { from: named } },
      ];
      const answers: string[] = [];
      for (const call of calls) {
        const { status, text } = await service.ask(token, call);
        answers.push(`${status} ${text.replace(/"requestId":"[^"]*"/, '').replaceAll(named, 'ID')}`);
      }
      return answers;
    };
    const theirs = await bytes(id);
    expect(theirs).toEqual(await bytes(`E-Z9-${'0'.repeat(id.length - 5)}`));
    expect(theirs.filter((answer) => !/^40[34]|"code":"NotFound"/.test(answer))).toEqual([]);
  });
});

describe('a sheet of edits', () => {
  const rows = () => [
    { enrollmentId: 'E-A2-2', version: 0, changes: VERIFIED },
    { enrollmentId: 'E-A2-3', version: 0, changes: APPLIED },
    { enrollmentId: 'E-A2-1', version: 1, changes: { NeedsADAUnit: 'Yes' } as never },
    { enrollmentId: 'E-B1-0', version: 0, changes: VERIFIED },
    { enrollmentId: 'E-A2-2', version: 0, changes: VERIFIED },
    { enrollmentId: 'E-A2-1', version: 2, changes: { NeedsADAUnit: 'No' } as never },
  ];
  const resultsOf = ({ results }: SaveTrackersAnswer) => results.map(({ result }) => result);

  it('is tried first without storing anything', async () => {
    const answer = await service.as('manager').saveTrackers({ rows: rows(), dryRun: true }, false);
    expect(answer.dryRun).toBe(true);
    expect(resultsOf(answer)).toEqual(['saved', 'refused', 'stale', 'refused', 'refused', 'refused']);
    expect((await service.as('manager').tracker('E-A2-2', {})).current.version).toBe(0);
  });

  it('is saved row by row: each stored or refused by itself, with its reason', async () => {
    const answer = await service.as('manager').saveTrackers({ rows: rows() }, false);
    expect(resultsOf(answer)).toEqual(['saved', 'refused', 'stale', 'refused', 'refused', 'refused']);
    expect(answer.results[1]).toMatchObject({ code: 'BadRequest', field: 'DateAppliedForUnit' });
    expect(answer.results[3]).toMatchObject({ code: 'NotFound', field: 'enrollmentId' });
    expect((await service.as('manager').tracker('E-A2-2', {})).current.version).toBe(1);
    const again = await service.as('manager').saveTrackers({ rows: rows().slice(0, 1) }, false);
    expect(again.results[0]).toEqual(answer.results[0]);
  });

  it.each([
    ['no row', []],
    ['501 rows', Array.from({ length: 501 }, (_, n) => ({ enrollmentId: `E${n}`, version: 0, changes: {} }))],
    ['a field there is not', [{ enrollmentId: 'E-A2-2', version: 0, changes: { MoveInDate: '2026-01-01' } }]],
    ['__proto__', [JSON.parse('{"enrollmentId":"E-A2-2","version":0,"changes":{"__proto__":{}}}')]],
    ['a version below 0', [{ enrollmentId: 'E-A2-2', version: -1, changes: {} }]],
  ])('with %s is refused', async (_, sent) => {
    const { status } = await service.ask(await service.token('manager'), { path: '/v1/housing', body: { rows: sent } });
    expect(status).toBe(400);
  });
});

describe('the largest sheet of edits', () => {
  it('of 500 rows and ten fields is saved in one call, and told whole', async () => {
    const ids = Array.from({ length: 500 }, (_, n) => `E${n}`);
    const large = await startService({
      zip: exportZip({
        Project: [{ ProjectType: 13 }],
        Enrollment: ids.map((EnrollmentID) => ({ EnrollmentID })),
      }),
      now: NOW,
    });
    const changes = {
      EligibilityVerifiedDate: '2026-01-05',
      DateAppliedForUnit: '2026-01-06',
      DateApprovedForUnit: '2026-01-07',
      ScheduledMoveInDate: '2026-03-07',
      PropertyName: 'The Oaks',
      RegisteredSexOffender: 'No',
      RelevantCriminalHistory: 'No',
      NeedsADAUnit: 'No',
      BarrierNotes: 'none',
      Notes: 'x'.repeat(1_000),
    } as never;
    const rows = ids.map((enrollmentId) => ({ enrollmentId, version: 0, changes }));
    const { results } = await large.as('manager').saveTrackers({ rows, reason: 'services' }, true);
    expect(results.filter(({ result }) => result === 'saved')).toHaveLength(500);
    const entries = await Array.fromAsync(listTrail(large.dynamo, { from: DAY, to: DAY }));
    const told = entries.flatMap(({ details }) => (details.edits as unknown[] | undefined) ?? []);
    expect(told).toHaveLength(500);
    await large.close();
  }, 60_000);
});
