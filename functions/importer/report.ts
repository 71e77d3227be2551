import type { FileCounts, ImportStatus, RefusedRow } from '../../shared/contract/imports.ts';
import { HmisError } from '../../shared/errors.ts';
import type { CsvFile } from './csv-files.ts';

/** Refused rows that are kept one by one; beyond it they are only counted. */
const LISTED = 100_000;

/** Different odd things of a file that are told one by one: the status that lists them all is one item of 400 KB. */
const WARNINGS_OF_A_FILE = 40;

/** A file whose refused rows are more than this share is not one to build lists on. */
export const BAD_ROWS_SHARE = 0.05;
/** A handful of bad rows in a small file says little about the export. */
const BAD_ROWS_ALWAYS_TAKEN = 10;

const MORE = 'more odd things, which are not listed';

type Warning = ImportStatus['warnings'][number];
type Counts = { -readonly [Name in keyof FileCounts]: FileCounts[Name] };

/** What a part of an export's reading met, as it goes from one function to another. */
export interface ReportPart {
  readonly files: readonly (readonly [CsvFile, FileCounts])[];
  readonly warnings: readonly Warning[];
  readonly refused: readonly RefusedRow[];
  readonly refusedTotal: number;
}

/** Where the reading of a file says what it met. */
export interface RowReport {
  count(file: CsvFile, what: 'kept' | 'deleted'): void;
  refuse(file: CsvFile, line: number, field: string, reason: string): void;
  warn(file: string, field: string, what: string): void;
  /** Throws HmisError `ImportRefused` where a file has more bad rows than a list can be built on. */
  assertFewRefused(file: CsvFile): void;
}

/** What an import met: rows by file, each one refused and why, and odd things taken as they are. Never a field's value. */
export class ImportReport implements RowReport {
  readonly #files = new Map<CsvFile, Counts>();
  readonly #warnings = new Map<string, Map<string, Warning>>();
  readonly refused: RefusedRow[] = [];
  #refusedTotal = 0;

  count(file: CsvFile, what: 'kept' | 'deleted'): void {
    const counts = this.#of(file);
    counts.rows++;
    counts[what]++;
  }

  refuse(file: CsvFile, line: number, field: string, reason: string): void {
    const counts = this.#of(file);
    counts.rows++;
    counts.refused++;
    this.#refusedTotal++;
    if (this.refused.length < LISTED) this.refused.push({ file: `${file}.csv`, line, field, reason });
  }

  warn(file: string, field: string, what: string): void {
    this.#warn({ file, field, what, count: 1 });
  }

  part(): ReportPart {
    return {
      files: [...this.#files],
      warnings: this.warnings(),
      refused: this.refused,
      refusedTotal: this.refusedTotal,
    };
  }

  /** Adds what was met elsewhere; parts are added in the order in which one function would have read them. */
  add({ files, warnings, refused, refusedTotal }: ReportPart): void {
    for (const [file, { rows, kept, deleted, refused: bad }] of files) {
      const counts = this.#of(file);
      counts.rows += rows;
      counts.kept += kept;
      counts.deleted += deleted;
      counts.refused += bad;
    }
    for (const warning of warnings) this.#warn(warning);
    this.refused.push(...refused.slice(0, LISTED - this.refused.length));
    this.#refusedTotal += refusedTotal;
  }

  get refusedTotal(): number {
    return this.#refusedTotal;
  }

  files(): Record<string, FileCounts> {
    return Object.fromEntries([...this.#files].map(([file, counts]) => [`${file}.csv`, { ...counts }]));
  }

  warnings(): ImportStatus['warnings'] {
    return [...this.#warnings.values()].flatMap((ofFile) => [...ofFile.values()]);
  }

  /** For a file that is read twice: the first reading counts its rows. */
  countsOnly(): RowReport {
    const { count, refuse, assertFewRefused } = bound(this);
    return { count, refuse, assertFewRefused, warn: () => undefined };
  }

  /** And the second one says what is odd about its values. */
  warningsOnly(): RowReport {
    const { warn } = bound(this);
    return { warn, count: () => undefined, refuse: () => undefined, assertFewRefused: () => undefined };
  }

  assertFewRefused(file: CsvFile): void {
    const { rows, refused } = this.#of(file);
    if (refused <= BAD_ROWS_ALWAYS_TAKEN || refused / rows <= BAD_ROWS_SHARE) return;
    const first = this.refused.find((row) => row.file === `${file}.csv`);
    const example = first ? ` The first: line ${first.line}, ${first.field} ${first.reason}.` : '';
    throw new HmisError(
      'ImportRefused',
      `${file}.csv: ${refused} of ${rows} rows cannot be used, over ${BAD_ROWS_SHARE * 100} %.${example} Export again, or mend the file.`,
      { field: `${file}.csv` },
    );
  }

  #warn({ file, field, what, count }: Warning): void {
    const ofFile = this.#warnings.get(file) ?? new Map<string, Warning>();
    this.#warnings.set(file, ofFile);
    const key = JSON.stringify([field, what]);
    const listed = what !== MORE && (ofFile.has(key) || ofFile.size < WARNINGS_OF_A_FILE);
    const [place, warning] = listed ? [key, { file, field, what }] : ['', { file, field: '', what: MORE }];
    ofFile.set(place, { ...warning, count: (ofFile.get(place)?.count ?? 0) + count });
  }

  #of(file: CsvFile): Counts {
    const counts = this.#files.get(file) ?? { rows: 0, kept: 0, deleted: 0, refused: 0 };
    this.#files.set(file, counts);
    return counts;
  }
}

function bound(report: ImportReport): RowReport {
  return {
    count: (file, what) => report.count(file, what),
    refuse: (file, line, field, reason) => report.refuse(file, line, field, reason),
    warn: (file, field, what) => report.warn(file, field, what),
    assertFewRefused: (file) => report.assertFewRefused(file),
  };
}
