import type { Cell } from './column.ts';
import { countsOf, type Tally, type TallyCounter } from './tally.ts';

/**
 * Totals by project in a report's summary, by way of the tally: the service says each project once, from the catalog, and
 * counts under a field and its ProjectID; the summary puts both together, in the order of every list.
 */
export interface SummedProject {
  readonly OrganizationName: string;
  readonly OrganizationID: string;
  readonly ProjectName: string;
  readonly ProjectID: string;
  /** What else the summary shows of it, by column key. */
  readonly cells: Readonly<Record<string, Cell>>;
}

const PROJECT = 'summedProject';

export function sayProject(tally: TallyCounter, { cells, ...project }: SummedProject): void {
  const { OrganizationName, OrganizationID, ProjectName, ProjectID } = project;
  tally.add(`${PROJECT}:${JSON.stringify({ OrganizationName, OrganizationID, ProjectName, ProjectID, cells })}`);
}

/** Counts under a field and the id of a project, or of whatever else a summary sums by. */
export function countIn(tally: TallyCounter, field: string, id: string, by = 1): void {
  if (by !== 0) tally.add(`in/${field}:${id}`, by);
}

export interface ProjectTotals {
  readonly project: SummedProject;
  /** 0 where nothing was counted under the field. */
  count(field: string): number;
}

/** Every project that was said, in the order of lists: organization, then project, each by name, then ID. */
export function projectTotals(tally: Tally): ProjectTotals[] {
  const counts = new Map<string, ReadonlyMap<string, number>>();
  const inField = (field: string) => {
    const known = counts.get(field) ?? new Map(countsOf(tally, `in/${field}`));
    counts.set(field, known);
    return known;
  };
  return countsOf(tally, PROJECT)
    .map(([text]) => JSON.parse(text) as SummedProject)
    .sort(compareProjects)
    .map((project) => ({ project, count: (field) => inField(field).get(project.ProjectID) ?? 0 }));
}

const ORDER = ['OrganizationName', 'OrganizationID', 'ProjectName', 'ProjectID'] as const;

function compareProjects(a: SummedProject, b: SummedProject): number {
  const unlike = ORDER.find((field) => a[field] !== b[field]);
  return unlike === undefined ? 0 : a[unlike] < b[unlike] ? -1 : 1;
}
