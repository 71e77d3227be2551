import { describe, expect, test } from 'vitest';
import { type ExportRow, exportZip } from '../../export.ts';
import { readInMemory, refusal } from './reading.ts';

async function factsOf(...rows: ExportRow[]) {
  const { facts, report } = await readInMemory(exportZip({ Export: rows }));
  return { ...facts, warnings: report.warnings() };
}

const refused = (...rows: ExportRow[]) => refusal(readInMemory(exportZip({ Export: rows })));

describe('Export.csv', () => {
  test('says when the export was made, of which days and by what', async () => {
    expect(await factsOf({})).toEqual({
      format: 'FY2026',
      exportId: 'X1',
      exportDate: '2026-01-31',
      exportStartDate: '2023-02-01',
      exportEndDate: '2026-01-31',
      software: 'Example HMIS 7',
      hashed: false,
      warnings: [],
    });
  });

  test('of several rows: the newest counts, the days are those of all, and it is a warning', async () => {
    const facts = await factsOf(
      { ExportID: 'old', ExportDate: '2025-12-01', ExportStartDate: '2020-01-01', ExportEndDate: '2025-11-30' },
      { ExportID: 'new', ExportDate: '2026-01-31', ExportStartDate: '2023-02-01', ExportEndDate: '2026-01-31' },
      { ExportID: 'mid', ExportDate: '2026-01-01', ExportStartDate: '2024-01-01', ExportEndDate: '2026-03-31' },
    );
    expect(facts).toMatchObject({ exportId: 'new', exportStartDate: '2020-01-01', exportEndDate: '2026-03-31' });
    expect(facts.warnings).toEqual([
      { file: 'Export.csv', field: '', what: 'row beside the one an export should have', count: 1 },
    ]);
  });

  test('without a row is refused', async () => {
    expect(await refused()).toEqual({
      code: 'ImportRefused',
      message: 'Export.csv has no row that can be used: its dates must be filled.',
    });
  });

  test.each(['ExportDate', 'ExportStartDate', 'ExportEndDate'])('without an %s is refused', async (field) => {
    expect((await refused({ [field]: '' })).message).toContain('its dates must be filled');
  });

  test('with month first in its dates is read', async () => {
    expect(await factsOf({ ExportDate: '02-07-2023 12:00:00', ExportStartDate: '2/1/22' })).toMatchObject({
      exportDate: '2023-02-07',
      exportStartDate: '2022-02-01',
    });
  });

  test.each([
    ['a delta', { ExportDirective: 1 }, 'This export is a delta (ExportDirective 1)'],
    ['updated records alone', { ExportPeriodType: 1 }, 'only updated records (ExportPeriodType 1)'],
    ['a delta that is written 1.0', { ExportDirective: '1.0' }, 'This export is a delta'],
  ])('of %s is refused: it would replace an HMIS by a handful of changes', async (_, row, sentence) => {
    const { code, message } = await refused(row);
    expect(code).toBe('ImportRefused');
    expect(message).toContain(sentence);
  });

  test('of several rows, one of them a delta, is refused', async () => {
    expect((await refused({}, { ExportDate: '2020-01-01', ExportDirective: 1 })).message).toContain('delta');
  });

  test.each([
    ['a full export', { ExportDirective: 2 }],
    ['another directive', { ExportDirective: 3 }],
    ['no directive', { ExportDirective: '', ExportPeriodType: '' }],
    ['another period', { ExportPeriodType: 4 }],
  ])('of %s is taken', async (_, row) => {
    expect(await factsOf(row)).toMatchObject({ exportId: 'X1' });
  });

  test('whose UserID and other fields are blank is taken', async () => {
    expect(await factsOf({ ExportID: '', SoftwareName: '', SoftwareVersion: '' })).toMatchObject({
      exportId: '',
      software: '',
    });
  });
});

describe('the format', () => {
  test.each([
    ['2026 v1.0', 'FY2026'],
    ['2026 v1', 'FY2026'],
    ['FY2026', 'FY2026'],
    ['2024 v1.3', 'FY2024'],
  ] as const)('of CSVVersion %s is %s', async (CSVVersion, format) => {
    const { facts } = await readInMemory(exportZip({ Export: [{ CSVVersion }] }, { format }));
    expect(facts.format).toBe(format);
  });

  test.each(['2022 v1.5', '2020', '2028 v1.0'])('of CSVVersion %s is refused', async (CSVVersion) => {
    expect(await refused({ CSVVersion })).toEqual({
      code: 'ImportRefused',
      message: `CSVVersion is "${CSVVersion}"; exports in the formats FY 2024 and FY 2026 can be imported.`,
    });
  });

  test.each([
    ['', 'FY2026'],
    ['', 'FY2024'],
    ['v1.3', 'FY2026'],
    ['v1.3', 'FY2024'],
  ] as const)('of CSVVersion %j is told by the columns of Client.csv: %s', async (CSVVersion, format) => {
    const zip = exportZip(
      { Export: [{ CSVVersion }], Client: [{ Sex: 1, Woman: 1, GenderNone: '', HispanicLatinaeo: 1 }] },
      { format },
    );
    const { facts, enrollments } = await readInMemory(zip);
    expect(facts.format).toBe(format);
    expect(enrollments.get('E1')).toMatchObject(
      format === 'FY2026' ? { Sex: 1, Genders: [] } : { Sex: null, Genders: ['Woman'] },
    );
  });

  test('FY 2024 knows HispanicLatinaeo for what FY 2026 calls HispanicLatinao', async () => {
    const old = exportZip({ Client: [{ HispanicLatinaeo: 1, White: 0 }] }, { format: 'FY2024' });
    const current = exportZip({ Client: [{ HispanicLatinao: 1, White: 0 }] });
    for (const zip of [old, current]) {
      const { enrollments, report } = await readInMemory(zip);
      expect(enrollments.get('E1')?.Races).toEqual(['HispanicLatinao']);
      expect(report.warnings()).toEqual([]);
    }
  });
});

describe('hashed names', () => {
  const sha256 = 'a'.repeat(64);
  const md5 = '0123456789abcdef0123456789abcdef';

  test.each<[string, ExportRow, ExportRow, boolean]>([
    ['HashStatus 4', { HashStatus: 4 }, { FirstName: sha256, LastName: sha256, SSN: `1234${sha256}` }, true],
    ['HashStatus 2', { HashStatus: 2 }, { FirstName: 'b'.repeat(40), LastName: 'b'.repeat(40), SSN: '' }, true],
    ['hashes though HashStatus says 1', { HashStatus: 1 }, { FirstName: md5, LastName: md5, SSN: md5 }, true],
    ['names, HashStatus 1', { HashStatus: 1 }, {}, false],
    ['no names at all', { HashStatus: 1 }, { FirstName: '', LastName: '', SSN: '' }, false],
  ])('%s', async (_, exportRow, client, hashed) => {
    const { facts } = await readInMemory(exportZip({ Export: [exportRow], Client: [client] }));
    expect(facts.hashed).toBe(hashed);
  });
});
