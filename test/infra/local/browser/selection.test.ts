import { describe, expect, it } from 'vitest';
import {
  afterKey,
  areaOf,
  type Ground,
  type Place,
  selectOne,
  spanning,
} from '../../../../infra/local/browser/page/selection.ts';

/** A report of 100 rows below its header in columns 0 to 4; column 2 is blank in rows 10 to 19; row 50 is hidden. */
const filled = ({ row, column }: Place) => row <= 100 && column <= 4 && !(column === 2 && row >= 10 && row <= 19);
const ground: Ground = {
  rows: 1_048_576,
  columns: 16_384,
  end: { row: 100, column: 4 },
  home: { row: 1, column: 0 },
  page: 30,
  isBlank: (place) => !filled(place),
  nextRow: (row, step) => {
    const next = row + step === 50 ? row + 2 * step : row + step;
    return next < 0 || next > 1_048_575 ? row : next;
  },
};
const press = (key: string, { ctrl = false, shift = false } = {}) => ({ key, ctrl, shift });
const from = (row: number, column: number) => selectOne({ row, column });

describe('a key moves the selection as Excel does', () => {
  it.each([
    ['down', press('ArrowDown'), [3, 1], [4, 1]],
    ['left at the first column stays', press('ArrowLeft'), [3, 0], [3, 0]],
    ['up at the first row stays', press('ArrowUp'), [0, 0], [0, 0]],
    ['down past a row that a filter hides', press('ArrowDown'), [49, 0], [51, 0]],
    ['a page down', press('PageDown'), [1, 0], [31, 0]],
    ['a page up ends at the top', press('PageUp'), [5, 0], [0, 0]],
    ['Ctrl+Home goes to the first cell that scrolls', press('Home', { ctrl: true }), [80, 3], [1, 0]],
    ['Ctrl+End goes to the last filled cell', press('End', { ctrl: true }), [2, 2], [100, 4]],
    ['Ctrl+Down goes to the end of the filled cells', press('ArrowDown', { ctrl: true }), [1, 0], [100, 0]],
    ['Ctrl+Down stops before a blank', press('ArrowDown', { ctrl: true }), [1, 2], [9, 2]],
    ['Ctrl+Down jumps over blanks', press('ArrowDown', { ctrl: true }), [9, 2], [20, 2]],
    ['Ctrl+Down below all goes to the end of the sheet', press('ArrowDown', { ctrl: true }), [100, 0], [1_048_575, 0]],
    ['Ctrl+Right goes to the last filled column', press('ArrowRight', { ctrl: true }), [7, 0], [7, 4]],
    ['Ctrl+Right beyond goes to the end of the sheet', press('ArrowRight', { ctrl: true }), [7, 4], [7, 16_383]],
    ['Ctrl+Up from far below comes back to the data', press('ArrowUp', { ctrl: true }), [5_000, 0], [100, 0]],
    ['Enter goes down', press('Enter'), [4, 4], [5, 4]],
    ['Shift+Enter goes up', press('Enter', { shift: true }), [4, 4], [3, 4]],
    ['Tab goes right', press('Tab'), [4, 2], [4, 3]],
  ])('%s', (_, key, [row = 0, column = 0], [toRow, toColumn]) => {
    expect(afterKey(from(row, column), key, ground)?.active).toEqual({ row: toRow, column: toColumn });
  });

  it('Shift and an arrow widen it, and the active cell stays', () => {
    const one = afterKey(from(3, 2), press('ArrowUp', { shift: true }), ground) ?? from(0, 0);
    const two = afterKey(one, press('ArrowLeft', { shift: true }), ground) ?? from(0, 0);
    expect(two.active).toEqual({ row: 3, column: 2 });
    expect(areaOf(two)).toEqual({ row: 2, column: 1, rows: 2, columns: 2 });
  });

  it('Ctrl+A selects all that is filled', () => {
    const all = afterKey(from(3, 2), press('a', { ctrl: true }), ground) ?? from(0, 0);
    expect(areaOf(all)).toEqual({ row: 0, column: 0, rows: 101, columns: 5 });
  });

  it.each(['a', 'F2', 'Delete', 'Escape', 'x'])('%s alone moves nothing', (key) => {
    expect(afterKey(from(0, 0), press(key), ground)).toBeUndefined();
  });

  it('an area is selected from its first cell', () => {
    const area = { row: 2, column: 3, rows: 4, columns: 1 };
    expect(areaOf(spanning(area))).toEqual(area);
    expect(spanning(area).active).toEqual({ row: 2, column: 3 });
  });
});
