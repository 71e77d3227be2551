import { HmisError } from '../../shared/errors.ts';
import type { SnapshotId } from '../../shared/ids.ts';
import { type Current, readCurrent, stillServed } from '../snapshot/current.ts';
import type { Dynamo } from '../snapshot/dynamo.ts';
import { assertReadable, loadSnapshot, type Snapshot, snapshotGone, snapshotHeadOf } from '../snapshot/stored.ts';

/** Snapshots never change, so a warm function keeps the last ones it used. */
const KEPT = 2;

export interface SnapshotSource {
  /** The live one; throws HmisError `NoSnapshot` before the first import. */
  current(): Promise<Snapshot>;
  /** The one a run was planned on; throws HmisError `SnapshotGone` where it was replaced over an hour ago. */
  planned(id: SnapshotId, now: Date): Promise<Snapshot>;
}

export function snapshotSource(dynamo: Dynamo): SnapshotSource {
  const kept = new Map<SnapshotId, Promise<Snapshot>>();
  const load = (id: SnapshotId): Promise<Snapshot> => {
    const loaded = kept.get(id) ?? readable(loadSnapshot(dynamo, id));
    kept.delete(id);
    kept.set(id, loaded);
    loaded.catch(() => kept.delete(id));
    for (const oldest of kept.keys()) {
      if (kept.size <= KEPT) break;
      kept.delete(oldest);
    }
    return loaded;
  };
  return {
    async current() {
      const { id } = await readCurrent(dynamo);
      if (id === undefined) throw noSnapshot();
      return load(id);
    },
    async planned(id, now) {
      const current: Current = await readCurrent(dynamo);
      if (id === current.id) return load(id);
      const head = await snapshotHeadOf(dynamo, id);
      if (!head || !stillServed(head, current, now)) throw snapshotGone();
      return load(id);
    },
  };
}

async function readable(loading: Promise<Snapshot>): Promise<Snapshot> {
  const snapshot = await loading;
  assertReadable(snapshot.head);
  return snapshot;
}

function noSnapshot(): HmisError {
  return new HmisError('NoSnapshot', 'No HMIS export has been imported yet. An administrator imports one first.');
}
