import { answerColumns, type Cell, hideCells } from '../../shared/column.ts';
import type { PageAnswer, PageRequest, PlanAnswer, PlanRequest, ReportList } from '../../shared/contract/runs.ts';
import { today } from '../../shared/dates.ts';
import { HmisError } from '../../shared/errors.ts';
import { type Parameters, type ParamsOf, resolveParameters } from '../../shared/parameter.ts';
import { type AnyReport, type PlacedRow, placeOf } from '../../shared/report.ts';
import { inReportOrder } from '../../shared/report-order.ts';
import { asOf } from '../../shared/snapshot.ts';
import { TallyCounter } from '../../shared/tally.ts';
import type { Json } from '../access/canonical-json.ts';
import type { Profile } from '../access/profiles.ts';
import { scopeFor } from '../access/scope.ts';
import { appendTrail } from '../access/trail.ts';
import type { Principal } from '../access/verify.ts';
import { latestStays } from '../hmis/latest-stay.ts';
import type { Project, Stay } from '../hmis/records.ts';
import type { ProjectFacts, ReportRow, ReportRows, RunContext, Universe } from '../report-rows.ts';
import type { Family } from '../snapshot/families.ts';
import { inListOrder } from '../snapshot/list-order.ts';
import { readSlices, readStays, type SegmentsOfProject, type SliceRequest } from '../snapshot/reader.ts';
import type { Scope } from '../snapshot/scope.ts';
import type { Snapshot } from '../snapshot/stored.ts';
import { catalogFor } from './catalog.ts';
import { loadRows } from './load-rows.ts';
import { cutPages, type Pages, planId, runFacts } from './plan.ts';
import { trackersFor } from './report-trackers.ts';
import type { Service } from './service.ts';
import type { SnapshotSource } from './snapshots.ts';

/** Who asks for a run, and by which of the two doors: the one with names or the one without. */
export interface Asker {
  readonly principal: Principal;
  readonly profile: Profile;
  readonly withNames: boolean;
}

/** A run with everything decided that can be: who may see what of which snapshot, cut into pages. */
interface Run {
  readonly rows: ReportRows;
  readonly params: ParamsOf<Parameters>;
  readonly snapshot: Snapshot;
  readonly scope: Scope;
  readonly pages: Pages;
  readonly plan: string;
}

export async function listReports(service: Service): Promise<ReportList> {
  const reports = await Promise.all(service.reportIds.map((id) => loadRows(id, service.reportIds)));
  return {
    reports: inReportOrder(reports.map(({ definition }) => definition)).map((definition) => ({
      id: definition.id,
      title: definition.title,
      description: definition.description,
      parameters: Object.fromEntries(Object.entries(definition.parameters).map(([name, p]) => [name, { ...p }])),
      columns: answerColumns(definition.columns, 'FY2026'),
    })),
  };
}

/** Checks parameters and rights, fills in every default, and says how large the answer will be. */
export async function planReport(
  service: Service,
  snapshots: SnapshotSource,
  asker: Asker,
  report: string,
  request: PlanRequest,
): Promise<PlanAnswer> {
  const snapshot = await snapshots.current();
  const run = await prepare(service, snapshot, asker, report, request);
  const { definition } = run.rows;
  await trail(service, run, { what: 'plan', rows: 0 });
  const names = catalogFor(snapshot, asker.profile, today(service.now(), service.timeZone));
  return {
    report,
    params: { ...run.params },
    snapshot: snapshot.head.facts,
    columns: answerColumns(definition.columns, snapshot.head.facts.format),
    rowsAtMost: run.pages.rows,
    pages: run.pages.pages.length,
    plan: run.plan,
    run: runFacts(snapshot, run.scope, definition.parameters, run.params, names),
  };
}

/**
 * One page of a planned run, with the rights of now: HmisError `PlanChanged` where they, the parameters or the cut differ
 * from the plan's, `NotFound` for a page outside it, `SnapshotGone` where its data was replaced over an hour ago.
 */
