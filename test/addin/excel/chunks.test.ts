import { describe, expect, it } from 'vitest';
import { chunks, jsonBytes } from '../../../addin/excel/chunks.ts';

const rows = (count: number, text = 'x') => Array.from({ length: count }, (_, i) => [i, text]);

describe('rows in pieces', () => {
  it('are all there, in order, each piece told where it begins', () => {
    const pieces = [...chunks(rows(1_000), { bytes: 2_000 })];
    expect(pieces.flatMap((piece) => piece.rows)).toEqual(rows(1_000));
    let start = 0;
    for (const piece of pieces) {
      expect(piece.start).toBe(start);
      start += piece.rows.length;
    }
  });

  it('weigh no more than the budget, in bytes and not in characters', () => {
    const pieces = [...chunks(rows(500, '🏠'.repeat(20)), { bytes: 10_000 })];
    expect(pieces.length).toBeGreaterThan(1);
    for (const piece of pieces) expect(jsonBytes(piece.rows)).toBeLessThanOrEqual(10_000);
  });

  it('fill the budget but for one row', () => {
    const [first] = chunks(rows(10_000), { bytes: 50_000 });
    expect(jsonBytes(first?.rows)).toBeGreaterThan(40_000);
  });

  it('hold one row where a row alone is over the budget', () => {
    expect([...chunks(rows(3, 'x'.repeat(500)), { bytes: 100 })].map((piece) => piece.rows.length)).toEqual([1, 1, 1]);
  });

  it('follow a budget that is halved on the way', () => {
    const budget = { bytes: 10_000 };
    const pieces = chunks(rows(3_000), budget);
    const first = pieces.next().value?.rows.length ?? 0;
    budget.bytes = 5_000;
    const second = pieces.next().value?.rows.length ?? 0;
    expect(second).toBeLessThan(first * 0.6);
  });

  it('of nothing are none', () => {
    expect([...chunks([], { bytes: 100 })]).toEqual([]);
  });
});
