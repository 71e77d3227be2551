import { type Difference, differences, type Facts, type HudRow, type ListRow, listRows } from './difference.ts';
import type { CheckedProject } from './lists.ts';
import { hudStayInWords } from './q7b.ts';

const SIDES = [
  { type: 'Project start', days: 'days_for_entry', band: 'TimeForEnrollmentEntry', event: 'EntryDate' },
  { type: 'Project exit', days: 'days_for_exit', band: 'TimeForExitEntry', event: 'ExitDate' },
] as const;

/** Days from start and exit to their entry: Data Entry Timing over HUD's universe. */
export async function compareQ6e(project: CheckedProject, theirs: readonly HudRow[]): Promise<Difference[]> {
  const run = await project.list('data-entry-timing', { ...project.range, universe: 'hud' });
  const all = listRows(run);
  return SIDES.flatMap(({ type, days, band, event }) => {
    const rows = new Map(
      all.filter(({ RecordType }) => RecordType === type).map((row) => [String(row.EnrollmentID), row]),
    );
    const hudRows = new Map(theirs.map((row) => [row.EnrollmentID ?? '', row]));
    const timed = theirs.filter((row) => row[band] !== '');
    return differences({
      project: project.id,
      question: `Q6e ${type.toLowerCase()}`,
      ours: new Map([...rows].map(([id, row]) => [id, factsOf(row)])),
      theirs: new Map(
        timed.map((row) => [row.EnrollmentID ?? '', { Days: Number(row[days]), Band: row[band] ?? null }]),
      ),
      ourReason: (id) => {
        const row = rows.get(id);
        return row ? `${event} ${row.EventDate}, DateCreated ${row.DateCreated ?? 'blank'}` : 'not timed in the range';
      },
      theirReason: (id) => hudStayInWords(hudRows.get(id)) ?? 'not among the latest stays',
    });
  });
}

function factsOf({ DaysToEnter, TimeForRecordEntry }: ListRow): Facts {
  return { Days: DaysToEnter ?? null, Band: TimeForRecordEntry ?? null };
}
