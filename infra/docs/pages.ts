import { loadReport } from '../../shared/load-report.ts';
import { inReportOrder } from '../../shared/report-order.ts';
import { reportIds } from '../report-ids.ts';
import { reportIndex, reportPage } from './report-page.ts';

/** The pages of docs/reports/ that the reports' definitions give, by file name. */
export async function reportPages(): Promise<ReadonlyMap<string, string>> {
  const reports = await Promise.all(reportIds().map(loadReport));
  return new Map([
    ['README.md', reportIndex(inReportOrder(reports))],
    ...reports.map((report) => [`${report.id}.md`, reportPage(report)] as const),
  ]);
}
