import type { HmisFormat } from './column.ts';
import type { CalendarDate } from './dates.ts';
import type { SnapshotId } from './ids.ts';

/** What an answer says about the export it is from. */
export interface SnapshotFacts {
  readonly id: SnapshotId;
  readonly format: HmisFormat;
  readonly exportId: string;
  readonly exportDate: CalendarDate;
  readonly exportStartDate: CalendarDate;
  readonly exportEndDate: CalendarDate;
  /** The software that wrote the export, as Export.csv names it. */
  readonly software: string;
  /** True where names and SSNs are hashes, whatever HashStatus says. */
  readonly hashed: boolean;
}

/**
 * The day "as of today" means: the earlier of today and the export's end (its date where that is earlier), for data that
 * ends in September knows nothing of November.
 */
export function asOf(snapshot: Pick<SnapshotFacts, 'exportDate' | 'exportEndDate'>, today: CalendarDate): CalendarDate {
  return [snapshot.exportEndDate, snapshot.exportDate, today].reduce((a, b) => (b < a ? b : a));
}
