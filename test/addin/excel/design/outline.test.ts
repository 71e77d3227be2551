import { describe, expect, it } from 'vitest';
import { levelWords, planOutline } from '../../../../addin/excel/design/outline.ts';

const OUTLINE = { levels: ['Total', 'Organization', 'Program', 'Client'], shown: 3 };

const groups = (words: readonly string[], firstRow = 1) =>
  planOutline(OUTLINE, 'Totals', firstRow, words).flatMap((step) =>
    step.kind === 'design' && step.design.kind === 'group' ? [step.design.rows] : [],
  );

describe('the groups of an outline', () => {
  it('have what a line sums up above it: clients, programs, organizations', () => {
    const words = [
      'Client',
      'Client',
      'Program',
      'Program',
      'Organization',
      'Client',
      'Program',
      'Organization',
      'Total',
    ];
    expect(groups(words)).toEqual([
      // All that the total sums up,
      { row: 1, rows: 8 },
      // what each organization does,
      { row: 1, rows: 4 },
      { row: 6, rows: 2 },
      // and what each program does: the second of the first organization has nobody.
      { row: 1, rows: 2 },
      { row: 6, rows: 1 },
    ]);
  });

  it('begin where the table does', () => {
    expect(groups(['Client', 'Program', 'Organization', 'Total'], 5)).toContainEqual({ row: 5, rows: 1 });
  });

  it('are none around a line that is no level, and around nothing', () => {
    expect(groups(['Total'])).toEqual([]);
    expect(groups([])).toEqual([]);
    expect(groups(['?', 'Total'])).toEqual([]);
  });

  it('open as far as the outline says', () => {
    expect(planOutline(OUTLINE, 'Totals', 1, ['Program', 'Organization', 'Total']).at(-1)).toEqual({
      kind: 'design',
      sheet: 'Totals',
      design: { kind: 'showLevels', levels: 3 },
    });
  });
});

it('the words of the levels are found wherever the user moved their column', () => {
  expect(
    levelWords(
      ['Note', 'LEVEL'],
      [
        ['x', "'Total"],
        ['', 'Program'],
      ],
    ),
  ).toEqual(['Total', 'Program']);
});
