import { Q5A_ROWS } from '../../hmis/apr/q5a.ts';
import { TIMES_FOR_RECORD_ENTRY } from '../../hmis/apr/q6e.ts';
import { INCOME_RANGES, incomeRow } from '../../hmis/apr/q16.ts';
import { ANNUAL_DETAIL } from './annual-detail.ts';
import { CLIENT_DETAIL } from './client-detail.ts';
import { TIMELINESS_DETAIL } from './timeliness-detail.ts';
import type { CellCount, TableTotals } from './total.ts';

/** What to filter the client file by to count a row of Q5a. */
const Q5A_FILTERS: Readonly<Record<number, string>> = {
  2: '',
  3: 'AgeGroup Adult',
  4: 'AgeGroup Child',
  5: 'AgeGroup Unknown',
  6: 'Leaver Yes',
  7: 'Leaver Yes and AgeGroup Adult',
  8: 'Leaver Yes and (AgeGroup Adult or HeadOfHousehold Yes)',
  9: 'Stayer Yes',
  10: 'Stayer Yes and AgeGroup Adult',
  11: 'Veteran Yes',
  12: 'ChronicallyHomeless Yes',
  13: 'Youth Yes',
  14: 'ParentingYouth Yes',
  15: 'HeadOfHousehold Yes and AgeGroup Adult',
  16: 'HeadOfHousehold Yes and AgeGroup Child or Unknown',
  17: 'Stayed365DaysOrMore Yes',
};

export function q5aTotals(count: CellCount): TableTotals {
  const columns = [
    { letter: 'B', words: 'Count of Clients for DQ', included: 'IncludedInDataQuality Yes' },
    { letter: 'C', words: 'Count of Clients', included: 'IncludedInAPR Yes' },
  ];
  return {
    table: 'Q5a',
    file: CLIENT_DETAIL.name,
    cells: columns.flatMap(({ letter, words, included }) =>
      Q5A_ROWS.map(({ row, label }) => ({
        cell: `${letter}${row}`,
        label: `${label}: ${words}`,
        value: count(`Q5a:${letter}${row}`),
        how: `rows with ${[included, Q5A_FILTERS[row]].filter(Boolean).join(' and ')}`,
      })),
    ),
  };
}

export function q6eTotals(count: CellCount): TableTotals {
  const columns = [
    { letter: 'B', words: 'Number of Project Start Records', type: 'Project start' },
    { letter: 'C', words: 'Number of Project Exit Records', type: 'Project exit' },
  ];
  return {
    table: 'Q6e',
    file: TIMELINESS_DETAIL.name,
    cells: columns.flatMap(({ letter, words, type }) =>
      TIMES_FOR_RECORD_ENTRY.map((band, i) => ({
        cell: `${letter}${i + 2}`,
        label: `${band}: ${words}`,
        value: count(`Q6e:${letter}${i + 2}`),
        how: `rows with RecordType ${type} and TimeForRecordEntry ${band}`,
      })),
    ),
  };
}

/** HUD's words for the two rows that the file names in short. */
const ANNUAL_ROWS: Readonly<Record<number, string>> = {
  12: 'Number of adult stayers not yet required to have an annual assessment',
  13: 'Number of adult stayers without required annual assessment',
};

export function q16Totals(count: CellCount): TableTotals {
  const columns = [
    { letter: 'B', words: 'Income at Start', key: 'IncomeRange', ranges: INCOME_RANGES.slice(0, 10), of: 'adults' },
    {
      letter: 'C',
      words: 'Income at Latest Annual Assessment for Stayers',
      key: 'AnnualIncomeRange',
      ranges: INCOME_RANGES,
      of: 'adult stayers',
    },
  ];
  return {
    table: 'Q16',
    file: ANNUAL_DETAIL.name,
    cells: columns.flatMap(({ letter, words, key, ranges, of }) => {
      const rows = ranges.map((range) => ({ range, row: incomeRow(range) }));
      return [
        ...rows.map(({ range, row }) => ({
          cell: `${letter}${row}`,
          label: `${ANNUAL_ROWS[row] ?? range}: ${words}`,
          value: count(`Q16:${letter}${row}`),
          how: `rows with ${key} ${range}`,
        })),
        {
          cell: `${letter}14`,
          label: `Total Adults: ${words}`,
          value: rows.reduce((sum, { row }) => sum + count(`Q16:${letter}${row}`), 0),
          how: `rows with any ${key}: all ${of}`,
        },
      ];
    }),
  };
}
