import { LIMITS } from '../address.ts';
import type { Sheet } from '../book.ts';
import { asInteger, type HostObject, hostObject, isHostObject, type ObjectType } from '../object-type.ts';
import { changeView } from '../protection.ts';
import { invalidArgument } from '../refusal.ts';

export function freezePanesObject(sheet: Sheet): HostObject {
  return hostObject(FREEZE_PANES, sheet);
}

function atLeastOne(value: unknown): number {
  const count = asInteger(value ?? 1, 'count');
  if (count < 1) throw invalidArgument('At least one row or column is frozen.');
  return count;
}

const FREEZE_PANES: ObjectType<Sheet> = {
  name: 'WorksheetFreezePanes',
  methods: {
    freezeRows: (sheet, [count], host) => {
      const rows = atLeastOne(count);
      changeView(host);
      sheet.frozen = { rows, columns: 0 };
    },
    freezeColumns: (sheet, [count], host) => {
      const columns = atLeastOne(count);
      changeView(host);
      sheet.frozen = { rows: 0, columns };
    },
    /** Everything from A1 to the end of the range stays. */
    freezeAt: (sheet, [range], host) => {
      const area = isHostObject(range) ? range.range?.area : undefined;
      if (!area) throw invalidArgument('freezeAt takes a range.');
      changeView(host);
      sheet.frozen = { rows: area.row + area.rows, columns: area.column + area.columns };
    },
    unfreeze: (sheet, _args, host) => {
      changeView(host);
      sheet.frozen = { rows: 0, columns: 0 };
    },
    getLocationOrNullObject: (sheet, _args, host) => {
      const { rows, columns } = sheet.frozen;
      if (rows === 0 && columns === 0) return null;
      return host.objects.range(sheet, {
        row: 0,
        column: 0,
        rows: rows === 0 ? LIMITS.rows : rows,
        columns: columns === 0 ? LIMITS.columns : columns,
      });
    },
  },
};
