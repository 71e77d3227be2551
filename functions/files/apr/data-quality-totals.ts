import { addDays } from '../../../shared/dates.ts';
import { share } from '../../../shared/share.ts';
import { ELEMENT_ROWS, type ElementTable, rowNumber } from '../../hmis/apr/element-rows.ts';
import { INACTIVE_DAYS } from '../../hmis/apr/q6f.ts';
import { CLASSES, DATA_QUALITY_DETAIL } from './data-quality-detail.ts';
import type { CellCount, TableTotals } from './total.ts';
import type { ValidationRun } from './validation-run.ts';

const file = DATA_QUALITY_DETAIL.name;

const CLASS_COLUMNS = [
  { letter: 'B', words: CLASSES.dontKnow },
  { letter: 'C', words: CLASSES.missing },
  { letter: 'D', words: CLASSES.issue },
] as const;

/** Q6a, Q6b or Q6c: each element by class, its total and the share of those asked. */
export function elementTotals(table: ElementTable, count: CellCount, isHashed: boolean): TableTotals {
  const cells = ELEMENT_ROWS[table].flatMap(({ element, label, classes, of }, i) => {
    const row = rowNumber(i);
    const own = CLASS_COLUMNS.filter(({ letter }) => classes.includes(letter));
    const total = own.reduce((sum, { letter }) => sum + count(`${table}:${letter}${row}`), 0);
    const hashed = isHashed && element === 'SSN' ? '; hashed ones cannot be judged and are not counted' : '';
    const rows = `rows with Question ${table}, Element ${element}`;
    return [
      ...own.map(({ letter, words }) => ({
        cell: `${letter}${row}`,
        label: `${label}: ${words}`,
        value: count(`${table}:${letter}${row}`),
        how: `${rows} and Cell ${letter}${row}${hashed}`,
      })),
      { cell: `E${row}`, label: `${label}: Total`, value: total, how: `${rows} and any Cell${hashed}` },
      {
        cell: `F${row}`,
        label: `${label}: % of Issue Rate`,
        value: share(
          total,
          of.reduce((sum, q5aRow) => sum + count(`Q5a:B${q5aRow}`), 0),
        ),
        how: `E${row} divided by Q5a ${of.map((q5aRow) => `B${q5aRow}`).join(' + ')}`,
      },
    ];
  });
  return { table, file, cells: table === 'Q6a' ? [...cells, ...overallScore(count)] : cells };
}

function overallScore(count: CellCount): TableTotals['cells'] {
  const total = count('Q6a:E6');
  return [
    {
      cell: 'E6',
      label: 'Overall Score: Total',
      value: total,
      how: 'different PersonalIDs of rows with Question Q6a and any Cell',
    },
    {
      cell: 'F6',
      label: 'Overall Score: % of Issue Rate',
      value: share(total, count('Q5a:B2')),
      how: 'E6 divided by Q5a B2',
    },
  ];
}

const PROJECT_TYPE_ROWS = [
  { row: 2, label: 'ES-EE, ES-NbN, SH, Street Outreach' },
  { row: 3, label: 'TH' },
  { row: 4, label: 'PH (all)' },
  { row: 5, label: 'CE' },
  { row: 6, label: 'SSO, Day Shelter, HP' },
] as const;

const CHRONIC_COLUMNS = [
  { letter: 'C', words: 'Missing time in institution (3.917.2)' },
  { letter: 'D', words: 'Missing time in housing (3.917.2)' },
  { letter: 'E', words: 'Approximate date this episode started (3.917.3) Missing' },
  { letter: 'F', words: 'Number of times (3.917.4) DK/PNTA/missing' },
  { letter: 'G', words: 'Number of months (3.917.5) DK/PNTA/missing' },
] as const;

/** Q6d: by group of project types. Of street outreach, shelters and safe havens the time before is not asked. */
export function q6dTotals(count: CellCount): TableTotals {
  const all = (letter: 'B' | 'H') => PROJECT_TYPE_ROWS.reduce((sum, { row }) => sum + count(`Q6d:${letter}${row}`), 0);
  const persons = 'different PersonalIDs of rows with Question Q6d';
  const cells = PROJECT_TYPE_ROWS.flatMap(({ row, label }) => [
    {
      cell: `B${row}`,
      label: `${label}: Count of total records`,
      value: count(`Q6d:B${row}`),
      how: `${persons}, in projects of these types`,
    },
    ...CHRONIC_COLUMNS.filter(({ letter }) => row !== 2 || (letter !== 'C' && letter !== 'D')).map(
      ({ letter, words }) => ({
        cell: `${letter}${row}`,
        label: `${label}: ${words}`,
        value: count(`Q6d:${letter}${row}`),
        how: `rows with Question Q6d and Cell ${letter}${row}`,
      }),
    ),
    {
      cell: `H${row}`,
      label: `${label}: % of records unable to calculate`,
      value: share(count(`Q6d:H${row}`), count(`Q6d:B${row}`)),
      how: `${persons} and a Cell of row ${row}, divided by B${row}`,
    },
  ]);
  return {
    table: 'Q6d',
    file,
    cells: [
      ...cells,
      { cell: 'B7', label: 'Total: Count of total records', value: all('B'), how: persons },
      {
        cell: 'H7',
        label: 'Total: % of records unable to calculate',
        value: share(all('H'), all('B')),
        how: `${persons} and any Cell, divided by B7`,
      },
    ],
  };
}

/** Q6f: open records, and those without a contact or bed night in the last 90 days. */
export function q6fTotals(count: CellCount, { to }: ValidationRun['range']): TableTotals {
  const since = addDays(to, -INACTIVE_DAYS);
  const rows = [
    {
      row: 2,
      element: 'Contact',
      label: 'Contact (Adults and Heads of Household in Street Outreach or PATH-funded SSO)',
    },
    { row: 3, element: 'Bed Night', label: 'Bed Night (All clients in ES - NbN)' },
  ];
  const cells = rows.flatMap(({ row, element, label }) => [
    {
      cell: `B${row}`,
      label: `${label}: # of Records`,
      value: count(`Q6f:B${row}`),
      how: `rows with Question Q6f and Element ${element}`,
    },
    {
      cell: `C${row}`,
      label: `${label}: # of Inactive Records`,
      value: count(`Q6f:C${row}`),
      how: `rows with Question Q6f and Cell C${row}: none from ${since} to ${to}`,
    },
    {
      cell: `D${row}`,
      label: `${label}: % of Inactive Records`,
      value: share(count(`Q6f:C${row}`), count(`Q6f:B${row}`)),
      how: `C${row} divided by B${row}`,
    },
  ]);
  return { table: 'Q6f', file, cells };
}
