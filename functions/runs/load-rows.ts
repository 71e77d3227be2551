import { HmisError } from '../../shared/errors.ts';
import type { ReportRows } from '../report-rows.ts';

/**
 * The report of an id that the deployment has. Both halves are found by file name, here and in a bundle, so that a report
 * is added by adding its two files. Throws HmisError `NotFound`.
 */
export async function loadRows(id: string, reportIds: readonly string[]): Promise<ReportRows> {
  if (!reportIds.includes(id)) throw new HmisError('NotFound', 'There is no such report.', { field: 'id' });
  const module = (await import(`../reports/${id}.ts`)) as { default?: Partial<ReportRows> };
  const rows = module.default;
  if (rows?.definition?.id !== id || typeof rows.rows !== 'function') {
    throw new Error(`functions/reports/${id}.ts does not export the rows of shared/reports/${id}.ts.`);
  }
  return rows as ReportRows;
}
