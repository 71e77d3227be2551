import { describe, expect, it } from 'vitest';
import { comparePlaced, type PlacedRow, placeOf } from '../../shared/report.ts';

const placed = (...parts: string[]): PlacedRow => ({ place: placeOf(parts), cells: [parts.join('/')] });
const sorted = (rows: readonly PlacedRow[]) => rows.toSorted(comparePlaced).map(({ cells }) => cells[0]);

describe('the place of a row', () => {
  it('compares part by part: a part that begins another comes before it', () => {
    expect(sorted([placed('1', '10', 'a'), placed('1', '1', 'z'), placed('1', '1 b', 'a')])).toEqual([
      '1/1/z',
      '1/1 b/a',
      '1/10/a',
    ]);
  });

  it('puts the head before the members, and a household together', () => {
    const rows = [
      placed('0', 'P2', 'H2', '0', 'P2'),
      placed('0', 'P1', 'H1', '1', 'P0'),
      placed('0', 'P1', 'H1', '0', 'P1'),
    ];
    expect(sorted(rows)).toEqual(['0/P1/H1/0/P1', '0/P1/H1/1/P0', '0/P2/H2/0/P2']);
  });

  it('goes by code units, not by a language: capitals first, accents last', () => {
    expect(sorted([placed('ä'), placed('b'), placed('B'), placed('a')])).toEqual(['B', 'a', 'b', 'ä']);
  });

  it('leaves rows of the same place in the order they came', () => {
    const [a, b] = [
      { place: 'x', cells: ['first'] },
      { place: 'x', cells: ['second'] },
    ];
    expect(sorted([a, b])).toEqual(['first', 'second']);
    expect(comparePlaced(a, b)).toBe(0);
  });
});
