import { guardedText } from '../cell-value.ts';
import { SHEET_ROWS } from '../plan-put.ts';
import type { Place, Step } from '../steps.ts';
import { bodyRows, type TableFacts } from './table-facts.ts';

/** How a table must be stretched or cut for what a refresh brings. */
export interface Room {
  readonly before: number;
  /** Rows of the body afterwards: Excel wants one, be it blank. */
  readonly body: number;
  /** Columns afterwards. */
  readonly width: number;
}

export function roomFor(facts: TableFacts, rows: number, width: number): Room {
  return { before: bodyRows(facts), body: Math.max(rows, 1), width };
}

export function isTooLong({ area, totals }: TableFacts, { body }: Room): boolean {
  return area.row + 1 + body + (totals ? 1 : 0) > SHEET_ROWS;
}

/**
 * The cells that must be blank: those the table grows over. Below a totals row nothing may stand at all, for what is below
 * moves with it.
 */
export function growthPath({ area, totals }: TableFacts, { before, body, width }: Room): Place[] {
  const bottom = area.row + area.rows;
  const below: Place[] = totals
    ? body === before
      ? []
      : [{ row: bottom, column: area.column, rows: SHEET_ROWS - bottom, columns: width }]
    : body > before
      ? [{ row: bottom, column: area.column, rows: body - before, columns: width }]
      : [];
  const right: Place[] =
    width > area.columns
      ? [{ row: area.row, column: area.column + area.columns, rows: area.rows, columns: width - area.columns }]
      : [];
  return [...below, ...right].filter(({ rows }) => rows > 0);
}

export function isTableInTheWay({ others }: TableFacts, path: readonly Place[]): boolean {
  return path.some((one) => others.some((other) => overlap(one, other)));
}

function overlap(a: Place, b: Place): boolean {
  return (
    a.row < b.row + b.rows &&
    b.row < a.row + a.rows &&
    a.column < b.column + b.columns &&
    b.column < a.column + a.columns
  );
}

/**
 * Stretches or cuts the table. Never deleted and made again: formulas that point at it would break. Under a totals row
 * cells are put in or taken out inside the body, so that the row and what points at it move along.
 */
export function planRoom(facts: TableFacts, room: Room, newHeaders: readonly string[]): Step[] {
  const { sheet, table, area, totals } = facts;
  const [rows, columns] = [room.body - room.before, room.width - area.columns];
  if (rows === 0 && columns === 0) return [];
  if (totals) return [...moveRows(facts, room), ...moveColumns(facts, room, newHeaders)];
  const right = { ...area, column: area.column + room.width, columns: -columns };
  return [
    { kind: 'resizeTable', sheet, table, area: { ...area, rows: room.body + 1, columns: room.width } },
    ...newHeaders.map(
      (header, at): Step => ({
        kind: 'values',
        sheet,
        row: area.row,
        column: area.column + area.columns + at,
        values: [[guardedText(header)]],
      }),
    ),
    ...(columns < 0 ? [{ kind: 'empty', sheet, area: right } as const] : []),
  ];
}

function moveRows({ sheet, area }: TableFacts, { before, body }: Room): Step[] {
  const place = { row: area.row + 1, column: area.column, rows: Math.abs(body - before), columns: area.columns };
  if (body > before) return [{ kind: 'insertCells', sheet, area: { ...place, row: place.row + before - 1 } }];
  return body < before ? [{ kind: 'deleteCells', sheet, area: { ...place, row: place.row + body } }] : [];
}

function moveColumns({ sheet, table, area }: TableFacts, { width }: Room, headers: readonly string[]): Step[] {
  if (width > area.columns) return [{ kind: 'addColumns', sheet, table, headers }];
  const count = area.columns - width;
  return count > 0 ? [{ kind: 'deleteColumns', sheet, table, column: width, count }] : [];
}
