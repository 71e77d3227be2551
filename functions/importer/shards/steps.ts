import type { ImportStatus } from '../../../shared/contract/imports.ts';
import type { Importer } from '../importer.ts';
import { beginShards } from './begin.ts';
import { checkShards } from './check.ts';
import { abandonShards, endShards } from './end.ts';
import type { ReadingShard } from './plan.ts';
import { readShard } from './read.ts';
import { storeGroup } from './store.ts';

/** One step of an import in shards, as it is asked of a function. `id` is the import's. */
export type ImportStep = { readonly id: string } & (
  | { readonly step: 'begin' | 'check' | 'end' | 'abandon' }
  | { readonly step: 'read'; readonly shard: ReadingShard }
  | { readonly step: 'store'; readonly group: number }
);

/** What the next steps are made of: the shards to read, or the groups to store. */
export interface StepAnswer {
  readonly reading?: readonly ReadingShard[];
  readonly groups?: readonly number[];
  /** How the import went, where it has ended. */
  readonly ended?: ImportStatus;
}

/**
 * Does a step. They are done in this order, those of one name at the same time or in any order: `begin`, `read` for each
 * shard that it answered, `check`, `store` for each group that it answered, `end`; `abandon` as soon as one throws.
 * Every one may be repeated.
 */
export async function runStep(importer: Importer, asked: ImportStep): Promise<StepAnswer> {
  switch (asked.step) {
    case 'begin':
      return { reading: (await beginShards(importer, asked.id)).reading };
    case 'read':
      await readShard(importer, asked.id, asked.shard);
      return {};
    case 'check':
      return { groups: await checkShards(importer, asked.id) };
    case 'store':
      await storeGroup(importer, asked.id, asked.group);
      return {};
    case 'end':
      return { ended: await endShards(importer, asked.id) };
    case 'abandon':
      return { ended: await abandonShards(importer, asked.id) };
  }
}

/** All steps in this process, one after the other, as Step Functions has many functions do them. */
export async function runShards(importer: Importer, id: string): Promise<ImportStatus> {
  try {
    const { reading = [] } = await runStep(importer, { step: 'begin', id });
    for (const shard of reading) await runStep(importer, { step: 'read', id, shard });
    const { groups = [] } = await runStep(importer, { step: 'check', id });
    for (const group of groups) await runStep(importer, { step: 'store', id, group });
    return await endShards(importer, id);
  } catch {
    return await abandonShards(importer, id);
  }
}
