/// <reference types="office-js" />
import { actorIn } from '../act.ts';
import { alone } from '../alone.ts';
import { REQUEST_BYTES } from '../chunks.ts';
import { excelRun } from '../excel-run.ts';
import { readTrackers, type TrackerTable } from './tracker-table.ts';
import { cellPlace, planTrackerWrites, type TrackerWrite } from './write-trackers.ts';

/** What can be done with the trackers of a report sheet. Every method throws WorkbookError where Excel refuses. */
export interface TrackerKeeper {
  read(id: string): Promise<TrackerTable>;
  /** Brings rows up to what was saved. Cells that somebody typed into meanwhile stay as they are. */
  write(id: string, writes: readonly TrackerWrite[]): Promise<void>;
  /** Brings a row to the front, at a field's cell where one is said; false where the table has no such row any more. */
  goTo(id: string, enrollmentId: string, field: string | undefined): Promise<boolean>;
}

export function openTrackerKeeper(): TrackerKeeper {
  return {
    read: (id) => alone(() => excelRun(async (context) => (await readTrackers(context, id)).table)),
    write: (id, writes) => alone(() => write(id, writes)),
    goTo: (id, enrollmentId, field) => alone(() => goTo(id, enrollmentId, field)),
  };
}

async function write(id: string, writes: readonly TrackerWrite[]): Promise<void> {
  if (writes.length === 0) return;
  await excelRun(async (context) => {
    const read = await readTrackers(context, id);
    const actor = actorIn(context, read.registryPart);
    // Of whoever sits before the sheet, until a refresh brings the CoC's.
    const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
    for (const request of planTrackerWrites(read, writes, timeZone)) {
      await actor.perform(request, { bytes: REQUEST_BYTES });
    }
  });
}

async function goTo(id: string, enrollmentId: string, field: string | undefined): Promise<boolean> {
  return await excelRun(async (context) => {
    const read = await readTrackers(context, id);
    const area = cellPlace(read, enrollmentId, field);
    if (!area) return false;
    const { sheet } = read.facts;
    await actorIn(context, read.registryPart).perform([{ kind: 'select', sheet, area }], { bytes: REQUEST_BYTES });
    return true;
  });
}
