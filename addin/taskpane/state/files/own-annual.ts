import { HmisError } from '../../../../shared/errors.ts';
import { loadReport } from '../../../../shared/load-report.ts';
import type { OwnAnnual } from '../../../files/compare-annual.ts';
import { runReport } from '../../../service/run.ts';
import type { RunClient } from '../../../service/run-client.ts';

/** The range and projects that a zip of ours says it is about. */
export interface Period {
  readonly from: string;
  readonly to: string;
  readonly projects: readonly string[];
}

const REPORT = 'annual-assessments';

/** Our own annual list as the APR counts it: everyone, without names. Throws what the service says. */
export async function ownAnnual(client: RunClient, { from, to, projects }: Period): Promise<OwnAnnual[]> {
  const params = { mode: 'apr', members: 'all', from, to, projects };
  const { columns, rows } = await runReport(client, { report: await loadReport(REPORT), params });
  const at = (key: string) => columns.findIndex((column) => column.key === key);
  const [person, enrollment, status] = [at('PersonalID'), at('EnrollmentID'), at('Status')];
  return rows.map((row) => ({
    PersonalID: String(row[person]),
    EnrollmentID: String(row[enrollment]),
    Status: statusOf(row[status]),
  }));
}

function statusOf(cell: unknown): OwnAnnual['Status'] {
  if (cell === 'NotRequired' || cell === 'Completed' || cell === 'Missing') return cell;
  throw new HmisError('Internal', 'Our own list has a status that is not known here. Load the add-in anew.');
}
