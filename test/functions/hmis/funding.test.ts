import { describe, expect, it } from 'vitest';
import { fundersIn, fundingSourceCodes, fundingSources, hasFunder } from '../../../functions/hmis/funding.ts';
import { funder, project, range } from './enrollment.ts';

const YEAR = range('2022-01-01', '2022-12-31');

describe('a funder row', () => {
  it.each([
    ['ended the day before the range', '2020-01-01', '2021-12-31', false],
    ['ended on its first day', '2020-01-01', '2022-01-01', true],
    ['began on its last day', '2022-12-31', null, true],
    ['begins the day after', '2023-01-01', null, false],
    ['has no start', null, '2022-06-30', true],
    ['has no start and ended before', null, '2021-12-31', false],
    ['has neither start nor end', null, null, true],
    ['lies within the range', '2022-03-01', '2022-03-31', true],
  ])('that %s funds the project in it: %s', (_, StartDate, EndDate, expected) => {
    const of = project({ Funders: [funder(2, { StartDate, EndDate })] });
    expect(fundersIn(of, YEAR)).toHaveLength(expected ? 1 : 0);
  });
});

describe('funding sources', () => {
  it('are each named once, in the order of their codes', () => {
    const of = project({ Funders: [funder(20), funder(2), funder(20, { EndDate: '2022-06-30' }), funder(8)] });
    expect(fundingSourceCodes(of, YEAR)).toEqual([2, 8, 20]);
    expect(fundingSources(project({ Funders: [funder(20), funder(2)] }), YEAR)).toEqual({
      text: 'HUD: CoC - Permanent Supportive Housing; HUD: HUD/VASH',
      known: true,
    });
  });

  it('are blank where no grant overlaps the range', () => {
    const of = project({ Funders: [funder(2, { EndDate: '2021-12-31' })] });
    expect(fundingSources(of, YEAR)).toEqual({ text: null, known: true });
  });

  it('tell of a code that HUD does not have', () => {
    expect(fundingSources(project({ Funders: [funder(999)] }), YEAR)).toEqual({
      text: 'Unknown code (999)',
      known: false,
    });
  });

  it('are asked for by code', () => {
    expect([hasFunder([funder(21)], 21), hasFunder([funder(21)], 2), hasFunder([], 21)]).toEqual([true, false, false]);
  });
});
