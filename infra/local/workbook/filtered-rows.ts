import { overlap } from './address.ts';
import type { Area, Sheet, Table, TableFilter } from './book.ts';
import { cellValue, shownText } from './display.ts';

/** The rows of a table's body: neither header nor totals. */
export function bodyArea(table: Table): Area {
  const { row, column, rows, columns } = table.area;
  return { row: row + 1, column, rows: rows - 1 - (table.showTotals ? 1 : 0), columns };
}

/** Whether a row of the sheet is hidden by the filter of a table that it belongs to. */
export function isFilteredOut(sheet: Sheet, row: number): boolean {
  return sheet.tables.some((table) => {
    if (table.filters.size === 0) return false;
    const body = bodyArea(table);
    if (row < body.row || row >= body.row + body.rows) return false;
    return [...table.filters].some(([column, filter]) => !passes(sheet, row, body.column + column, filter));
  });
}

/** The rows of an area that show, as offsets from its first row; undefined where no filter hides any. */
export function visibleRows(sheet: Sheet, area: Area): readonly number[] | undefined {
  const filtered = sheet.tables.some((table) => table.filters.size > 0 && overlap(bodyArea(table), area));
  if (!filtered) return undefined;
  const rows = Array.from({ length: area.rows }, (_, offset) => offset);
  return rows.filter((offset) => !isFilteredOut(sheet, area.row + offset));
}

function passes(sheet: Sheet, row: number, column: number, filter: TableFilter): boolean {
  const text = shownText(sheet, row, column);
  if (filter.kind === 'values') return filter.values.some((value) => value.toLowerCase() === text.toLowerCase());
  const value = cellValue(sheet.cells[row]?.[column]);
  const first = meets(value, text, filter.criterion1);
  if (filter.criterion2 === undefined) return first;
  const second = meets(value, text, filter.criterion2);
  return filter.or ? first || second : first && second;
}

function meets(value: string | number | boolean, text: string, criterion: string): boolean {
  const [, operator = '=', wanted = ''] = /^(<=|>=|<>|<|>|=)?(.*)$/s.exec(criterion) ?? [];
  if (operator === '=' || operator === '<>') return matches(text, wanted) === (operator === '=');
  const limit = Number(wanted);
  if (wanted === '' || Number.isNaN(limit) !== (typeof value !== 'number')) return false;
  const order = typeof value === 'number' ? value - limit : text.localeCompare(wanted, 'en');
  if (operator === '<') return order < 0;
  if (operator === '>') return order > 0;
  return operator === '<=' ? order <= 0 : order >= 0;
}

/** `*` and `?` stand for any text and any character, `~` before them for themselves; case does not matter. */
function matches(text: string, pattern: string): boolean {
  const source = pattern.replace(/~([*?~])|[*?]|[.+^${}()|[\]\\]/g, (found, literal: string | undefined) => {
    if (literal !== undefined) return `\\${literal}`;
    if (found === '*') return '[\\s\\S]*';
    return found === '?' ? '[\\s\\S]' : `\\${found}`;
  });
  return new RegExp(`^${source}$`, 'i').test(text);
}
