import { formatAt, type Sheet, type Table } from '../../workbook/book.ts';
import { shownText } from '../../workbook/display.ts';
import { bodyArea } from '../../workbook/filtered-rows.ts';

/** One text that a column holds, as a filter's list shows it. */
export interface FilterValue {
  readonly text: string;
  /** Whether the rows that hold it show, as far as this column's filter is concerned. */
  readonly chosen: boolean;
}

/**
 * The distinct texts of a table's column in rising order, blanks last. Those of a column with a custom filter (`>=46000`)
 * are all unchosen: to choose some takes its place.
 */
export function filterValues(sheet: Sheet, table: Table, column: number): readonly FilterValue[] {
  const { row: first, rows, column: left } = bodyArea(table);
  const texts = new Map<string, string | number | undefined>();
  for (let row = first; row < first + rows; row++) {
    const cell = sheet.cells[row]?.[left + column];
    const text = shownText(sheet, row, left + column);
    if (!texts.has(text)) texts.set(text, typeof cell === 'number' ? cell : undefined);
  }
  const filter = table.filters.get(column);
  const chosen = filter?.kind === 'values' ? new Set(filter.values.map((value) => value.toLowerCase())) : undefined;
  return [...texts]
    .sort(([a, aNumber], [b, bNumber]) => {
      if (a === '' || b === '') return a === b ? 0 : a === '' ? 1 : -1;
      // Dates and numbers before texts, by their value: 9 before 10.
      if (typeof aNumber === 'number' && typeof bNumber === 'number') return aNumber - bNumber;
      if (typeof aNumber !== typeof bNumber) return typeof aNumber === 'number' ? -1 : 1;
      return collator.compare(a, b);
    })
    .map(([text]) => ({ text, chosen: filter === undefined || (chosen?.has(text.toLowerCase()) ?? false) }));
}

/** What the two ways to sort a column are called, by its first value. */
export function sortNames(sheet: Sheet, table: Table, column: number): readonly [rising: string, falling: string] {
  const { row: first, rows, column: left } = bodyArea(table);
  for (let row = first; row < first + rows; row++) {
    const cell = sheet.cells[row]?.[left + column];
    if (cell === undefined) continue;
    if (typeof cell !== 'number') break;
    const { numberFormat = '' } = formatAt(sheet, row, left + column);
    return /[ymd]/i.test(numberFormat)
      ? ['Sort oldest to newest', 'Sort newest to oldest']
      : ['Sort smallest to largest', 'Sort largest to smallest'];
  }
  return ['Sort A to Z', 'Sort Z to A'];
}

const collator = new Intl.Collator('en', { numeric: true });

/** Those whose text holds what was searched for, whatever the case. */
export function found(values: readonly FilterValue[], search: string): readonly FilterValue[] {
  const wanted = search.trim().toLowerCase();
  return wanted === '' ? values : values.filter(({ text }) => text.toLowerCase().includes(wanted));
}
