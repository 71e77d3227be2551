import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, type Readable } from 'node:stream';
import { RandomAccessReader } from 'yauzl';
import type { Enrollment, ProjectSlice } from '../../../functions/hmis/records.ts';
import { assembleEnrollments } from '../../../functions/importer/assemble.ts';
import { type ReadExport, readExport } from '../../../functions/importer/read-export.ts';
import { ImportReport } from '../../../functions/importer/report.ts';
import { openSpill, SPILL_BYTES } from '../../../functions/importer/spill.ts';
import type { Spilled } from '../../../functions/importer/spilled.ts';
import type { ErrorCode, HmisError } from '../../../shared/errors.ts';

/** A zip in memory, read as from a file store: a range at a time; what lies outside it is not there. */
export class ZipInMemory extends RandomAccessReader {
  readonly #bytes: Buffer;

  constructor(bytes: Buffer) {
    super();
    this.#bytes = bytes;
  }

  override _readStreamForRange(start: number, end: number): Readable {
    return new PassThrough().end(this.#bytes.subarray(start, end));
  }
}

export interface ExportInHand extends ReadExport {
  readonly report: ImportReport;
  /** Of all projects, by EnrollmentID. */
  readonly enrollments: ReadonlyMap<string, Enrollment>;
  /** A whole project each. */
  readonly slices: readonly ProjectSlice[];
}

/** Reads a whole export without storing anything. `whileSpilled` sees the spill's folder when all rows are in it. */
export async function readInMemory(
  zip: Buffer,
  { memoryBytes = SPILL_BYTES, whileSpilled = (_folder: string): void => undefined } = {},
): Promise<ExportInHand> {
  const folder = mkdtempSync(join(tmpdir(), 'hmis-spill-'));
  const report = new ImportReport();
  const spill = openSpill(join(folder, 'spill'), memoryBytes);
  try {
    const read = await readExport(new ZipInMemory(zip), zip.length, spill, report, { onProgress: () => undefined });
    whileSpilled(join(folder, 'spill'));
    const slices = read.catalog.projects.map((project, n): ProjectSlice => {
      const enrollments = assembleEnrollments(spill.read(n) as Spilled[], read.facts.hashed);
      return { project, enrollments, hasIncomeRecords: enrollments.some((one) => one.HasIncomeRecord) };
    });
    const all = slices.flatMap(({ enrollments }) => enrollments);
    return { ...read, report, enrollments: new Map(all.map((one) => [one.EnrollmentID, one])), slices };
  } finally {
    spill.close();
    rmSync(folder, { recursive: true });
  }
}

/** A refusal's code and sentence; what is no HmisError is thrown on. */
export async function refusal(work: Promise<unknown>): Promise<{ code: ErrorCode; message: string }> {
  try {
    await work;
  } catch (error) {
    if ((error as Error).name !== 'HmisError') throw error;
    const { code, message } = error as HmisError;
    return { code, message };
  }
  throw new Error('It was not refused.');
}
