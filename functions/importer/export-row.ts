import type { HmisFormat } from '../../shared/column.ts';
import { type CalendarDate, earlier, later } from '../../shared/dates.ts';
import { HmisError } from '../../shared/errors.ts';
import type { Row } from './read-file.ts';

/** What Export.csv says of the whole. */
export interface ExportFacts {
  readonly exportId: string;
  readonly exportDate: CalendarDate;
  readonly exportStartDate: CalendarDate;
  readonly exportEndDate: CalendarDate;
  readonly software: string;
  readonly csvVersion: string;
  readonly exportPeriodType: number | null;
  readonly exportDirective: number | null;
  readonly hashStatus: number | null;
}

export const EXPORT_FIELDS = ['ExportID', 'ExportDate', 'ExportStartDate', 'ExportEndDate', 'CSVVersion'] as const;

export function readExportRow(row: Row): ExportFacts {
  return {
    exportId: row.text('ExportID') ?? '',
    exportDate: row.neededDate('ExportDate'),
    exportStartDate: row.neededDate('ExportStartDate'),
    exportEndDate: row.neededDate('ExportEndDate'),
    software: [row.text('SoftwareName'), row.text('SoftwareVersion')].filter((part) => part !== null).join(' '),
    csvVersion: row.text('CSVVersion') ?? '',
    exportPeriodType: row.code('ExportPeriodType'),
    exportDirective: row.code('ExportDirective'),
    hashStatus: row.code('HashStatus'),
  };
}

/**
 * The one row that counts: the newest; an export stitched together of several covers the days of all of them. Throws
 * HmisError `ImportRefused` for an export that holds only changes, or none at all: it would replace an HMIS by a handful.
 */
export function checkExport(rows: readonly ExportFacts[]): ExportFacts {
  const newest = rows.toSorted((a, b) => (a.exportDate < b.exportDate ? 1 : -1))[0];
  if (!newest) throw refused('Export.csv has no row that can be used: its dates must be filled.');
  if (rows.some((row) => row.exportDirective === 1)) {
    throw refused(
      'This export is a delta (ExportDirective 1): it holds only changes. Export with ExportDirective 2, full.',
    );
  }
  if (rows.some((row) => row.exportPeriodType === 1)) {
    throw refused('This export holds only updated records (ExportPeriodType 1). Export a reporting period instead.');
  }
  return {
    ...newest,
    exportStartDate: rows.map((row) => row.exportStartDate).reduce(earlier),
    exportEndDate: rows.map((row) => row.exportEndDate).reduce(later),
  };
}

/** The format by CSVVersion; where that is blank or unclear, `undefined`: the headers of Client.csv then tell. */
export function formatOf(csvVersion: string): HmisFormat | undefined {
  const year = /20(\d\d)/.exec(csvVersion)?.[1];
  if (year === undefined) return undefined;
  if (year === '24') return 'FY2024';
  if (year === '26') return 'FY2026';
  throw refused(
    `CSVVersion is "${csvVersion.slice(0, 20)}"; exports in the formats FY 2024 and FY 2026 can be imported.`,
  );
}

function refused(message: string): HmisError {
  return new HmisError('ImportRefused', message, { field: 'Export.csv' });
}
