import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import type { Enrollment, Project } from '../../../functions/hmis/records.ts';
import type { Dynamo } from '../../../functions/snapshot/dynamo.ts';
import { type MapProject, type SnapshotHead, saveSnapshot } from '../../../functions/snapshot/stored.ts';
import { type VersionWriter, writeVersion } from '../../../functions/snapshot/version.ts';
import { masterKeyService } from '../../../infra/local/master-key.ts';
import { calendarDate } from '../../../shared/dates.ts';
import { asId, type OrganizationId, type ProjectId, type SnapshotId } from '../../../shared/ids.ts';
import { startDynamo } from '../../dynamodb.ts';
import { project } from '../hmis/enrollment.ts';
import { restore } from '../importer/store.ts';

export const PROJECT = asId<ProjectId>('PR1');

/** A writer of versions with a master key of its own. */
export async function writerTo(dynamo: Dynamo): Promise<VersionWriter> {
  const keyFile = join(tmpdir(), `hmis-key-${randomBytes(6).toString('hex')}`);
  const keys = await masterKeyService(keyFile);
  rmSync(keyFile);
  return { dynamo, keys, deployment: 'test', versionKey: Buffer.alloc(32, 1), writesAtOnce: 3 };
}

/** Gives a test file a store of its own, empty before every test; `assign` gets its writer before the first. */
export function useEmptyStore(assign: (writer: VersionWriter) => void): void {
  let db: Dynamo;
  let close: () => Promise<void>;
  beforeAll(async () => {
    ({ db, close } = await startDynamo());
    assign(await writerTo(db));
  });
  afterAll(() => close());
  beforeEach(() => restore(db, []));
}

/** The n-th made-up snapshot id. */
export function snapshotIdOf(n: number): SnapshotId {
  return `20260101-${n.toString(16).padStart(16, '0')}` as SnapshotId;
}

/** Stores a snapshot of whole projects, by ProjectID; not the current one yet. */
export async function storeSnapshot(
  writer: VersionWriter,
  n: number,
  content: Readonly<Record<string, readonly Enrollment[]>>,
  importedAt = '2026-01-01T00:00:00.000Z',
): Promise<SnapshotHead> {
  const map: MapProject[] = [];
  const projects: Project[] = [];
  for (const [id, enrollments] of Object.entries(content)) {
    const ProjectID = asId<ProjectId>(id);
    map.push((await writeVersion(writer, ProjectID, enrollments)).map);
    projects.push(project({ ProjectID }));
  }
  const facts = {
    id: snapshotIdOf(n),
    format: 'FY2026',
    exportId: `X${n}`,
    exportDate: calendarDate('2026-01-01'),
    exportStartDate: calendarDate('2023-01-01'),
    exportEndDate: calendarDate('2025-12-31'),
    software: '',
    hashed: false,
  } as const;
  const enrollments = Object.values(content).reduce((sum, list) => sum + list.length, 0);
  const head = { facts, importedAt, projects: projects.length, enrollments, openEnrollments: 0 };
  const organization = {
    OrganizationID: asId<OrganizationId>('O1'),
    OrganizationName: 'Harbor Homes',
    VictimServiceProvider: false,
  };
  return saveSnapshot(writer.dynamo, head, map, { organizations: [organization], projects, users: [] });
}
