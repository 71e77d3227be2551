import { describe, expect, it } from 'vitest';
import { offsetOf, sizeOf } from '../../../../infra/local/browser/page/axis.ts';
import {
  canvasSize,
  drawn,
  layoutOf,
  RULERS,
  reaching,
  scrollTo,
} from '../../../../infra/local/browser/page/layout.ts';
import { hiddenRows } from '../../../../infra/local/workbook/filtered-rows.ts';
import { sheetOf } from './sheet-of.ts';

const cities = ['City', 'Ada', 'Boise', 'Ada', 'Casper', 'Ada'];
const cityTable = () => sheetOf(cities.map((city, i) => [city, i]));
const filtered = () => {
  const sheet = cityTable();
  sheet.tables[0]?.filters.set(0, { kind: 'values', values: ['ada'] });
  return sheet;
};
const tall = () => {
  const sheet = sheetOf(
    Array.from({ length: 100_001 }, (_, row) => [row]),
    { table: false },
  );
  sheet.frozen = { rows: 1, columns: 0 };
  return sheet;
};
const window = { top: 0, left: 0, width: 1_000, height: 820 };

describe('the layout of a sheet', () => {
  it('takes widths and heights in points for 4/3 px', () => {
    const sheet = cityTable();
    sheet.columnWidths.set(1, 90);
    sheet.rowHeights.set(2, 30);
    const { rows, columns } = layoutOf(sheet, new Set());
    expect([sizeOf(columns, 0), sizeOf(columns, 1)]).toEqual([64, 120]);
    expect([sizeOf(rows, 1), sizeOf(rows, 2)]).toEqual([20, 40]);
  });

  it('leaves no room for the rows that a filter hides', () => {
    const sheet = filtered();
    const hidden = hiddenRows(sheet);
    expect([...hidden]).toEqual([2, 4]);
    const { rows } = layoutOf(sheet, hidden);
    expect(offsetOf(rows, 6)).toBe(4 * 20);
  });

  it('gives a filter back its rows when it is cleared', () => {
    const sheet = filtered();
    sheet.tables[0]?.filters.clear();
    expect(hiddenRows(sheet).size).toBe(0);
  });

  it('can be scrolled a little beyond the last row, and to where someone went', () => {
    const layout = layoutOf(tall(), new Set());
    expect(layout.extent.rows).toBe(100_021);
    expect(reaching(layout, { row: 1_048_575, column: 16_383 }).extent).toEqual({ rows: 1_048_576, columns: 16_384 });
    expect(canvasSize(layout).height).toBe(RULERS.height + 100_021 * 20);
  });
});

describe('what is drawn of a sheet of 100,000 rows', () => {
  const layout = layoutOf(tall(), new Set());

  it('is a screen and some rows around it, at its end too', () => {
    const { rows } = drawn(layout, { ...window, top: 100_000 * 20 });
    expect(rows.last).toBe(100_020);
    expect(rows.last - rows.first).toBeLessThan(60);
  });

  it('never draws a frozen row twice', () => {
    expect(drawn(layout, window).rows.first).toBe(1);
  });
});

describe('scrolling to a cell', () => {
  const layout = layoutOf(tall(), new Set());

  it.each([
    ['stays where the cell is in view', { row: 10, column: 0 }, 0, 0],
    ['stays for a frozen row wherever the sheet is', { row: 0, column: 0 }, 5_000, 5_000],
    ['shows the last row at the lower edge', { row: 100_000, column: 0 }, 0, 100_001 * 20 - 800],
    ['shows a row above at the upper edge, below the frozen one', { row: 5, column: 0 }, 5_000, 4 * 20],
  ])('%s', (_, place, before, top) => {
    expect(scrollTo(layout, place, { ...window, top: before }).top).toBe(top);
  });
});
