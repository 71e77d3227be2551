import { type Difference, differences, type HudRow, listRows } from './difference.ts';
import type { CheckedProject } from './lists.ts';
import { hudStayInWords } from './q7b.ts';

/** The groups of Q16 that say there is no annual assessment; any other group has one, a blank is no adult stayer. */
const STATUS: Readonly<Record<string, string>> = {
  'No Annual Required': 'NotRequired',
  'Required Annual Missing': 'Missing',
};

/** The adult stayers and their annual assessment, as the APR asks for it: Annual Assessments Due in APR mode. */
export async function compareQ16(project: CheckedProject, theirs: readonly HudRow[]): Promise<Difference[]> {
  const run = await project.list('annual-assessments', { ...project.range, mode: 'apr' });
  const adults = listRows(run).filter(({ Age }) => typeof Age === 'number' && Age >= 18);
  const rows = new Map(adults.map((row) => [String(row.EnrollmentID), row]));
  const hudRows = new Map(theirs.map((row) => [row.EnrollmentID ?? '', row]));
  const stayers = theirs.filter((row) => row.annual_total_income_group !== '');
  return differences({
    project: project.id,
    question: 'Q16',
    ours: new Map([...rows].map(([id, { Status }]) => [id, { Status: Status ?? null }])),
    theirs: new Map(
      stayers.map((row) => [
        row.EnrollmentID ?? '',
        { Status: STATUS[row.annual_total_income_group ?? ''] ?? 'Completed' },
      ]),
    ),
    ourReason: (id) => String(rows.get(id)?.Basis ?? 'not an adult stayer of the range'),
    theirReason: (id) => {
      const row = hudRows.get(id);
      if (!row) return 'not among the latest stays';
      return `${hudStayInWords(row)}; ${row.annual_total_income_group || 'taken for no adult stayer'}`;
    },
  });
}
