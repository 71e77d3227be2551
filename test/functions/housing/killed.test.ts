import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { followSnapshot } from '../../../functions/housing/follow.ts';
import { readTracker } from '../../../functions/housing/store.ts';
import { takeOver } from '../../../functions/housing/take-over.ts';
import type { Dynamo } from '../../../functions/snapshot/dynamo.ts';
import { loadSnapshot, type Snapshot } from '../../../functions/snapshot/stored.ts';
import { asId, type EnrollmentId } from '../../../shared/ids.ts';
import { exportZip } from '../../export.ts';
import { currentOf, itemsOf, restore, scan, type TableItem, type TestStore, testStore } from '../importer/store.ts';
import { dyingAt, edit, editorOf, NOW, stayOf } from './edits.ts';

/** E1 moves from PR1 to PR2, E2's person is gone, and so is E3 while its person stays. */

let store: TestStore;
let snapshot: Snapshot;
let before: TableItem[];
let after: Map<string, string>;
beforeAll(async () => {
  store = await testStore();
  await store.import(
    exportZip({
      Project: [{ ProjectID: 'PR1' }, { ProjectID: 'PR2' }],
      Client: [{ PersonalID: 'P1' }],
      Enrollment: [{ EnrollmentID: 'E1', ProjectID: 'PR2' }],
    }),
  );
  snapshot = await loadSnapshot(store.dynamo, (await currentOf(store)).id);
  const editor = editorOf(store.dynamo, store.importer.writer.keys);
  for (const id of ['E1', 'E2', 'E3']) {
    const stay = stayOf(id, { personalId: asId(id === 'E2' ? 'P2' : 'P1') });
    await edit(editor, stay, 0, { EligibilityVerifiedDate: '2026-01-05', Notes: id });
    await edit(editor, stay, 1, { Notes: `${id} again` });
  }
  before = await scan(store.dynamo);
  await follow(store.dynamo);
  after = await itemsOf(store.dynamo);
});
afterAll(() => store.close());

const follow = (dynamo: Dynamo) => followSnapshot(dynamo, snapshot, { now: NOW, asideDays: 90, mayDelete: true });
const trackerOf = (id: string) => readTracker(store.dynamo, asId<EnrollmentId>(id));

describe('bringing trackers in line', () => {
  it('moves, deletes and sets aside', async () => {
    expect([(await trackerOf('E1'))?.projectId, await trackerOf('E2')]).toEqual(['PR2', undefined]);
    expect((await trackerOf('E3'))?.asideSince).toBe(NOW.toISOString());
    expect([...after.keys()].filter((key) => /E2$|E2 /.test(key))).toEqual([]);
  });

  it('that dies at any of its writes is finished by the next time', async () => {
    let n = 1;
    for (; ; n++) {
      await restore(store.dynamo, before);
      const dying = dyingAt(store.dynamo, n);
      await follow(dying.dynamo).catch(() => undefined);
      if (dying.writes() < n) break;
      const deleted = await trackerOf('E2');
      expect([undefined, 2], `killed at ${n}`).toContain(deleted?.state.version);
      await follow(store.dynamo);
      expect(await itemsOf(store.dynamo), `after a kill at ${n}`).toEqual(after);
    }
    expect(n).toBeGreaterThan(7);
  });

  it('a second time changes nothing', async () => {
    await follow(store.dynamo);
    expect(await itemsOf(store.dynamo)).toEqual(after);
  });
});

describe('taking a tracker over', () => {
  const stay = stayOf('E9', { projectId: asId('PR2') });

  it('that dies at any of its writes is finished by the same call, and by no other enrollment’s', async () => {
    const other = stayOf('E8', { projectId: asId('PR2') });
    let n = 1;
    for (; ; n++) {
      await restore(store.dynamo, before);
      const from = await trackerOf('E3');
      if (!from) throw new Error('There is no E3.');
      const dying = dyingAt(store.dynamo, n);
      await takeOver(editorOf(dying.dynamo, undefined), stay, from).catch(() => undefined);
      if (dying.writes() < n) break;
      // Cut short before the claim, whoever comes first gets it.
      if (n > 1) expect(await takeOver(editorOf(store.dynamo, undefined), other, from)).toBe('takenAlready');
      const taken = await takeOver(editorOf(store.dynamo, undefined), stay, from);
      expect(taken, `after a kill at ${n}`).toMatchObject({
        enrollmentId: 'E9',
        state: { version: 1, takenFrom: 'E3' },
      });
      expect((await trackerOf('E3'))?.takenBy).toBe('E9');
    }
    expect(n).toBe(5);
  });

  it('at the same moment by two enrollments: one gets it', async () => {
    await restore(store.dynamo, before);
    const from = await trackerOf('E3');
    if (!from) throw new Error('There is no E3.');
    const results = await Promise.all(
      ['E5', 'E6', 'E7'].map((id) => takeOver(editorOf(store.dynamo, undefined), stayOf(id), from)),
    );
    expect(results.filter((result) => result === 'takenAlready')).toHaveLength(2);
  });
});
