import type { CsvFile } from '../../../functions/importer/csv-files.ts';
import { headerOf } from '../../../functions/importer/csv-files.ts';
import type { HmisFormat } from '../../../shared/column.ts';

export type Value = string | number | null;

/** One record by field name; a field left out is blank. */
export type Row = Readonly<Record<string, Value>>;

/** Writes rows of one file as exports do: CRLF, texts quoted, numbers, dates and times bare, money with two decimals. */
export function csvLines(file: CsvFile, format: HmisFormat): { header: string; line: (row: Row) => string } {
  const header = headerOf(file, format);
  const fields = header.map((name) => ({ name, bare: isTime(name), money: isMoney(name) }));
  const cell = (row: Row, { name, bare, money }: (typeof fields)[number]) => {
    const value = row[name];
    if (typeof value === 'number') return money ? value.toFixed(2) : value;
    return value && !bare ? quoted(value) : value;
  };
  return {
    header: `${header.map(quoted).join(',')}\r\n`,
    // `join` writes null and undefined as nothing.
    line: (row) => `${fields.map((field) => cell(row, field)).join(',')}\r\n`,
  };
}

// Every D and T field of the specification has Date in its name, DOB excepted, and no other field has.
function isTime(name: string): boolean {
  return name === 'DOB' || name.includes('Date');
}

function isMoney(name: string): boolean {
  return name.endsWith('Amount') || name === 'TotalMonthlyIncome';
}

function quoted(text: string): string {
  return text.includes('"') ? `"${text.replaceAll('"', '""')}"` : `"${text}"`;
}
