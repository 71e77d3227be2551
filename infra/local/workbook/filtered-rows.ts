import { isCalendarDate } from '../../../shared/dates.ts';
import { excelSerial } from '../../../shared/excel/serial.ts';
import { overlap } from './address.ts';
import type { Area, Sheet, Table, TableFilter } from './book.ts';
import { cellValue, shownText } from './display.ts';

/** The rows of a table's body: neither header nor totals. */
export function bodyArea(table: Table): Area {
  const { row, column, rows, columns } = table.area;
  return { row: row + 1, column, rows: rows - 1 - (table.showTotals ? 1 : 0), columns };
}

/** The rows of a sheet that do not show: a filter or a closed group hides them. */
export function hiddenRows(sheet: Sheet): ReadonlySet<number> {
  const filtered = filteredRows(sheet);
  return sheet.outline.hidden.size === 0 ? filtered : new Set([...filtered, ...sheet.outline.hidden]);
}

/** The rows of a sheet that the filters of its tables hide. */
function filteredRows(sheet: Sheet): ReadonlySet<number> {
  const hidden = new Set<number>();
  for (const table of sheet.tables) {
    const { row: first, column: left, rows } = bodyArea(table);
    const tests = [...table.filters].map(([column, filter]) => testOf(sheet, left + column, filter));
    if (tests.length === 0) continue;
    for (let row = first; row < first + rows; row++) if (!tests.every((passes) => passes(row))) hidden.add(row);
  }
  return hidden;
}

/**
 * The rows of an area that its filters let through, as offsets from its first row; undefined where no filter can hide any.
 * What a closed group hides is among them: it is written and sorted as any other row.
 */
export function visibleRows(sheet: Sheet, area: Area): readonly number[] | undefined {
  const filtered = sheet.tables.some((table) => table.filters.size > 0 && overlap(bodyArea(table), area));
  if (!filtered) return undefined;
  const hidden = filteredRows(sheet);
  const rows = Array.from({ length: area.rows }, (_, offset) => offset);
  return rows.filter((offset) => !hidden.has(area.row + offset));
}

/** Whether a row passes a filter of a column: made ready once, asked for every row. */
function testOf(sheet: Sheet, column: number, filter: TableFilter): (row: number) => boolean {
  if (filter.kind === 'values') {
    const values = new Set(filter.values.map((value) => value.toLowerCase()));
    return (row) => values.has(shownText(sheet, row, column).toLowerCase());
  }
  const first = criterionOf(filter.criterion1);
  const second = filter.criterion2 === undefined ? undefined : criterionOf(filter.criterion2);
  return (row) => {
    const [value, text] = [cellValue(sheet.cells[row]?.[column]), shownText(sheet, row, column)];
    if (!second) return first(value, text);
    return filter.or ? first(value, text) || second(value, text) : first(value, text) && second(value, text);
  };
}

type Criterion = (value: string | number | boolean, text: string) => boolean;

function criterionOf(criterion: string): Criterion {
  const [, operator = '=', wanted = ''] = /^(<=|>=|<>|<|>|=)?(.*)$/s.exec(criterion) ?? [];
  if (operator === '=' || operator === '<>') {
    const pattern = patternOf(wanted);
    return (_, text) => pattern.test(text) === (operator === '=');
  }
  // A day is put in order by its number, as Excel reads what is typed.
  const limit = isCalendarDate(wanted) ? (excelSerial(wanted) ?? Number.NaN) : Number(wanted);
  return (value, text) => {
    if (wanted === '' || Number.isNaN(limit) !== (typeof value !== 'number')) return false;
    const order = typeof value === 'number' ? value - limit : text.localeCompare(wanted, 'en');
    if (operator === '<') return order < 0;
    if (operator === '>') return order > 0;
    return operator === '<=' ? order <= 0 : order >= 0;
  };
}

/** `*` and `?` stand for any text and any character, `~` before them for themselves; case does not matter. */
function patternOf(pattern: string): RegExp {
  const source = pattern.replace(/~([*?~])|[*?]|[.+^${}()|[\]\\]/g, (found, literal: string | undefined) => {
    if (literal !== undefined) return `\\${literal}`;
    if (found === '*') return '[\\s\\S]*';
    return found === '?' ? '[\\s\\S]' : `\\${found}`;
  });
  return new RegExp(`^${source}$`, 'i');
}
