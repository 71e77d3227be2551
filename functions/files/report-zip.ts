import { answerColumns } from '../../shared/column.ts';
import type { PageAnswer } from '../../shared/contract/runs.ts';
import { HmisError } from '../../shared/errors.ts';
import { type RunResult, runResult } from '../../shared/run-result.ts';
import { getProfile } from '../access/profiles.ts';
import { scopeOfJob } from '../access/scope.ts';
import { jsonChunks } from '../formats/json.ts';
import { runWorkbook } from '../formats/run-workbook.ts';
import { writeXlsx } from '../formats/xlsx.ts';
import { runFacts } from '../runs/plan.ts';
import { type RunHost, toldParams } from '../runs/prepare.ts';
import { pageReader } from '../runs/read-page.ts';
import { type Question, questionOf } from '../schedules/question.ts';
import { getSchedule } from '../schedules/schedule-store.ts';
import { readCurrent } from '../snapshot/current.ts';
import type { Dynamo } from '../snapshot/dynamo.ts';
import { loadSnapshot, type Snapshot } from '../snapshot/stored.ts';
import type { FileOrganization, ReportJob } from './file-job.ts';
import { organizationsOf } from './file-rights.ts';
import type { JobChange } from './job-store.ts';
import type { ZipOutput } from './zip.ts';

/** A report that its schedule asks for now, with what its job must say of it before anything is written. */
export interface AskedReport {
  readonly question: Question;
  readonly facts: JobChange;
}

/**
 * What a job's schedule asks, by its owner's rights of now and of the data that an earlier try began with. Throws HmisError
 * `NotFound` where the schedule was ended, `NotAllowed` where the owner's rights were, and what `questionOf` throws.
 */
export async function askReport(host: RunHost, job: ReportJob): Promise<AskedReport> {
  const { dynamo } = host;
  const { tid, oid } = job.owner;
  const schedule = await getSchedule(dynamo, { tid, oid, id: job.schedule });
  if (!schedule) throw new HmisError('NotFound', 'Its schedule was ended before the file was made.');
  const profile = await getProfile(dynamo, job.owner);
  if (!profile?.active) throw new HmisError('NotAllowed', 'Your rights in this HMIS have ended.');
  const snapshot = await snapshotOf(dynamo, job);
  const question = await questionOf(host, snapshot, profile, schedule, (asked) => scopeOfJob({ ...asked, profile }));
  const { scope } = question.run;
  if (scope.projects.size === 0) {
    throw new HmisError('NotFound', 'There is no project left among those it asks for whose rows you may see.');
  }
  return {
    question,
    facts: {
      report: question.report.id,
      name: question.name,
      snapshot: snapshot.head.facts.id,
      exportDate: snapshot.head.facts.exportDate,
      projects: [...scope.projects].sort(),
      organizations: together(job.organizations, organizationsOf(snapshot, scope.projects)),
      withheldProjects: scope.withheld.size,
      barriers: job.barriers || scope.barriers,
      // As above: what an earlier try may have written has names in it.
      reason: (scope.reason as ReportJob['reason']) ?? (job.snapshot === undefined ? undefined : job.reason),
    },
  };
}

/** What the trail keeps of it. */
export function toldOfQuestion({ question: { report, run } }: AskedReport) {
  return { params: toldParams(report, run.params), plan: run.plan };
}

async function snapshotOf(dynamo: Dynamo, job: ReportJob): Promise<Snapshot> {
  const id = job.snapshot ?? (await readCurrent(dynamo)).id;
  if (id === undefined) throw new HmisError('NoSnapshot', 'No HMIS export has been imported yet.');
  return loadSnapshot(dynamo, id);
}

/** An earlier try, with other rights, may be the one whose object is kept: what it could hold counts as well. */
function together(before: readonly FileOrganization[], now: readonly FileOrganization[]): FileOrganization[] {
  return [...new Map([...before, ...now].map((organization) => [organization.id, organization])).values()];
}

/**
 * Writes the report as a workbook, and the same run as JSON beside it for the pane, which joins it into a sheet. Answers its
 * rows. `tell` is called before each page.
 */
export async function writeReport(
  host: RunHost,
  { question: { report, run, catalog } }: AskedReport,
  zip: ZipOutput,
  tell: (step: string, done: number, total: number) => Promise<void>,
): Promise<number> {
  const total = run.pages.pages.length + 1;
  const reader = await pageReader(host, run);
  const pages: PageAnswer[] = [];
  for (const n of run.pages.pages.keys()) {
    await tell('reading rows', n, total);
    pages.push(await reader.page(n));
  }
  await tell('writing the workbook', total - 1, total);
  const { snapshot, scope, params, plan } = run;
  const planned = {
    report: report.id,
    params,
    snapshot: snapshot.head.facts,
    columns: answerColumns(report.columns, snapshot.head.facts.format),
    plan,
    run: runFacts(snapshot, scope, report.parameters, params, (of, ids) => catalog[of].filter(({ id }) => ids.has(id))),
  };
  const result: RunResult = runResult(report, planned, pages);
  const name = `${report.id}-${snapshot.head.facts.exportDate}`;
  await zip.addWritten(`${name}.xlsx`, (sink) => writeXlsx(runWorkbook(report, result), sink));
  await zip.add(`${name}.json`, texts(jsonChunks(result)));
  await zip.close();
  return result.rows.length;
}

async function* texts(chunks: Iterable<string>): AsyncGenerator<string> {
  yield* chunks;
}
