import { beforeEach, describe, expect, test } from 'vitest';
import {
  dropLease,
  LEASE_MS,
  moveCurrent,
  readCurrent,
  releaseLease,
  renewLease,
  retiredAt,
  stillServed,
  takeLease,
} from '../../../functions/snapshot/current.ts';
import { snapshotHeadOf } from '../../../functions/snapshot/stored.ts';
import type { VersionWriter } from '../../../functions/snapshot/version.ts';
import { enrollment } from '../hmis/enrollment.ts';
import { snapshotIdOf, storeSnapshot, useEmptyStore } from './writer.ts';

let writer: VersionWriter;
useEmptyStore((made) => {
  writer = made;
});

const NOW = Date.parse('2026-01-05T12:00:00Z');
const at = (hours: number) => new Date(NOW + hours * 3_600_000).toISOString();
const lost = { code: 'ImportRunning', message: expect.stringContaining('overtaken') };

describe('the lease', () => {
  test('is held by one at a time', async () => {
    await takeLease(writer.dynamo, 'a', NOW);
    await expect(takeLease(writer.dynamo, 'b', NOW + 1)).rejects.toMatchObject({
      code: 'ImportRunning',
      message: 'Another import is running. Wait for it to end, then try again.',
    });
  });

  test('is given to one of many who ask at once', async () => {
    const asked = await Promise.allSettled([1, 2, 3, 4, 5].map((n) => takeLease(writer.dynamo, `${n}`, NOW)));
    expect(asked.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  test.each([
    ['the moment before it ends', -1, false],
    ['the moment it ends', 0, false],
    ['the moment after', 1, true],
  ])('is another’s to take: %s, %i ms', async (_, ms, given) => {
    await takeLease(writer.dynamo, 'a', NOW);
    const taken = await takeLease(writer.dynamo, 'b', NOW + LEASE_MS + ms).then(
      () => true,
      () => false,
    );
    expect(taken).toBe(given);
  });

  test('lasts from its last heartbeat', async () => {
    await takeLease(writer.dynamo, 'a', NOW);
    await renewLease(writer.dynamo, 'a', NOW + LEASE_MS);
    await expect(takeLease(writer.dynamo, 'b', NOW + LEASE_MS + 1)).rejects.toMatchObject({ code: 'ImportRunning' });
  });

  test('that another has taken cannot be renewed, and giving it back leaves the other’s', async () => {
    await takeLease(writer.dynamo, 'a', NOW);
    await takeLease(writer.dynamo, 'b', NOW + LEASE_MS + 1);
    await expect(renewLease(writer.dynamo, 'a', NOW)).rejects.toMatchObject(lost);
    await releaseLease(writer.dynamo, 'a');
    expect(await readCurrent(writer.dynamo)).toMatchObject({ leaseId: 'b' });
  });

  test.each([
    ['given back', () => releaseLease(writer.dynamo, 'a')],
    ['dropped', () => dropLease(writer.dynamo)],
  ])('that was %s is free at once', async (_, end) => {
    await takeLease(writer.dynamo, 'a', NOW);
    await end();
    await takeLease(writer.dynamo, 'b', NOW);
  });
});

describe('the pointer', () => {
  beforeEach(async () => {
    for (const n of [1, 2, 3]) await storeSnapshot(writer, n, { PR1: [enrollment()] });
    await takeLease(writer.dynamo, 'a', NOW);
  });
  const move = (n: number, hours: number, lease = 'a') => moveCurrent(writer.dynamo, lease, snapshotIdOf(n), at(hours));

  test('moves to a snapshot, remembers the one before and keeps the lease', async () => {
    await move(1, 0);
    expect(await readCurrent(writer.dynamo)).toMatchObject({ id: snapshotIdOf(1), leaseId: 'a' });
    expect(await readCurrent(writer.dynamo)).not.toHaveProperty('previous');
    await move(2, 1);
    expect(await readCurrent(writer.dynamo)).toMatchObject({
      id: snapshotIdOf(2),
      previous: snapshotIdOf(1),
      movedAt: at(1),
      leaseId: 'a',
    });
  });

  test('does not move for one who has lost the lease', async () => {
    await move(1, 0);
    await takeLease(writer.dynamo, 'b', NOW + LEASE_MS + 1);
    await expect(move(2, 1, 'a')).rejects.toMatchObject(lost);
    expect(await readCurrent(writer.dynamo)).toMatchObject({ id: snapshotIdOf(1) });
  });

  test('to where it is stays, and keeps what was before', async () => {
    await move(1, 0);
    await move(2, 1);
    await move(2, 2);
    expect(await readCurrent(writer.dynamo)).toMatchObject({ id: snapshotIdOf(2), previous: snapshotIdOf(1) });
  });

  test('says when each snapshot was replaced, and forgets it of one that is current again', async () => {
    const retired = async (n: number) => {
      const head = await snapshotHeadOf(writer.dynamo, snapshotIdOf(n));
      return head && retiredAt(head, await readCurrent(writer.dynamo));
    };
    await move(1, 0);
    await move(2, 1);
    expect([await retired(1), await retired(2)]).toEqual([at(1), undefined]);
    await move(1, 2);
    expect([await retired(1), await retired(2)]).toEqual([undefined, at(2)]);
    await move(3, 3);
    expect([await retired(1), await retired(2), await retired(3)]).toEqual([at(3), at(2), undefined]);
  });

  test.each([
    ['59 minutes after', 59, true],
    ['60 minutes after', 60, false],
  ])('pages of a replaced snapshot are still answered: %s', async (_, minutes, served) => {
    await move(1, 0);
    await move(2, 1);
    const head = await snapshotHeadOf(writer.dynamo, snapshotIdOf(1));
    const now = new Date(Date.parse(at(1)) + minutes * 60_000);
    expect(head && stillServed(head, await readCurrent(writer.dynamo), now)).toBe(served);
  });

  test('pages of the current snapshot are answered however old it is', async () => {
    await move(1, 0);
    const head = await snapshotHeadOf(writer.dynamo, snapshotIdOf(1));
    expect(head && stillServed(head, await readCurrent(writer.dynamo), new Date(at(9_000)))).toBe(true);
  });
});