export async function pageOfReport(
  service: Service,
  snapshots: SnapshotSource,
  asker: Asker,
  report: string,
  page: string,
  request: PageRequest,
): Promise<PageAnswer> {
  const snapshot = await snapshots.planned(request.snapshot, service.now());
  const run = await prepare(service, snapshot, asker, report, request);
  if (run.plan !== request.plan) {
    throw new HmisError('PlanChanged', 'Your rights or the parameters changed since this run began. Run it again.');
  }
  const slices = /^\d{1,6}$/.test(page) ? run.pages.pages[Number(page)] : undefined;
  if (!slices) throw new HmisError('NotFound', 'The run has no such page.', { field: 'n' });

  const { definition } = run.rows;
  const tally = new TallyCounter();
  const ranks = new Map(
    inListOrder(snapshot.catalog.projects).map(({ ProjectID }, n) => [ProjectID, String(n).padStart(6, '0')]),
  );
  const users = new Map(snapshot.catalog.users.map(({ UserID, name }) => [UserID, name]));
  const trackers = await trackersFor(
    service,
    run,
    slices.map(({ projectId }) => projectId),
  );
  const context: RunContext = {
    snapshot: snapshot.head.facts,
    userName: (id) => (id === null ? null : (users.get(id) ?? id)),
    isLatestStay: await latestIn(service, run),
    tracker: (id) => trackers.get(id),
  };
  const placed: PlacedRow[] = [];
  const place = (project: Project, rows: readonly ReportRow[]) => {
    const rank = ranks.get(project.ProjectID) ?? '';
    for (const row of rows) {
      const cells = definition.columns.map((column): Cell => row.cells[column.key] ?? null);
      placed.push({
        place: placeOf([...(row.group === undefined ? [] : [row.group]), rank, ...row.order]),
        cells: hideCells(definition.columns, cells, run.scope),
      });
    }
  };
  // What the catalog gives comes once, with the first page.
  for (const facts of Number(page) === 0 ? projectFacts(run) : []) {
    place(facts.project, run.rows.projectRows?.(facts, run.params, context, tally) ?? []);
  }
  for await (const slice of readSlices(service, run.scope, snapshot, withFamilies(run, slices))) {
    place(slice.project, run.rows.rows(slice, run.params, context, tally));
  }
  await trail(service, run, { what: 'page', rows: placed.length, page: Number(page) });
  return { places: placed.map((row) => row.place), rows: placed.map((row) => [...row.cells]), tally: tally.toTally() };
}

