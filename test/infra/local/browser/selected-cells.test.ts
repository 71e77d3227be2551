import { describe, expect, it } from 'vitest';
import { factsOf } from '../../../../infra/local/browser/page/selected-cells.ts';
import { hiddenRows } from '../../../../infra/local/workbook/filtered-rows.ts';
import { sheetOf } from './sheet-of.ts';

const sheet = () =>
  sheetOf([
    ['City', 'Beds'],
    ['Ada', 4],
    ['Boise', 6],
    ['Casper', undefined],
  ]);
const beds = { row: 0, column: 1, rows: 1_048_576, columns: 1 };

describe('the status bar says of a selection', () => {
  it('how many cells are filled and what the numbers add up to', () => {
    expect(factsOf(sheet(), beds, new Set())).toEqual({ count: 3, numbers: 2, sum: 10 });
  });

  it('nothing of the rows that a filter hides', () => {
    const filtered = sheet();
    filtered.tables[0]?.filters.set(0, { kind: 'values', values: ['Boise'] });
    expect(factsOf(filtered, beds, hiddenRows(filtered))).toEqual({ count: 2, numbers: 1, sum: 6 });
  });
});
