import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { answerColumns, type Column, rowMaker } from '../../shared/column.ts';
import { loadReport } from '../../shared/load-report.ts';

const COLUMNS: readonly Column[] = [
  { key: 'PersonalID', type: 'text', note: 'The person.' },
  { key: 'LastName', type: 'text', pii: true, note: 'The name.' },
  { key: 'Sex', type: 'text', headerFY2024: 'Gender', note: 'Sex.' },
  { key: 'NeedsADAUnit', type: 'text', barrier: true, note: 'A barrier.' },
  { key: 'BarrierNotes', type: 'text', pii: true, barrier: true, note: 'Both.' },
  { key: 'Days', header: 'Days in project', type: 'number', note: 'Days.' },
];

/** security.md, "PII hidden is the default". */
const PII = [
  'LastName',
  'FirstName',
  'MiddleName',
  'NameSuffix',
  'SSN',
  'DOB',
  'PropertyName',
  'BarrierNotes',
  'Notes',
  'RegisteredSexOffender',
  'RelevantCriminalHistory',
  // A birthday, which tells the birth date with the age beside it.
  'ReachedOn',
  'DaysUntil',
];

/** reports.md 3: "shown only with the right to edit trackers". */
const BARRIERS = ['RegisteredSexOffender', 'RelevantCriminalHistory', 'NeedsADAUnit', 'BarrierNotes'];

describe('columns as they are answered', () => {
  it('have the header said, else the key, and over FY 2024 data the header that fits it', () => {
    const headers = (format: 'FY2024' | 'FY2026') => answerColumns(COLUMNS, format).map(({ header }) => header);
    expect(headers('FY2026')).toEqual([
      'PersonalID',
      'LastName',
      'Sex',
      'NeedsADAUnit',
      'BarrierNotes',
      'Days in project',
    ]);
    expect(headers('FY2024')).toEqual([
      'PersonalID',
      'LastName',
      'Gender',
      'NeedsADAUnit',
      'BarrierNotes',
      'Days in project',
    ]);
  });

  it('say which hold PII', () => {
    expect(answerColumns(COLUMNS, 'FY2026').map(({ pii }) => pii)).toEqual([false, true, false, false, true, false]);
  });
});

describe('a row with something hidden', () => {
  const ROW = ['1', 'Ellis', 'Female', 'Yes', 'steps', 0];

  it.each([
    [{ pii: true, barriers: true }, ROW],
    [{ pii: false, barriers: true }, ['1', null, 'Female', 'Yes', null, 0]],
    [{ pii: true, barriers: false }, ['1', 'Ellis', 'Female', null, null, 0]],
    [{ pii: false, barriers: false }, ['1', null, 'Female', null, null, 0]],
  ])('keeps its width; %j', (shown, expected) => {
    const cells = Object.fromEntries(COLUMNS.map(({ key }, i) => [key, ROW[i] ?? null]));
    expect(rowMaker(COLUMNS, shown)(cells)).toEqual(expected);
  });
});

describe.each(readdirSync(new URL('../../shared/reports/', import.meta.url)).map((name) => name.replace(/\.ts$/, '')))(
  'the report %s',
  (id) => {
    it('marks exactly the columns that are PII', async () => {
      const { columns } = await loadReport(id);
      const marked = columns.filter(({ pii }) => pii).map(({ key }) => key);
      expect(marked).toEqual(columns.map(({ key }) => key).filter((key) => PII.includes(key)));
    });

    it('marks exactly the columns that are barriers', async () => {
      const { columns } = await loadReport(id);
      const marked = columns.filter(({ barrier }) => barrier).map(({ key }) => key);
      expect(marked).toEqual(columns.map(({ key }) => key).filter((key) => BARRIERS.includes(key)));
    });

    it('has columns of different keys and headers, a note each, and the parameter hidePii, on unless it is said', async () => {
      const { columns, parameters } = await loadReport(id);
      expect(new Set(columns.map(({ key }) => key)).size).toBe(columns.length);
      for (const format of ['FY2024', 'FY2026'] as const) {
        expect(new Set(answerColumns(columns, format).map(({ header }) => header)).size).toBe(columns.length);
      }
      expect(columns.filter(({ note }) => note.trim() === '')).toEqual([]);
      expect(parameters.hidePii).toMatchObject({ kind: 'flag', default: true });
    });
  },
);
