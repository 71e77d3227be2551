import { createHash } from 'node:crypto';
import type { PlanAnswer } from '../../shared/contract/runs.ts';
import type { DateRange } from '../../shared/dates.ts';
import type { ProjectId } from '../../shared/ids.ts';
import type { Parameters } from '../../shared/parameter.ts';
import { STORE_FORMAT } from '../snapshot/families.ts';
import { inListOrder } from '../snapshot/list-order.ts';
import { lookupIn } from '../snapshot/lookup.ts';
import type { SegmentsOfProject } from '../snapshot/reader.ts';
import type { Scope } from '../snapshot/scope.ts';
import type { Snapshot } from '../snapshot/stored.ts';
import type { NamedChoice } from './catalog.ts';

/** Fewer people than this could point at one of them. */
const SMALLEST_COUNT = 11;

export interface Pages {
  readonly pages: readonly (readonly SegmentsOfProject[])[];
  /** Enrollments in all of them, and projects where the report has rows of those. */
  readonly rows: number;
}

/** What a report says of how it may be cut. */
export interface Cut {
  /** Null: no enrollment is looked at. */
  readonly days: DateRange | null;
  readonly wholeProjects: boolean;
  /** There is something to answer beside the enrollments: a page of none of them, then. */
  readonly projectRows: boolean;
}

/**
 * Cuts what a run looks at into pages: of the scope's projects, in list order, the segments with a stay inside the days;
 * a page has at most `pageRows` enrollments, or one segment. A large project is cut between segments, unless the report is
 * about whole projects.
 */
export function cutPages(
  snapshot: Snapshot,
  scope: Scope,
  { days, wholeProjects, projectRows }: Cut,
  pageRows: number,
): Pages {
  const { maps } = lookupIn(snapshot);
  const pages: SegmentsOfProject[][] = [];
  let page: Map<ProjectId, SegmentsOfProject['segments'][number][]> = new Map();
  let pageSize = 0;
  let rows = 0;
  const close = () => {
    if (page.size > 0) pages.push([...page].map(([projectId, segments]) => ({ projectId, segments })));
    page = new Map();
    pageSize = 0;
  };
  for (const { ProjectID } of inListOrder(snapshot.catalog.projects)) {
    if (!scope.projects.has(ProjectID) || days === null) continue;
    const segments = (maps.get(ProjectID)?.segments ?? []).filter(
      ({ firstDay, lastDay }) => lastDay >= days.from && firstDay <= days.to,
    );
    for (const together of wholeProjects ? [segments] : segments.map((segment) => [segment])) {
      const size = together.reduce((sum, segment) => sum + segment.rows, 0);
      if (size === 0) continue;
      if (pageSize + size > pageRows) close();
      page.set(ProjectID, [...(page.get(ProjectID) ?? []), ...together]);
      pageSize += size;
      rows += size;
    }
  }
  close();
  if (projectRows && pages.length === 0 && scope.projects.size > 0) pages.push([]);
  return { pages, rows: projectRows ? rows + scope.projects.size : rows };
}

/**
 * The fingerprint of all that decides a run's answer: a page whose rights, data or cut differ from the plan's has another
 * one. It needs no signature: forging it buys only what one's own rights give.
 */
export function planId(
  report: string,
  params: Readonly<Record<string, unknown>>,
  snapshot: Snapshot,
  scope: Scope,
  { pages }: Pages,
): string {
  const cut = pages.map((page) => page.map(({ projectId, segments }) => [projectId, segments.map(({ n }) => n)]));
  const { who, pii, barriers, reason } = scope;
  const content = [
    report,
    STORE_FORMAT,
    params,
    snapshot.head.facts.id,
    who.tid,
    who.oid,
    pii,
    barriers,
    reason ?? null,
    cut,
  ];
  return createHash('sha256').update(JSON.stringify(content)).digest('hex');
}

/** What the notes need of the scope. `namesOf` gives those of the asked ids that its person can choose. */
export function runFacts(
  snapshot: Snapshot,
  scope: Scope,
  parameters: Parameters,
  params: Readonly<Record<string, unknown>>,
  namesOf: (of: NamedChoice, ids: ReadonlySet<string>) => readonly { readonly id: string; readonly name: string }[],
): PlanAnswer['run'] {
  const { maps } = lookupIn(snapshot);
  const persons = [...scope.withheld].map((id) => maps.get(id)?.persons ?? 0);
  return {
    piiHidden: !scope.pii,
    barriersHidden: !scope.barriers,
    withheldProjects: scope.withheld.size,
    withheldPersons: countedTogether(persons),
    names: Object.fromEntries(
      Object.entries(parameters).flatMap(([name, p]) => {
        if (p.kind !== 'list' || p.of === 'cocs') return [];
        const ids = new Set(params[name] as readonly string[]);
        if (ids.size === 0) return [];
        return namesOf(p.of, ids).map((item) => [`${p.of}:${item.id}`, item.name]);
      }),
    ),
  };
}

/**
 * How many people in all, so many in each project; null where any project's count could point at a person. The whole alone
 * would not do: asked with and without a small project, the difference gives it away.
 */
function countedTogether(persons: readonly number[]): number | null {
  const tooFew = persons.some((count) => count > 0 && count < SMALLEST_COUNT);
  const sum = persons.reduce((total, count) => total + count, 0);
  return tooFew || sum === 0 ? null : sum;
}
