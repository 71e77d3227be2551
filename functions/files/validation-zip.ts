import { csvHeader, csvRow } from '../../shared/csv.ts';
import type { DateRange } from '../../shared/dates.ts';
import { TallyCounter } from '../../shared/tally.ts';
import type { Family } from '../snapshot/families.ts';
import { inListOrder } from '../snapshot/list-order.ts';
import { lookupIn } from '../snapshot/lookup.ts';
import { readSlices, readStays, type SegmentsOfProject, type SnapshotReader } from '../snapshot/reader.ts';
import type { Scope } from '../snapshot/scope.ts';
import type { Snapshot } from '../snapshot/stored.ts';
import type { aprTotals, UNIVERSES } from './apr/validation-csv.ts';
import type { ValidationCsv, ValidationRun } from './apr/validation-run.ts';
import type { ValidationJob } from './file-job.ts';
import { latestIn } from './latest.ts';
import type { ZipOutput, ZippedFile } from './zip.ts';

/** What makes the files out of the data: HUD's rules, pure. */
export interface ValidationRules {
  readonly csvs: readonly ValidationCsv[];
  readonly universes: typeof UNIVERSES;
  readonly totals: typeof aprTotals;
}

export const MANIFEST = 'manifest.json';

/**
 * Writes the files of a job into a zip, the manifest last, and answers their rows. Each CSV reads the data anew, one
 * segment after the other, so that memory does not grow with the rows; the snapshot cannot change between two readings.
 * `tell` is called before each segment.
 */
export async function writeValidationFiles(
  { csvs, universes, totals }: ValidationRules,
  reader: SnapshotReader,
  scope: Scope,
  snapshot: Snapshot,
  job: ValidationJob,
  zip: ZipOutput,
  tell: (step: string, done: number, total: number) => Promise<void>,
): Promise<number> {
  const range: DateRange = { from: job.from, to: job.to };
  const segments = segmentsOf(snapshot, scope, range);
  const total = segments.length * (csvs.length + 1);
  let done = 0;
  await tell('choosing each person’s latest stay', done, total);
  const latest = await latestIn(readStays(reader, scope, snapshot, segments), universes, range);
  done += segments.length;

  const { users } = lookupIn(snapshot);
  const run: ValidationRun = {
    range,
    snapshot: snapshot.head.facts,
    userName: (id) => (id === null ? null : (users.get(id) ?? id)),
    isLatestInApr: latest.apr,
    isLatestInDataQuality: latest.dataQuality,
    isLatestInInactiveRecords: latest.inactiveRecords,
  };
  const tally = new TallyCounter();
  const files: ZippedFile[] = [];
  for (const csv of csvs) {
    const families = new Set<Family>([...csv.families, 'PII']);
    const slices = readSlices(
      reader,
      scope,
      snapshot,
      segments.map((part) => ({ ...part, families })),
    );
    const lines = async function* () {
      yield csvHeader(csv.columns.map(({ key, header }) => header ?? key));
      for await (const slice of slices) {
        await tell(`writing ${csv.name}`, done++, total);
        for (const row of csv.rows(slice, run, tally)) yield csvRow(csv.columns, row);
      }
    };
    files.push(await zip.add(csv.name, lines()));
  }
  await zip.add(MANIFEST, manifestOf(job, snapshot, files, totals(tally.toTally(), run)));
  await zip.close();
  return files.reduce((sum, { rows }) => sum + rows, 0);
}

/** The scope's projects in list order, a segment at a time, without those that no stay of the range can be in. */
function segmentsOf(snapshot: Snapshot, scope: Scope, { from, to }: DateRange): SegmentsOfProject[] {
  const { maps } = lookupIn(snapshot);
  return inListOrder(snapshot.catalog.projects).flatMap(({ ProjectID }) => {
    if (!scope.projects.has(ProjectID)) return [];
    const segments = maps.get(ProjectID)?.segments ?? [];
    return segments
      .filter(({ firstDay, lastDay }) => lastDay >= from && firstDay <= to)
      .map((segment) => ({ projectId: ProjectID, segments: [segment] }));
  });
}

/** What the zip is, for whoever opens it later: how it was asked for, from which data, and how to check it. */
async function* manifestOf(
  job: ValidationJob,
  snapshot: Snapshot,
  files: readonly ZippedFile[],
  totals: ReturnType<typeof aprTotals>,
): AsyncGenerator<string> {
  const { id, kind, from, to, projects, withheldProjects, passwordWaived, askedAt, owner } = job;
  const manifest = {
    file: id,
    kind,
    parameters: { from, to, projects },
    withheldProjects,
    askedAt,
    askedBy: owner.name,
    password: passwordWaived ? `waived by ${owner.name}` : 'set',
    snapshot: snapshot.head.facts,
    files,
    totals,
  };
  yield `${JSON.stringify(manifest, null, 2)}\n`;
}
