import { localAddress } from '../address.ts';
import type { Sheet, Table } from '../book.ts';

/** Ids are texts of digits: in the tables' columns that hold such texts no cell is to have a green corner. */
export function ignoredErrorsXml(sheet: Sheet): string {
  const areas = sheet.tables.flatMap((table) => idColumns(sheet, table));
  return areas.length === 0
    ? ''
    : `<ignoredErrors><ignoredError sqref="${areas.join(' ')}" numberStoredAsText="1"/></ignoredErrors>`;
}

function idColumns(sheet: Sheet, { area }: Table): string[] {
  const areas: string[] = [];
  for (let column = area.column; column < area.column + area.columns; column++) {
    const first = column;
    while (column < area.column + area.columns && holdsDigitTexts(sheet, area.row, area.rows, column)) column++;
    if (column > first) areas.push(localAddress({ ...area, column: first, columns: column - first }));
  }
  return areas;
}

function holdsDigitTexts(sheet: Sheet, row: number, rows: number, column: number): boolean {
  for (let at = row + 1; at < row + rows; at++) {
    const cell = sheet.cells[at]?.[column];
    const text = typeof cell === 'object' && cell.kind === 'quoted' ? cell.text : cell;
    if (typeof text === 'string' && text.trim() !== '' && !Number.isNaN(Number(text))) return true;
  }
  return false;
}
