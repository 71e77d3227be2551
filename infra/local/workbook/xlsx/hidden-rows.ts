import type { Sheet } from '../book.ts';
import { bodyArea, isFilteredOut } from '../filtered-rows.ts';

/** The rows of a sheet that the filters of its tables hide. */
export function hiddenRows(sheet: Sheet): ReadonlySet<number> {
  const hidden = new Set<number>();
  for (const table of sheet.tables) {
    if (table.filters.size === 0) continue;
    const { row, rows } = bodyArea(table);
    for (let at = row; at < row + rows; at++) if (isFilteredOut(sheet, at)) hidden.add(at);
  }
  return hidden;
}
