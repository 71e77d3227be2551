import { LIMITS } from '../../workbook/address.ts';
import { usedArea } from '../../workbook/book.ts';
import type { Grid } from './grid.ts';
import { nextRow, ROW_HEIGHT, RULERS } from './layout.ts';
import { cellAt } from './look.ts';
import { selectedText } from './selected-cells.ts';
import { afterKey, type Ground, type Place, selectOne } from './selection.ts';

/** What the grid asks of others. */
export interface GridActions {
  /** Begins to type in the active cell, with this text or with what is in it. */
  edit(text?: string): void;
  clear(): void;
  openFilter(place: Place): void;
  /** Closes or opens the group of rows at a row; false where there is none. */
  turnGroup(row: number, close: boolean): boolean;
  /** One sheet to the left (-1) or to the right. */
  turnSheet(step: 1 | -1): void;
}

/** Keyboard and mouse on the grid. */
export function navigate(grid: Grid, actions: GridActions): void {
  const { element } = grid;
  element.addEventListener('keydown', (event) => {
    if (event.target !== element) return;
    if (onKey(grid, actions, event)) event.preventDefault();
  });
  element.addEventListener('pointerdown', (event) => onPointerDown(grid, event));
  // Not before the button is up again: that would close the menu as a click beside it.
  element.addEventListener('click', ({ target }) => {
    const place = placeOf(target);
    if (place && target instanceof Element && target.closest('.filter-button')) actions.openFilter(place);
  });
  element.addEventListener('dblclick', (event) => {
    if (placeOf(event.target)) actions.edit();
  });
  element.addEventListener('copy', (event) => {
    if (event.target !== element) return;
    event.clipboardData?.setData('text/plain', selectedText(grid));
    event.preventDefault();
  });
}

/** Whether the key was one of the grid's. */
function onKey(grid: Grid, actions: GridActions, event: KeyboardEvent): boolean {
  const ctrl = event.ctrlKey || event.metaKey;
  if (event.altKey) {
    if (event.shiftKey && (event.code === 'Minus' || event.code === 'Equal'))
      return actions.turnGroup(grid.selection.active.row, event.code === 'Minus');
    if (event.key !== 'ArrowDown') return false;
    actions.openFilter(grid.selection.active);
    return true;
  }
  if (ctrl && (event.key === 'PageDown' || event.key === 'PageUp')) {
    actions.turnSheet(event.key === 'PageDown' ? 1 : -1);
    return true;
  }
  // Tab leaves the grid, so that nobody who has only a keyboard is caught in it.
  if (event.key === 'Tab') return false;
  const next = afterKey(grid.selection, { key: event.key, ctrl, shift: event.shiftKey }, groundOf(grid));
  if (next) {
    grid.select(next, event.key === 'a');
    return true;
  }
  if (event.key === 'F2') actions.edit();
  else if (event.key === 'Delete' || event.key === 'Backspace') actions.clear();
  else if (event.key.length === 1 && !ctrl) actions.edit(event.key);
  else return false;
  return true;
}

export function groundOf({ sheet, layout, element }: Grid): Ground {
  const used = usedArea(sheet);
  return {
    ...LIMITS,
    end: { row: Math.max((used?.rows ?? 1) - 1, 0), column: Math.max((used?.columns ?? 1) - 1, 0) },
    home: { row: layout.frozen.rows, column: layout.frozen.columns },
    page: Math.max(1, Math.floor((element.clientHeight - RULERS.height) / ROW_HEIGHT) - layout.frozen.rows - 1),
    isBlank: ({ row, column }) => cellAt(sheet, row, column) === undefined,
    nextRow: (row, step) => nextRow(layout, row, step),
  };
}

function onPointerDown(grid: Grid, event: PointerEvent): void {
  if (event.button !== 0 || !(event.target instanceof HTMLElement)) return;
  const { target } = event;
  const place = placeOf(target);
  if (place && target.closest('.filter-button')) {
    event.preventDefault();
    grid.element.focus();
    grid.select(selectOne(place), true);
    return;
  }
  const end = groundOf(grid).end;
  if (target.closest('.corner')) grid.select({ active: { row: 0, column: 0 }, far: end }, true);
  const letter = target.closest<HTMLElement>('.letter');
  if (letter) {
    const column = Number(letter.dataset.column);
    grid.select({ active: { row: 0, column }, far: { row: end.row, column } }, true);
  }
  const number = target.closest('.row-number')?.parentElement;
  if (number) {
    const row = Number(number.ariaRowIndex) - 1;
    grid.select({ active: { row, column: 0 }, far: { row, column: end.column } }, true);
  }
  if (!place) return;
  grid.select(event.shiftKey ? { ...grid.selection, far: place } : selectOne(place), true);
  drag(grid);
}

/** Widens the selection until the button is released. */
function drag(grid: Grid): void {
  const stop = new AbortController();
  const { signal } = stop;
  grid.element.addEventListener(
    'pointermove',
    ({ target }) => {
      const far = placeOf(target);
      const now = grid.selection.far;
      if (far && (far.row !== now.row || far.column !== now.column)) grid.select({ ...grid.selection, far }, true);
    },
    { signal },
  );
  addEventListener('pointerup', () => stop.abort(), { signal });
  addEventListener('pointercancel', () => stop.abort(), { signal });
}

function placeOf(target: EventTarget | null): Place | undefined {
  const cell = target instanceof Element ? target.closest('[aria-colindex]') : null;
  const row = cell?.closest('[aria-rowindex]');
  if (!cell || !row) return undefined;
  return { row: Number(row.ariaRowIndex) - 1, column: Number(cell.ariaColIndex) - 1 };
}
