import { type Cell, rowMaker } from '../../shared/column.ts';
import type { PageAnswer } from '../../shared/contract/runs.ts';
import { placeOf } from '../../shared/report.ts';
import { TallyCounter } from '../../shared/tally.ts';
import { latestStays } from '../hmis/latest-stay.ts';
import type { Project, Stay } from '../hmis/records.ts';
import type { ProjectFacts, ReportRow, RunContext, Universe } from '../report-rows.ts';
import type { Family } from '../snapshot/families.ts';
import { lookupIn } from '../snapshot/lookup.ts';
import { readSlices, readStays, type SegmentsOfProject, type SliceRequest } from '../snapshot/reader.ts';
import type { Run, RunHost } from './prepare.ts';
import { trackersFor } from './report-trackers.ts';

/** Reads the rows of a run, a page at a time. */
export interface PageReader {
  /** Page `n`, from 0; the run must have it. */
  page(n: number): Promise<PageAnswer>;
}

/** What all pages of a run go by is read once: each person's latest stay, where the report looks at that. */
export async function pageReader(host: RunHost, run: Run): Promise<PageReader> {
  const isLatestStay = await latestIn(host, run);
  return { page: (n) => readPage(host, run, isLatestStay, n) };
}

async function readPage(
  host: RunHost,
  run: Run,
  isLatestStay: RunContext['isLatestStay'],
  n: number,
): Promise<PageAnswer> {
  const { snapshot } = run;
  const { definition } = run.rows;
  const slices = run.pages.pages[n] ?? [];
  const tally = new TallyCounter();
  const { ranks, users } = lookupIn(snapshot);
  const trackers = await trackersFor(
    host,
    run,
    slices.map(({ projectId }) => projectId),
  );
  const context: RunContext = {
    snapshot: snapshot.head.facts,
    userName: (id) => (id === null ? null : (users.get(id) ?? id)),
    isLatestStay,
    tracker: (id) => trackers.get(id),
  };
  const places: string[] = [];
  const rows: Cell[][] = [];
  const rowOf = rowMaker(definition.columns, run.scope);
  const place = (project: Project, made: readonly ReportRow[]) => {
    const rank = ranks.get(project.ProjectID) ?? '';
    for (const { cells, group, order } of made) {
      places.push(placeOf(group === undefined ? [rank, ...order] : [group, rank, ...order]));
      rows.push(rowOf(cells));
    }
  };
  // What the catalog gives comes once, with the first page.
  for (const facts of n === 0 ? projectFacts(run) : []) {
    place(facts.project, run.rows.projectRows?.(facts, run.params, context, tally) ?? []);
  }
  for await (const slice of readSlices(host, run.scope, snapshot, withFamilies(run, slices))) {
    place(slice.project, run.rows.rows(slice, run.params, context, tally));
  }
  return { places, rows, tally: tally.toTally() };
}

/** Tells each person's latest stays, of all pages of the run: a page alone would take an earlier one for it. */
async function latestIn(
  host: RunHost,
  { rows, params, scope, snapshot, pages }: Run,
): Promise<RunContext['isLatestStay']> {
  const own = rows.universe?.(params);
  const others = Object.entries(rows.otherUniverses?.(params) ?? {});
  const universes: [string | undefined, Universe][] = own ? [[undefined, own], ...others] : others;
  if (universes.length === 0) return () => true;
  const segments = Map.groupBy(pages.pages.flat(), ({ projectId }) => projectId);
  const asked = [...segments].map(([projectId, parts]) => ({ projectId, segments: parts.flatMap((p) => p.segments) }));
  const competing = universes.map(([name, universe]) => ({ name, universe, stays: [] as Stay[] }));
  for await (const { project, stays } of readStays(host, scope, snapshot, asked)) {
    for (const one of competing) one.stays.push(...stays.filter((stay) => one.universe(stay, project)));
  }
  const latest = new Map(competing.map(({ name, stays }) => [name, latestStays(stays)]));
  return ({ PersonalID, EnrollmentID }, name) => {
    const ofPersons = latest.get(name);
    return ofPersons === undefined || ofPersons.get(PersonalID)?.EnrollmentID === EnrollmentID;
  };
}

/** Every project of the scope, with what the snapshot's map says of it. */
function projectFacts({ snapshot, scope }: Run): ProjectFacts[] {
  const { maps } = lookupIn(snapshot);
  return snapshot.catalog.projects
    .filter(({ ProjectID }) => scope.projects.has(ProjectID))
    .map((project) => {
      const map = maps.get(project.ProjectID);
      return {
        project,
        newestActivity: map?.newestActivity ?? null,
        persons: map?.persons ?? 0,
        enrollments: map?.segments.reduce((sum, { rows }) => sum + rows, 0) ?? 0,
        openEnrollments: map?.openEnrollments ?? 0,
      };
    });
}

function withFamilies({ rows, params, scope, snapshot }: Run, slices: readonly SegmentsOfProject[]): SliceRequest[] {
  const { projects, maps } = lookupIn(snapshot);
  return slices.map((slice) => {
    const project = projects.get(slice.projectId);
    const newestActivity = maps.get(slice.projectId)?.newestActivity ?? null;
    // A project that the catalog lacks is asked for all the same: the reader refuses it, no slice is dropped.
    const families = new Set<Family>(project ? rows.families(params, { project, newestActivity }) : []);
    return { ...slice, families: scope.pii ? families.add('PII') : families };
  });
}
