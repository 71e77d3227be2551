import type { OrganizationId, ProjectId, UserId } from '../ids.ts';
import { countsOf, type Tally, type TallyCounter } from '../tally.ts';
import { addExitDates, type ExitDates, NO_EXIT_DATES } from './exit-dates.ts';
import type { RecordType } from './record-types.ts';

/** Where and by whom a record was entered, with the names that a summary shows. */
export interface Entered {
  readonly OrganizationID: OrganizationId;
  readonly OrganizationName: string;
  readonly ProjectID: ProjectId;
  readonly ProjectName: string;
  readonly UserID: UserId | null;
  /** The user's name; null where there is no user. */
  readonly EnteredBy: string | null;
}

/** So many records of one project, user and type that took the same number of days; null where none can be told. */
export interface RecordCount extends Entered {
  readonly type: RecordType;
  readonly days: number | null;
  readonly count: number;
}

/** No id has a control character; a name comes last in its key and may hold what it likes. */
const SEPARATOR = '\t';

/**
 * Counts a listed record. Ids and days make one key and names a key each, so that a tally has no more than one short key
 * a row, however many users and projects there are: it never outgrows the rows beside it.
 */
export function countRecord(tally: TallyCounter, { type, days, ...entered }: Omit<RecordCount, 'count'>): void {
  const { OrganizationID, OrganizationName, ProjectID, ProjectName, UserID, EnteredBy } = entered;
  tally.add(keyOf('days', [ProjectID, UserID ?? '', type, days ?? '']));
  tally.add(keyOf('project', [ProjectID, OrganizationID, ProjectName]));
  tally.add(keyOf('organization', [OrganizationID, OrganizationName]));
  if (UserID !== null) tally.add(keyOf('user', [UserID, EnteredBy ?? UserID]));
}

/** What a tally holds of listed records, in no order. */
export function recordCounts(tally: Tally): RecordCount[] {
  const organizations = new Map(countsOf(tally, 'organization').map(([key]) => partsOf(key, 2) as [string, string]));
  const users = new Map(countsOf(tally, 'user').map(([key]) => partsOf(key, 2) as [string, string]));
  const projects = new Map(countsOf(tally, 'project').map(([key]) => projectOf(key, organizations)));
  return countsOf(tally, 'days').flatMap(([key, count]): RecordCount[] => {
    const [ProjectID = '', user = '', type, days] = partsOf(key, 4);
    const project = projects.get(ProjectID);
    if (!project) return [];
    return [
      {
        ...project,
        UserID: user === '' ? null : (user as UserId),
        EnteredBy: user === '' ? null : (users.get(user) ?? user),
        type: type as RecordType,
        days: days === '' ? null : Number(days),
        count,
      },
    ];
  });
}

function projectOf(key: string, organizations: ReadonlyMap<string, string>) {
  const [ProjectID = '', OrganizationID = '', ProjectName = ''] = partsOf(key, 3);
  const project = {
    OrganizationID: OrganizationID as OrganizationId,
    OrganizationName: organizations.get(OrganizationID) ?? OrganizationID,
    ProjectID: ProjectID as ProjectId,
    ProjectName,
  };
  return [ProjectID, project] as const;
}

/** Counts an exit for the judgement of a project's exits: before any filter, of which the export knows nothing. */
export function countExitDates(tally: TallyCounter, project: ProjectId, exit: ExitDates): void {
  for (const [what, count] of Object.entries(exit)) if (count > 0) tally.add(`${what}:${project}`, count);
}

/** What a tally holds of exits, by ProjectID. */
export function exitDatesByProject(tally: Tally): ReadonlyMap<string, ExitDates> {
  const byProject = new Map<string, ExitDates>();
  for (const what of ['dated', 'asEnrollment', 'beforeExit'] as const) {
    for (const [project, count] of countsOf(tally, what)) {
      const known = byProject.get(project) ?? NO_EXIT_DATES;
      byProject.set(project, addExitDates(known, { ...NO_EXIT_DATES, [what]: count }));
    }
  }
  return byProject;
}

function keyOf(prefix: string, parts: readonly (string | number)[]): string {
  return `${prefix}:${parts.join(SEPARATOR)}`;
}

/** So many parts, the last with whatever is left. */
function partsOf(key: string, parts: number): string[] {
  const all = key.split(SEPARATOR);
  return [...all.slice(0, parts - 1), all.slice(parts - 1).join(SEPARATOR)];
}
