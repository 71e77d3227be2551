import { alone } from './alone.ts';
import { openTrackerKeeper } from './housing/tracker-keeper.ts';
import { clearChanges, showChanges } from './refresh/changes.ts';
import { adoptCopy, keepCopy, listCopies, staticCopy } from './refresh/copies.ts';
import { refreshSheet } from './refresh/refresh-sheet.ts';
import { removeData } from './refresh/remove-data.ts';
import { reportInView } from './report-in-view.ts';
import type { SheetKeeper } from './sheet-keeper.ts';

/** The keeper of the workbook that is open. Fetched when somebody first looks at the workbook's reports. */
export function openKeeper(): SheetKeeper {
  return {
    refresh: (...args) => alone(() => refreshSheet(...args)),
    showChanges: (...args) => alone(() => showChanges(...args)),
    clearChanges: (id) => alone(() => clearChanges(id)),
    removeData: (at) => alone(() => removeData(at)),
    staticCopy: (id, at) => alone(() => staticCopy(id, at)),
    copies: async () => (await listCopies()).map(({ sheet, entry }) => ({ sheet, title: entry.title })),
    adopt: (sheet) => alone(() => adoptCopy(sheet)),
    keepAsCopy: (sheet) => alone(() => keepCopy(sheet)),
    reportInView,
    trackers: openTrackerKeeper(),
  };
}
