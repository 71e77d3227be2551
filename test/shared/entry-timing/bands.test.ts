import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BANDS, bandOf, isWithinStandard } from '../../../shared/entry-timing/bands.ts';

describe('the bands of Q6e', () => {
  it('are six, in HUD’s order and words', () => {
    expect(BANDS).toEqual(['< 0 days', '0 days', '1-3 days', '4-6 days', '7-10 days', '11+ days']);
  });

  it.each([
    [-3000, '< 0 days'],
    [-1, '< 0 days'],
    [0, '0 days'],
    [1, '1-3 days'],
    [3, '1-3 days'],
    [4, '4-6 days'],
    [6, '4-6 days'],
    [7, '7-10 days'],
    [10, '7-10 days'],
    [11, '11+ days'],
    [3000, '11+ days'],
  ])('%i days are in %s', (days, band) => {
    expect(bandOf(days)).toBe(band);
  });

  it('follow one another: more days are never in an earlier band', () => {
    const days = fc.integer({ min: -400, max: 400 });
    fc.assert(
      fc.property(days, fc.nat(20), (first, more) => {
        const place = (value: number) => BANDS.indexOf(bandOf(value));
        expect(place(first)).toBeGreaterThanOrEqual(0);
        expect(place(first + more)).toBeGreaterThanOrEqual(place(first));
      }),
      { seed: 1 },
    );
  });
});

describe('within a standard', () => {
  it.each([
    [-1, 3, false],
    [0, 3, true],
    [3, 3, true],
    [4, 3, false],
    [-1, 0, false],
    [0, 0, true],
    [1, 0, false],
    [365, 365, true],
    [366, 365, false],
  ])('%i days of a standard of %i: %s', (days, standard, within) => {
    expect(isWithinStandard(days, standard)).toBe(within);
  });
});