/** Tells each person's latest stays, of all pages of the run: a page alone would take an earlier one for it. */
async function latestIn(
  service: Service,
  { rows, params, scope, snapshot, pages }: Run,
): Promise<RunContext['isLatestStay']> {
  const own = rows.universe?.(params);
  const others = Object.entries(rows.otherUniverses?.(params) ?? {});
  const universes: [string | undefined, Universe][] = own ? [[undefined, own], ...others] : others;
  if (universes.length === 0) return () => true;
  const segments = Map.groupBy(pages.pages.flat(), ({ projectId }) => projectId);
  const asked = [...segments].map(([projectId, parts]) => ({ projectId, segments: parts.flatMap((p) => p.segments) }));
  const competing = universes.map(([name, universe]) => ({ name, universe, stays: [] as Stay[] }));
  for await (const { project, stays } of readStays(service, scope, snapshot, asked)) {
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
  const maps = new Map(snapshot.map.map((entry) => [entry.projectId, entry]));
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
  const projects = new Map(snapshot.catalog.projects.map((project) => [project.ProjectID, project]));
  const maps = new Map(snapshot.map.map((entry) => [entry.projectId, entry]));
  return slices.map((slice) => {
    const project = projects.get(slice.projectId);
    const newestActivity = maps.get(slice.projectId)?.newestActivity ?? null;
    // A project that the catalog lacks is asked for all the same: the reader refuses it, no slice is dropped.
    const families = new Set<Family>(project ? rows.families(params, { project, newestActivity }) : []);
    return { ...slice, families: scope.pii ? families.add('PII') : families };
  });
}

async function prepare(
  service: Service,
  snapshot: Snapshot,
  { principal, profile, withNames }: Asker,
  report: string,
  { params: sent, reason }: PlanRequest,
): Promise<Run> {
  const rows = await loadRows(report, service.reportIds);
  const { definition } = rows;
  const params = resolveParameters(
    definition.parameters,
    sent,
    asOf(snapshot.head.facts, today(service.now(), service.timeZone)),
  );
  const wrong = definition.check?.(params);
  if (wrong) throw new HmisError('BadRequest', wrong.message, { field: wrong.field });
  refuseTooMuch(definition, params);
  const hidePii = params.hidePii !== false;
  if (hidePii === withNames) throw wrongDoor(withNames);
  const scope = scopeFor({
    principal,
    profile,
    projects: snapshot.catalog.projects,
    asked: { projects: listOf(params, 'projects'), organizations: listOf(params, 'organizations') },
    hidePii,
    reason,
  });
  const cut = {
    days: rows.days(params),
    wholeProjects: rows.wholeProjects === true,
    projectRows: rows.projectRows !== undefined,
  };
  const pageStays = Math.ceil(service.pageRows / (rows.rowsPerStay?.(params) ?? 1));
  const pages = cutPages(snapshot, scope, cut, pageStays);
  return { rows, params, snapshot, scope, pages, plan: planId(report, params, snapshot, scope, pages) };
}

function listOf(params: ParamsOf<Parameters>, name: string): readonly string[] {
  const value: unknown = params[name];
  return Array.isArray(value) ? value : [];
}

/** What the trail keeps of a run's parameters: a text can be a client's id, which it does not keep. */
function toldParams({ parameters }: AnyReport, params: ParamsOf<Parameters>): { readonly [name: string]: Json } {
  const told = Object.entries(params).filter(([name]) => parameters[name]?.kind !== 'text');
  return Object.fromEntries(told) as { [name: string]: Json };
}

/** An entry of the trail must fit an item of the table, which ends at 400 KB. */
const TOLD_BYTES = 300_000;

function refuseTooMuch(definition: AnyReport, params: ParamsOf<Parameters>): void {
  const bytes = (value: Json) => Buffer.byteLength(JSON.stringify(value));
  const told = toldParams(definition, params);
  if (bytes(told) <= TOLD_BYTES) return;
  const [field = ''] = Object.entries(told).reduce((a, b) => (bytes(b[1]) > bytes(a[1]) ? b : a));
  throw new HmisError('BadRequest', `${field}: with the other lists it is too long. Choose fewer.`, { field });
}

function wrongDoor(withNames: boolean): HmisError {
  const message = withNames
    ? 'This address is for runs that show names: send hidePii false, or use the one without /pii.'
    : 'Names are shown only through the address with /pii: send hidePii true, or use that one.';
  return new HmisError('BadRequest', message, { field: 'hidePii' });
}

/** Written before rows are answered: where it cannot be, there are no rows. */
async function trail(
  { dynamo, now }: Service,
  { rows, params, snapshot, scope, plan }: Run,
  { what, rows: answered, page }: { what: 'plan' | 'page'; rows: number; page?: number },
): Promise<void> {
  const { definition } = rows;
  await appendTrail(
    dynamo,
    {
      ...scope.who,
      what,
      details: {
        report: definition.id,
        params: toldParams(definition, params),
        snapshot: snapshot.head.facts.id,
        plan,
        ...(page === undefined ? {} : { page }),
      },
      rows: answered,
      pii: scope.pii,
      reason: scope.reason,
      result: 'ok',
    },
    now(),
  );
}
