import { describe, expect, it } from 'vitest';
import { estimateSeconds, FIRST_RATES, ratesAfter, timeInWords } from '../../../../addin/taskpane/state/estimate.ts';

describe('an estimate', () => {
  it('adds the calls, the rows and the cells', () => {
    const rates = { rowsDownloaded: 1_000, cellsWritten: 10_000 };
    expect(estimateSeconds({ rowsAtMost: 2_000, pages: 6, columns: 10 }, rates)).toBe(1 + 2 * 0.5 + 2 + 2);
  });

  it('of no rows is the call alone', () => {
    expect(estimateSeconds({ rowsAtMost: 0, pages: 0, columns: 37 }, FIRST_RATES)).toBe(1);
  });

  it('moves halfway towards what a run was seen to take', () => {
    const seen = { rows: 10_000, columns: 10, downloadMs: 1_000, writeMs: 2_000 };
    expect(ratesAfter({ rowsDownloaded: 4_000, cellsWritten: 40_000 }, seen)).toEqual({
      rowsDownloaded: 7_000,
      cellsWritten: 45_000,
    });
  });

  it('learns nothing from a run of a few rows, and survives one that took no time', () => {
    expect(ratesAfter(FIRST_RATES, { rows: 499, columns: 10, downloadMs: 1, writeMs: 1 })).toBe(FIRST_RATES);
    const { rowsDownloaded, cellsWritten } = ratesAfter(FIRST_RATES, {
      rows: 500,
      columns: 10,
      downloadMs: 0,
      writeMs: 0,
    });
    expect(Number.isFinite(rowsDownloaded) && Number.isFinite(cellsWritten)).toBe(true);
  });

  it.each([
    [0.5, 'a few seconds'],
    [7.9, 'a few seconds'],
    [8, 'about 10 seconds'],
    [31, 'about 35 seconds'],
    [55, 'about a minute'],
    [89, 'about a minute'],
    [170, 'about 3 minutes'],
  ])('of %d s is said as "%s"', (seconds, words) => {
    expect(timeInWords(seconds)).toBe(words);
  });
});
