import type { CsvFile } from '../../../../functions/importer/csv-files.ts';
import type { SampleOptions } from '../../../../infra/local/sample/options.ts';
import type { Row } from '../../../../infra/local/sample/row.ts';
import { sampleFiles } from '../../../../infra/local/sample/sample.ts';

/** All rows of a small sample, by file. */
export function rowsOf(options: SampleOptions): Record<CsvFile, Row[]> {
  return Object.fromEntries(sampleFiles(options).map(({ file, rows }) => [file, [...rows]])) as Record<CsvFile, Row[]>;
}
