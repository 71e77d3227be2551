import type { DuckDBConnection } from '@duckdb/node-api';
import { addDays, addYears, type CalendarDate, calendarDate } from '../../../shared/dates.ts';
import type { ProjectId } from '../../../shared/ids.ts';
import { LIST_LENGTH } from '../../../shared/parameter.ts';

/** What the lists are asked for: found in the export itself, whatever its seed and size. */
export interface Choices {
  /** The project with the most enrollments. */
  readonly project: ProjectId;
  /** The CoC with the most enrollments. */
  readonly coc: {
    readonly projects: readonly ProjectId[];
    readonly lastDay: CalendarDate;
    readonly yearAgo: CalendarDate;
  };
  /** As many projects as can be asked for by id. */
  readonly many: readonly ProjectId[];
}

/** Of projects that an administrator sees: victim service providers' rows stay with their own organization. */
export async function choices(db: DuckDBConnection): Promise<Choices> {
  const projects = `(
    SELECT p.ProjectID, any_value(c.CoCCode) AS CoCCode,
      (SELECT count(*) FROM tables."Enrollment" e WHERE e.ProjectID = p.ProjectID) AS enrollments
    FROM tables."Project" p JOIN tables."Organization" o USING (OrganizationID)
      JOIN tables."ProjectCoC" c USING (ProjectID)
    WHERE p.DateDeleted IS NULL AND o.VictimServiceProvider <> '1'
    GROUP BY p.ProjectID)`;
  const ids = async (query: string) =>
    (await db.runAndReadAll(query)).getRows().map(([id]) => String(id)) as unknown as ProjectId[];
  const [project] = await ids(`SELECT ProjectID FROM ${projects} ORDER BY enrollments DESC, ProjectID LIMIT 1`);
  const [coc] = await ids(`SELECT CoCCode FROM ${projects} GROUP BY 1 ORDER BY sum(enrollments) DESC, CoCCode LIMIT 1`);
  const [lastDay] = await ids(`SELECT ExportEndDate::DATE::VARCHAR FROM tables."Export"`);
  if (!project || !lastDay) throw new Error('The export has no projects.');
  const day = calendarDate(lastDay);
  return {
    project,
    coc: {
      projects: await ids(`SELECT ProjectID FROM ${projects} WHERE CoCCode = '${coc}' ORDER BY ProjectID`),
      lastDay: day,
      yearAgo: addDays(addYears(day, -1), 1),
    },
    many: await ids(`SELECT ProjectID FROM ${projects} ORDER BY ProjectID LIMIT ${LIST_LENGTH}`),
  };
}
