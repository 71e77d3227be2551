import type { SnapshotId, VersionId } from '../../shared/ids.ts';
import { readCurrent, retiredAt } from './current.ts';
import type { Dynamo } from './dynamo.ts';
import { pinnedSnapshots } from './pins.ts';
import {
  deleteSnapshot,
  listSnapshots,
  listUnfinished,
  loadSnapshot,
  type SnapshotHead,
  unlistSnapshot,
} from './stored.ts';
import { deleteVersion, listVersions } from './version.ts';

/** A replaced snapshot is kept this long, so that no run or rollback finds the ground gone. */
const KEPT_AFTER_RETIREMENT_MS = 24 * 3_600_000;

export interface Swept {
  readonly snapshots: readonly SnapshotId[];
  readonly versions: readonly VersionId[];
}

/**
 * Deletes what no one needs: every snapshot but the current, the previous, those retired under 24 h ago
 * and those that a job pins, and every version that no kept snapshot names, half-written ones included. The caller holds
 * the lease; `assertHeld` throws where it was lost, for another import may by then build on what is deleted here. A
 * snapshot is unlisted first and gone last; a sweep cut short is taken up by the next.
 */
export async function sweep(dynamo: Dynamo, now: Date, assertHeld: () => void = () => undefined): Promise<Swept> {
  const current = await readCurrent(dynamo);
  const heads = await listSnapshots(dynamo);
  const pinned = await pinnedSnapshots(dynamo, now.getTime());
  const isKept = (head: SnapshotHead) =>
    head.facts.id === current.id ||
    head.facts.id === current.previous ||
    pinned.has(head.facts.id) ||
    now.getTime() - Date.parse(retiredAt(head, current) ?? head.importedAt) < KEPT_AFTER_RETIREMENT_MS;
  const kept = heads.filter(isKept);
  for (const head of heads.filter((one) => !isKept(one))) {
    assertHeld();
    await unlistSnapshot(dynamo, head);
  }
  const gone = await listUnfinished(dynamo);

  const named = new Set<VersionId>();
  for (const head of kept) for (const { v } of (await loadSnapshot(dynamo, head.facts.id)).map) named.add(v);
  const versions: VersionId[] = [];
  for await (const v of listVersions(dynamo)) if (!named.has(v)) versions.push(v);

  for (const v of versions) {
    assertHeld();
    await deleteVersion(dynamo, v);
  }
  for (const head of gone) {
    assertHeld();
    await deleteSnapshot(dynamo, head);
  }
  return { snapshots: gone.map((head) => head.facts.id), versions };
}
