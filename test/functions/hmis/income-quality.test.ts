import { describe, expect, it } from 'vitest';
import { incomeQuality } from '../../../functions/hmis/income-quality.ts';
import { INCOME_SOURCES } from '../../../functions/hmis/lists/income-benefits.ts';
import type { QualityClass } from '../../../functions/hmis/records.ts';

describe('incomeQuality', () => {
  it.each<[string, number | null, number, QualityClass]>([
    ['no income and no source', 0, 0, 'ok'],
    ['no income, yet a source', 0, 1, 'issue'],
    ['income from one source', 1, 1, 'ok'],
    ['income from three sources', 1, 3, 'ok'],
    ['income without a source', 1, 0, 'issue'],
    ["doesn't know, whatever the sources", 8, 1, 'dontKnow'],
    ['prefers not to answer', 9, 0, 'dontKnow'],
    ['not collected, whatever the sources', 99, 1, 'missing'],
    ['blank', null, 0, 'missing'],
    ['an unknown code', 5, 1, 'missing'],
  ])('%s', (_sentence, IncomeFromAnySource, sources, expected) => {
    expect(incomeQuality({ IncomeFromAnySource, sources })).toBe(expected);
  });

  it('knows the fifteen sources of 4.02.3 to 4.02.17', () => {
    expect(new Set(INCOME_SOURCES).size).toBe(15);
  });
});
