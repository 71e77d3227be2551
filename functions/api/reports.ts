import { answerColumns } from '../../shared/column.ts';
import type { PageAnswer, PageRequest, PlanAnswer, PlanRequest, ReportList } from '../../shared/contract/runs.ts';
import { HmisError } from '../../shared/errors.ts';
import { inReportOrder } from '../../shared/report-order.ts';
import type { Profile } from '../access/profiles.ts';
import { scopeFor } from '../access/scope.ts';
import { appendTrail } from '../access/trail.ts';
import type { Principal } from '../access/verify.ts';
import { choicesFor } from '../runs/catalog.ts';
import { loadRows } from '../runs/load-rows.ts';
import { runFacts } from '../runs/plan.ts';
import { type Grant, prepareRun, type Run, toldParams } from '../runs/prepare.ts';
import { pageReader } from '../runs/read-page.ts';
import type { Snapshot } from '../snapshot/stored.ts';
import type { Service } from './service.ts';
import type { SnapshotSource } from './snapshots.ts';

/** Who asks for a run, and by which of the two doors: the one with names or the one without. */
export interface Asker {
  readonly principal: Principal;
  readonly profile: Profile;
  readonly withNames: boolean;
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
  const { named } = choicesFor(snapshot, asker.profile);
  return {
    report,
    params: { ...run.params },
    snapshot: snapshot.head.facts,
    columns: answerColumns(definition.columns, snapshot.head.facts.format),
    rowsAtMost: run.pages.rows,
    pages: run.pages.pages.length,
    plan: run.plan,
    run: runFacts(snapshot, run.scope, definition.parameters, run.params, (of, ids) => named[of](ids)),
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
  const isPage = /^\d{1,6}$/.test(page) && run.pages.pages[Number(page)] !== undefined;
  if (!isPage) throw new HmisError('NotFound', 'The run has no such page.', { field: 'n' });

  const answer = await (await pageReader(service, run)).page(Number(page));
  await trail(service, run, { what: 'page', rows: answer.rows.length, page: Number(page) });
  return answer;
}

async function prepare(
  service: Service,
  snapshot: Snapshot,
  { principal, profile, withNames }: Asker,
  report: string,
  { params, reason }: PlanRequest,
): Promise<Run> {
  const grant: Grant = (asked) => {
    if (asked.hidePii === withNames) throw wrongDoor(withNames);
    return scopeFor({ ...asked, principal, profile });
  };
  return prepareRun(service, snapshot, grant, { report, params, reason });
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
