import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  axis,
  indexAt,
  lengthOf,
  neighbour,
  offsetOf,
  sizeOf,
  visible,
} from '../../../../infra/local/browser/page/axis.ts';

const plain = axis(1_048_576, 20, new Map());
/** Row 1 is tall, rows 3 to 5 are hidden. */
const mixed = axis(
  10,
  20,
  new Map([
    [5, 0],
    [1, 50],
    [3, 0],
    [4, 0],
  ]),
);

describe('where rows lie', () => {
  it.each([
    ['the first row begins at the top', 0, 0],
    ['a row after a tall one lies lower', 2, 70],
    ['a hidden row begins where the next one does', 3, 90],
    ['and so does the last of several', 5, 90],
    ['the row after them takes their place', 6, 90],
    ['the end of the last row is the length of all', 10, 170],
  ])('%s', (_, row, px) => {
    expect(offsetOf(mixed, row)).toBe(px);
  });

  it.each([
    ['above the sheet', -5, 0],
    ['within a tall row', 69, 1],
    ['at the first px of the next', 70, 2],
    ['at a hidden row: the visible one there', 90, 6],
    ['below the last row', 9_999, 9],
  ])('the row %s', (_, px, row) => {
    expect(indexAt(mixed, px)).toBe(row);
  });

  it('the last row of a whole sheet is found at its px', () => {
    expect(indexAt(plain, 20 * 1_048_575 + 19)).toBe(1_048_575);
    expect(lengthOf(plain)).toBe(20_971_520);
  });

  it('is the same as adding up all sizes', () => {
    const sizes = fc.array(fc.constantFrom(0, 20, 33), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(sizes, fc.nat(1_400), (heights, px) => {
        const rows = axis(heights.length, 20, new Map<number, number>(heights.entries()));
        const starts = heights.map((_, i) => heights.slice(0, i).reduce<number>((sum, height) => sum + height, 0));
        expect(heights.map((_, i) => offsetOf(rows, i))).toEqual(starts);
        expect(heights.map((_, i) => sizeOf(rows, i))).toEqual(heights);
        expect(indexAt(rows, px)).toBe(starts.findLastIndex((start) => start <= px));
      }),
    );
  });
});

describe('what of a sheet is drawn', () => {
  it('is the window and a little around it, however long the sheet', () => {
    expect(visible(plain, 0, 1_000_000, 800, 300)).toEqual({ first: 49_985, last: 50_055 });
  });

  it('at the top nothing above the first row', () => {
    expect(visible(plain, 0, 0, 800, 300)).toEqual({ first: 0, last: 55 });
  });

  it('begins below the frozen rows and counts the scrolling from there', () => {
    expect(visible(plain, 1, 0, 800, 0)).toEqual({ first: 1, last: 41 });
  });
});

describe('the next row that shows', () => {
  it.each([
    ['down past hidden ones', 2, 1, 6],
    ['up past hidden ones', 6, -1, 2],
    ['none above the first', 0, -1, 0],
    ['none below the last', 9, 1, 9],
  ] as const)('%s', (_, from, step, to) => {
    expect(neighbour(mixed, from, step)).toBe(to);
  });
});
