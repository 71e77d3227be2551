import type { Client } from '../../../addin/service/client.ts';
import { type RunResult, runReport } from '../../../addin/service/run.ts';
import type { DateRange } from '../../../shared/dates.ts';
import { loadReport } from '../../../shared/load-report.ts';

/** One project of the export, and a way to ask for lists of it. */
export interface CheckedProject {
  readonly id: string;
  readonly projectType: number | null;
  readonly range: DateRange;
  list(report: string, params: Readonly<Record<string, unknown>>): Promise<RunResult>;
}

/** The project over a service that has the export. */
export function checkedProject(
  client: Client,
  id: string,
  projectType: number | null,
  range: DateRange,
): CheckedProject {
  return {
    id,
    projectType,
    range,
    list: async (report, params) =>
      runReport(client, { report: await loadReport(report), params: { ...params, projects: [id] } }),
  };
}
