import type { Area } from '../../workbook/book.ts';

export interface Place {
  readonly row: number;
  readonly column: number;
}

/** The cell that is typed into, and the area that spans from it to the far end of a selection. */
export interface Selection {
  readonly active: Place;
  readonly far: Place;
}

/** What a move must know of the sheet. */
export interface Ground {
  readonly rows: number;
  readonly columns: number;
  /** The last cell that holds something, for Ctrl+End. */
  readonly end: Place;
  /** Where Ctrl+Home leads: the first cell that scrolls. */
  readonly home: Place;
  /** Rows of one screen. */
  readonly page: number;
  isBlank(place: Place): boolean;
  /** The next row that a filter leaves visible; the same where there is none. */
  nextRow(row: number, step: 1 | -1): number;
}

export interface KeyPress {
  readonly key: string;
  readonly ctrl: boolean;
  readonly shift: boolean;
}

export function selectOne(place: Place): Selection {
  return { active: place, far: place };
}

export function spanning({ row, column, rows, columns }: Area): Selection {
  return { active: { row, column }, far: { row: row + rows - 1, column: column + columns - 1 } };
}

export function areaOf({ active, far }: Selection): Area {
  const [row, column] = [Math.min(active.row, far.row), Math.min(active.column, far.column)];
  return {
    row,
    column,
    rows: Math.abs(active.row - far.row) + 1,
    columns: Math.abs(active.column - far.column) + 1,
  };
}

/** The selection after a key, as Excel moves it; undefined where the key is none that moves. */
export function afterKey(selection: Selection, { key, ctrl, shift }: KeyPress, ground: Ground): Selection | undefined {
  if (key === 'a' && ctrl) return { active: { row: 0, column: 0 }, far: ground.end };
  if (key === 'Tab' || key === 'Enter') {
    const arrow = { Tab: ['ArrowRight', 'ArrowLeft'], Enter: ['ArrowDown', 'ArrowUp'] }[key][shift ? 1 : 0] ?? '';
    const place = moved(selection.active, arrow, false, ground);
    return place && selectOne(place);
  }
  const place = moved(shift ? selection.far : selection.active, key, ctrl, ground);
  return place && (shift ? { ...selection, far: place } : selectOne(place));
}

function moved(from: Place, key: string, ctrl: boolean, ground: Ground): Place | undefined {
  const arrow = ARROWS[key];
  if (arrow) return ctrl ? edge(from, arrow, ground) : stepped(from, arrow, ground);
  switch (key) {
    case 'Home':
      return ctrl ? ground.home : { row: from.row, column: ground.home.column };
    case 'End':
      return ctrl ? ground.end : undefined;
    case 'PageDown':
    case 'PageUp':
      return paged(from, key === 'PageDown' ? 1 : -1, ground);
    default:
      return undefined;
  }
}

interface Arrow {
  readonly rows: -1 | 0 | 1;
  readonly columns: -1 | 0 | 1;
}

const ARROWS: Readonly<Record<string, Arrow>> = {
  ArrowUp: { rows: -1, columns: 0 },
  ArrowDown: { rows: 1, columns: 0 },
  ArrowLeft: { rows: 0, columns: -1 },
  ArrowRight: { rows: 0, columns: 1 },
};

function stepped(from: Place, { rows, columns }: Arrow, ground: Ground): Place {
  if (rows !== 0) return { ...from, row: ground.nextRow(from.row, rows) };
  return { ...from, column: Math.min(Math.max(from.column + columns, 0), ground.columns - 1) };
}

/** Ctrl and an arrow: the end of a run of filled cells, else the next filled cell, else the sheet's end. */
function edge(from: Place, arrow: Arrow, ground: Ground): Place {
  const same = (a: Place, b: Place) => a.row === b.row && a.column === b.column;
  let at = stepped(from, arrow, ground);
  const alongRun = !ground.isBlank(from) && !ground.isBlank(at);
  for (;;) {
    const next = stepped(at, arrow, ground);
    if (same(next, at)) return at;
    if (alongRun ? ground.isBlank(next) : !ground.isBlank(at)) return at;
    const beyond = next.row > ground.end.row || next.column > ground.end.column;
    // Nothing is filled out there: no need to walk a million rows.
    if (beyond && arrow.rows > 0) return { ...from, row: ground.rows - 1 };
    if (beyond && arrow.columns > 0) return { ...from, column: ground.columns - 1 };
    at = next;
  }
}

function paged(from: Place, step: 1 | -1, ground: Ground): Place {
  let row = from.row;
  for (let passed = 0; passed < ground.page; passed++) row = ground.nextRow(row, step);
  return { ...from, row };
}
