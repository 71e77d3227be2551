import { addDays, type CalendarDate, dayNumber } from '../../../shared/dates.ts';
import { type Difference, differences, type HudRow, type ListRow, listRows } from './difference.ts';
import type { CheckedProject } from './lists.ts';

/** Projects where nobody sleeps are counted by entry and exit dates, the others by who is there at night [APR, Q7b]. */
const BY_NIGHT: readonly (number | null)[] = [0, 1, 2, 3, 8, 9, 10, 13];

const MONTHS = { '01': 'January', '04': 'April', '07': 'July', '10': 'October' } as const;

/** The last Wednesday of January, April, July and October in the range, the latest of each [APR, Q7b]. */
export function countedNights({ from, to }: CheckedProject['range']): Map<string, CalendarDate> {
  const nights = new Map<string, CalendarDate>();
  for (let day = from; day <= to; day = addDays(day, 1)) {
    const month = MONTHS[day.slice(5, 7) as keyof typeof MONTHS];
    // 1970-01-01 was a Thursday.
    const isWednesday = (((dayNumber(day) + 1) % 7) + 7) % 7 === 0;
    const isLast = addDays(day, 7).slice(5, 7) !== day.slice(5, 7);
    if (month !== undefined && isWednesday && isLast) nights.set(month, day);
  }
  return nights;
}

/** Who is there on each of HUD's nights: the Active Client List of that night. */
export async function compareQ7b(project: CheckedProject, theirs: readonly HudRow[]): Promise<Difference[]> {
  const method = BY_NIGHT.includes(project.projectType) ? 'inResidence' : 'entryExit';
  const found: Difference[] = [];
  for (const [month, night] of countedNights(project.range)) {
    const run = await project.list('active-clients', { from: night, to: night, method });
    const hud = theirs.filter((row) => row.Month === month);
    const rows = new Map(listRows(run).map((row) => [String(row.EnrollmentID), row]));
    const hudRows = new Map(hud.map((row) => [row.EnrollmentID ?? '', row]));
    found.push(
      ...differences({
        project: project.id,
        question: `Q7b ${month}`,
        ours: new Map([...rows.keys()].map((id) => [id, {}])),
        theirs: new Map([...hudRows.keys()].map((id) => [id, {}])),
        ourReason: (id) => stayInWords(rows.get(id)) ?? `${run.notes[0]}`,
        theirReason: (id) => hudStayInWords(hudRows.get(id)) ?? `not there on ${night}`,
      }),
    );
  }
  return found;
}

export function stayInWords(row: ListRow | undefined): string | undefined {
  if (!row) return undefined;
  const moved = row.MoveInDate ? `, moved in ${row.MoveInDate}` : '';
  return `entered ${row.EntryDate}${row.ExitDate ? `, exited ${row.ExitDate}` : ', open'}${moved}`;
}

export function hudStayInWords(row: HudRow | undefined): string | undefined {
  return row && `entered ${row.EntryDate}${row.ExitDate ? `, exited ${row.ExitDate}` : ', open'}`;
}
