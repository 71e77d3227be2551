import { today } from '../../shared/dates.ts';
import { HmisError } from '../../shared/errors.ts';
import { type Parameters, type ParamsOf, resolveParameters } from '../../shared/parameter.ts';
import type { AnyReport } from '../../shared/report.ts';
import { asOf } from '../../shared/snapshot.ts';
import type { Json } from '../access/canonical-json.ts';
import type { Asked } from '../access/scope.ts';
import type { ReportRows } from '../report-rows.ts';
import type { Dynamo } from '../snapshot/dynamo.ts';
import type { KeyService } from '../snapshot/keys.ts';
import type { Scope } from '../snapshot/scope.ts';
import type { Snapshot } from '../snapshot/stored.ts';
import { loadRows } from './load-rows.ts';
import { cutPages, type Pages, planId } from './plan.ts';

/** What runs need of their host. Without a key service no name can be read. */
export interface RunHost {
  readonly dynamo: Dynamo;
  readonly keys?: KeyService;
  readonly deployment: string;
  /** The CoC's time zone: it decides which day is today. */
  readonly timeZone: string;
  readonly reportIds: readonly string[];
  /** Enrollments a page looks at, at most. */
  readonly pageRows: number;
  now(): Date;
}

/** A run with everything decided that can be: who may see what of which snapshot, cut into pages. */
export interface Run {
  readonly rows: ReportRows;
  readonly params: ParamsOf<Parameters>;
  readonly snapshot: Snapshot;
  readonly scope: Scope;
  readonly pages: Pages;
  readonly plan: string;
}

/** What is asked of a report. */
export interface RunQuestion {
  readonly report: string;
  /** What differs from the defaults, unchecked. */
  readonly params: Readonly<Record<string, unknown>>;
  readonly reason?: string | undefined;
}

/** Gives the scope of what is asked, by the rights of now, or throws. */
export type Grant = (asked: Pick<Asked, 'projects' | 'asked' | 'hidePii' | 'reason'>) => Scope;

/**
 * Checks the parameters, fills in every default, takes the scope that `grant` gives and cuts the work into pages. Throws
 * HmisError `NotFound` for a report that is not there, `BadRequest` with the field named, and what `grant` throws.
 */
export async function prepareRun(
  { reportIds, pageRows, timeZone, now }: RunHost,
  snapshot: Snapshot,
  grant: Grant,
  { report, params: sent, reason }: RunQuestion,
): Promise<Run> {
  const rows = await loadRows(report, reportIds);
  const { definition } = rows;
  const params = resolveParameters(definition.parameters, sent, asOf(snapshot.head.facts, today(now(), timeZone)));
  const wrong = definition.check?.(params);
  if (wrong) throw new HmisError('BadRequest', wrong.message, { field: wrong.field });
  refuseTooMuch(definition, params);
  const scope = grant({
    projects: snapshot.catalog.projects,
    asked: { projects: listOf(params, 'projects'), organizations: listOf(params, 'organizations') },
    hidePii: params.hidePii !== false,
    reason,
  });
  const cut = {
    days: rows.days(params),
    wholeProjects: rows.wholeProjects === true,
    projectRows: rows.projectRows !== undefined,
  };
  const pageStays = Math.ceil(pageRows / (rows.rowsPerStay?.(params) ?? 1));
  const pages = cutPages(snapshot, scope, cut, pageStays);
  return { rows, params, snapshot, scope, pages, plan: planId(report, params, snapshot, scope, pages) };
}

function listOf(params: ParamsOf<Parameters>, name: string): readonly string[] {
  const value: unknown = params[name];
  return Array.isArray(value) ? value : [];
}

/** What the trail keeps of a run's parameters: a text can be a client's id, which it does not keep. */
export function toldParams({ parameters }: AnyReport, params: ParamsOf<Parameters>): { readonly [name: string]: Json } {
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
