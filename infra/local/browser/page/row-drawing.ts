import { contains, type Sheet } from '../../workbook/book.ts';
import { offsetOf, type Span, sizeOf } from './axis.ts';
import { type CellElement, createCell } from './cell-drawing.ts';
import { type Layout, ROW_HEIGHT, RULERS } from './layout.ts';
import { lookOf } from './look.ts';
import { areaOf, type Selection } from './selection.ts';

/** All that a row is drawn from. */
export interface Scene {
  readonly sheet: Sheet;
  readonly layout: Layout;
  /** The columns right of the frozen ones. */
  readonly columns: Span;
  readonly selection: Selection;
}

/** One row of the window; it is drawn anew for another row when that comes into view. */
export interface RowElement {
  readonly element: HTMLElement;
  readonly row: number;
  draw(scene: Scene, row: number): void;
  /** Only what a selection changes. */
  mark(scene: Scene): void;
}

export function createRow(): RowElement {
  const element = document.createElement('div');
  element.className = 'row';
  element.setAttribute('role', 'row');
  const number = document.createElement('div');
  number.className = 'row-number';
  number.setAttribute('aria-hidden', 'true');
  element.append(number);
  const cells: CellElement[] = [];
  let current = -1;

  const mark = ({ selection }: Scene) => {
    const area = areaOf(selection);
    const selected = current >= area.row && current < area.row + area.rows;
    number.classList.toggle('selected', selected);
    for (const cell of cells) {
      const inside = selected && contains(area, current, cell.column);
      const active = selection.active.row === current && selection.active.column === cell.column;
      cell.mark(inside, active, {
        top: current === area.row,
        bottom: current === area.row + area.rows - 1,
        left: cell.column === area.column,
        right: cell.column === area.column + area.columns - 1,
      });
    }
  };

  return {
    element,
    get row() {
      return current;
    },
    mark,
    draw(scene, row) {
      const { sheet, layout, columns } = scene;
      current = row;
      const height = sizeOf(layout.rows, row);
      element.ariaRowIndex = String(row + 1);
      element.style.height = `${height}px`;
      element.hidden = height === 0;
      number.textContent = String(row + 1);
      const wanted = columnsOf(layout, columns);
      while (cells.length > wanted.length) cells.pop()?.element.remove();
      while (cells.length < wanted.length) {
        const cell = createCell();
        cells.push(cell);
        element.append(cell.element);
      }
      for (const [i, cell] of cells.entries()) {
        const column = wanted[i] ?? 0;
        const table = sheet.tables.find(({ area }) => contains(area, row, column));
        const above = table ? offsetOf(layout.rows, table.area.row + 1) : 0;
        const place = Math.round((offsetOf(layout.rows, row) - above) / ROW_HEIGHT);
        cell.draw(lookOf(sheet, row, column, place), column, {
          width: sizeOf(layout.columns, column),
          height,
          left: RULERS.width + offsetOf(layout.columns, column),
          frozen: i < layout.frozen.columns,
        });
      }
      mark(scene);
    },
  };
}

/** The columns that a row has cells for: the frozen ones, and those in the window. */
export function columnsOf(layout: Layout, { first, last }: Span): readonly number[] {
  const columns: number[] = [];
  for (let column = 0; column < layout.frozen.columns; column++) columns.push(column);
  for (let column = first; column <= last; column++) columns.push(column);
  return columns;
}
