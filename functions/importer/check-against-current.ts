import { HmisError } from '../../shared/errors.ts';
import { readCurrent } from '../snapshot/current.ts';
import type { Dynamo } from '../snapshot/dynamo.ts';
import { type SnapshotHead, snapshotHeadOf } from '../snapshot/stored.ts';
import { SMALLER } from './import-status.ts';
import type { ReadExport } from './read-export.ts';

/** An export with so much less than the current one is taken only when an admin says so. */
const ACCEPTED_DROP = 0.2;

/** Throws HmisError `ImportRefused` for an export that is older than the current data, or has far less unasked. */
export async function checkAgainstCurrent(dynamo: Dynamo, read: ReadExport, acceptSmaller: boolean): Promise<void> {
  const { id } = await readCurrent(dynamo);
  const current = id === undefined ? undefined : await snapshotHeadOf(dynamo, id);
  if (!current) return;
  const { exportDate } = read.facts;
  if (exportDate < current.facts.exportDate) {
    throw new HmisError(
      'ImportRefused',
      `This export is of ${exportDate}, older than the current data of ${current.facts.exportDate}. To go back, use rollback.`,
    );
  }
  if (!acceptSmaller) assertNotSmaller(current, read);
}

function assertNotSmaller(current: SnapshotHead, read: ReadExport): void {
  const drops = [
    { what: 'projects', before: current.projects, after: read.catalog.projects.length },
    { what: 'open enrollments', before: current.openEnrollments, after: read.openEnrollments },
  ];
  const drop = drops.find(({ before, after }) => after < before * (1 - ACCEPTED_DROP));
  if (!drop) return;
  throw new HmisError(
    'ImportRefused',
    `This export has ${drop.after} ${drop.what}, the current data ${drop.before}: over ${ACCEPTED_DROP * 100} % fewer.`,
    { field: SMALLER },
  );
}
