import type { VersionWriter } from '../snapshot/version.ts';
import type { PlanLimits } from './shards/plan.ts';
import type { Uploads } from './uploads.ts';

/** What an import needs of its host. */
export interface Importer {
  readonly writer: VersionWriter;
  readonly uploads: Uploads;
  /** A folder for rows that don't fit in memory, sealed; emptied before and after. */
  readonly spillFolder: string;
  /** Days a tracker is kept whose enrollment is gone; ASIDE_DAYS where left out. */
  readonly asideDays?: number;
  /** Up to what size one function imports, and how much a shard takes; PLAN_LIMITS where left out. */
  readonly planLimits?: PlanLimits;
  now(): Date;
}
