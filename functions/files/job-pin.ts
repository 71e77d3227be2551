import type { Dynamo } from '../snapshot/dynamo.ts';
import { pinSnapshot, unpinSnapshot } from '../snapshot/pins.ts';
import { BEGUN_WITHIN_MS, type FileJob } from './file-job.ts';

/** Keeps the snapshot of a job from being swept for a day; a job that has none yet keeps none. */
export async function pinJob(dynamo: Dynamo, { snapshot, id }: Pick<FileJob, 'snapshot' | 'id'>, now: number) {
  if (snapshot !== undefined) await pinSnapshot(dynamo, { snapshot, by: id }, now + BEGUN_WITHIN_MS);
}

export async function unpinJob(dynamo: Dynamo, { snapshot, id }: Pick<FileJob, 'snapshot' | 'id'>): Promise<void> {
  if (snapshot !== undefined) await unpinSnapshot(dynamo, { snapshot, by: id });
}
