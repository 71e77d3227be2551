import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mean, median, percentile, sizeOf } from '../../../shared/entry-timing/distribution.ts';

function counted(values: readonly number[]): Map<number, number> {
  return new Map([...Map.groupBy(values, (value) => value)].map(([value, all]) => [value, all.length]));
}

describe('mean, median and 90th percentile', () => {
  it.each([
    ['of nothing', [], null, null, null],
    ['of one', [7], 7, 7, 7],
    ['of two', [1, 4], 2.5, 2.5, 4],
    ['of an odd number', [9, 1, 2], 4, 2, 9],
    ['of an even number', [1, 2, 4, 9], 4, 3, 9],
    ['of many alike', [0, 0, 0, 0, 10], 2, 0, 10],
    ['of ten: the ninth', [1, 2, 3, 4, 5, 6, 7, 8, 9, 100], 14.5, 5.5, 9],
    ['of eleven: the tenth', [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 100], 155 / 11, 6, 10],
    ['of numbers, not of texts', [9, 10, 100], 119 / 3, 10, 100],
  ])('%s', (_, values, itsMean, itsMedian, ninetieth) => {
    const distribution = counted(values);
    expect([mean(distribution), median(distribution), percentile(distribution, 90)]).toEqual([
      itsMean,
      itsMedian,
      ninetieth,
    ]);
  });

  it('are those of the values one by one, in whatever order they were counted', () => {
    const values = fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(values, fc.integer({ min: 1, max: 100 }), (all, percent) => {
        const distribution = counted(all);
        const sorted = all.toSorted((a, b) => a - b);
        const half = sorted.length / 2;
        const middle = [sorted[Math.ceil(half) - 1] ?? 0, sorted[Math.floor(half)] ?? 0];
        expect(sizeOf(distribution)).toBe(all.length);
        expect(median(distribution)).toBe(((middle[0] ?? 0) + (middle[1] ?? 0)) / 2);
        const value = percentile(distribution, percent) ?? -1;
        const upTo = (limit: number) => all.filter((one) => one <= limit).length * 100;
        expect(upTo(value)).toBeGreaterThanOrEqual(percent * all.length);
        expect(upTo(value - 1)).toBeLessThan(percent * all.length);
      }),
      { seed: 1, numRuns: 300 },
    );
  });
});
