import type { ImportStatus } from '../../shared/contract/imports.ts';
import { HmisError } from '../../shared/errors.ts';
import { readCurrent, releaseLease, takeLease } from '../snapshot/current.ts';
import { keepLease } from '../snapshot/keep-lease.ts';
import { type WrittenVersion, writeVersion } from '../snapshot/version.ts';
import { assembleEnrollments } from './assemble.ts';
import { checkAgainstCurrent } from './check-against-current.ts';
import { type Completed, complete } from './complete.ts';
import { endImport } from './end-import.ts';
import {
  getImport,
  type ImportRecord,
  putImport,
  REFUSED_LISTED,
  reported,
  unforeseen,
  whyOf,
} from './import-status.ts';
import type { Importer } from './importer.ts';
import { readExport } from './read-export.ts';
import { ImportReport } from './report.ts';
import { openSpill } from './spill.ts';
import type { Spilled } from './spilled.ts';
import { deleteUpload, openUpload, saveRefused } from './uploads.ts';

/** A status is written at most this often while an import runs. */
const TELL_MS = 500;

/**
 * Imports an uploaded export: reads and checks all of it, stores what is new, then moves the one pointer. Whatever goes
 * wrong before that leaves the current data as it was. How it went is in the import's status; a refusal or failure is
 * told there, not thrown. Repeating an import of the same upload is harmless, also while it runs elsewhere.
 */
export async function runImport(importer: Importer, id: string): Promise<ImportStatus> {
  const { dynamo } = importer.writer;
  const record = await getImport(dynamo, id, importer.now().getTime());
  if (['running', 'done', 'refused'].includes(record.status.state)) return record.status;
  const report = new ImportReport();
  let status = record.status;
  const tell = async (change: Partial<ImportStatus>) => {
    status = { ...status, ...change, ...reported(report) };
    await putImport(dynamo, { ...record, status });
  };
  const end = async (change: Partial<ImportStatus> & { readonly state: 'done' | 'refused' | 'failed' }) => {
    const ended = { ...status, ...change, ...reported(report) };
    await endImport({ dynamo, now: importer.now }, { ...record, status: ended });
    status = ended;
  };
  try {
    await takeLease(dynamo, id, importer.now().getTime());
    const lease = keepLease(dynamo, id, importer.now);
    try {
      // Another process may have done it all between the look and the lease.
      const { status: meanwhile } = await getImport(dynamo, id, importer.now().getTime());
      if (meanwhile.state === 'done' || meanwhile.state === 'refused') return meanwhile;
      await tell({ state: 'running', step: 'opening the upload' });
      const result = await readAndStore(importer, record, report, lease.assertHeld, throttled(tell));
      await end({ state: 'done', step: 'done', ...result });
    } finally {
      lease.stop();
      await releaseLease(dynamo, id);
    }
  } catch (error) {
    const known = error instanceof HmisError ? error : unforeseen(error);
    const elsewhere = known.code === 'ImportRunning' ? await ranElsewhere(importer, id) : undefined;
    if (elsewhere) return elsewhere;
    await end({ state: known.status < 500 ? 'refused' : 'failed', ...whyOf(known) });
  }
  if (report.refusedTotal > REFUSED_LISTED) await saveRefused(importer.uploads, id, report.refused);
  await deleteUpload(importer.uploads, id);
  return status;
}

/** How this very import goes in another process, which may be told of an upload a second time. */
async function ranElsewhere({ writer: { dynamo }, now }: Importer, id: string): Promise<ImportStatus | undefined> {
  const { leaseId } = await readCurrent(dynamo);
  const { status } = await getImport(dynamo, id, now().getTime());
  return leaseId === id || status.state === 'done' || status.state === 'refused' ? status : undefined;
}

type Tell = (change: Pick<ImportStatus, 'step' | 'done' | 'total'>) => Promise<void>;

async function readAndStore(
  importer: Importer,
  { status: { id }, acceptSmaller }: ImportRecord,
  report: ImportReport,
  assertHeld: () => void,
  tell: Tell,
): Promise<Completed> {
  const { writer } = importer;
  const spill = openSpill(importer.spillFolder);
  try {
    const { source, size } = await openUpload(importer.uploads, id);
    const read = await readExport(source, size, spill, report, {
      onProgress: async (file, done, total) => {
        assertHeld();
        await tell({ step: `reading ${file}`, done, total });
      },
    });
    await checkAgainstCurrent(writer.dynamo, read, acceptSmaller);

    const versions: WrittenVersion[] = [];
    for (const [n, project] of read.catalog.projects.entries()) {
      assertHeld();
      await tell({ step: 'storing projects', done: n, total: read.catalog.projects.length });
      const enrollments = assembleEnrollments(spill.read(n) as Spilled[], read.facts.hashed);
      if (enrollments.length > 0) versions.push(await writeVersion(writer, project.ProjectID, enrollments));
    }
    return await complete(importer, id, read, versions, report, assertHeld);
  } finally {
    spill.close();
  }
}

function throttled(tell: Tell): Tell {
  let last = 0;
  return async (change) => {
    if (Date.now() - last < TELL_MS) return;
    last = Date.now();
    await tell(change);
  };
}
