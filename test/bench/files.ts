import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { putProfile } from '../../functions/access/profiles.ts';
import { type FileJob, WAITING } from '../../functions/files/file-job.ts';
import { addJob } from '../../functions/files/job-store.ts';
import { startDynamoDb } from '../../infra/local/dynamodb.ts';
import { masterKeyService } from '../../infra/local/master-key.ts';
import { addDays, calendarDate } from '../../shared/dates.ts';
import { asId, type OrganizationId, type ProjectId } from '../../shared/ids.ts';
import type { PiiReason } from '../../shared/pii-reasons.ts';
import { profileOf } from '../functions/access/people.ts';
import { enrollment } from '../functions/hmis/enrollment.ts';
import { storeSnapshot } from '../functions/snapshot/writer.ts';
import { CREDENTIALS, localS3 } from '../infra/local/s3/endpoint.ts';
import type { Figure } from './figure.ts';

const [FEW, MANY] = [20_000, 200_000];
/** So that there are more segments than are read ahead, also of the smaller one. */
const ROWS_A_PROJECT = 2_000;
/** Memory must not grow with the rows: ten times as many may take so much more. */
const GROWTH = 1.3;
/** So little memory that the garbage collector keeps up: what is measured is what the work needs, not what lies about. */
const TIGHT = ['--max-old-space-size=160', '--max-semi-space-size=4'];

/** What the worker of validation files needs, in a process of its own beside its tables and its file store. */
export async function* fileFigures(): AsyncGenerator<Figure> {
  const few = await measured(FEW);
  const many = await measured(MANY);
  const name = (rows: number) => `validation files of ${rows.toLocaleString('en-US')} stays`;
  yield { figure: `${name(FEW)}, peak memory`, value: few.bytes, unit: 'bytes' };
  yield { figure: `${name(MANY)}, peak memory`, value: many.bytes, unit: 'bytes', target: few.bytes * GROWTH };
  yield { figure: name(MANY), value: many.ms, unit: 'ms' };
}

/** What the worker's process is told, as its one argument. */
export interface Assignment {
  readonly connection: Awaited<ReturnType<typeof startDynamoDb>>['connection'];
  readonly s3: { readonly endpoint: string; readonly bucket: string; readonly credentials: typeof CREDENTIALS };
  readonly keyFile: string;
  readonly ask: { readonly tid: string; readonly oid: string; readonly id: string };
}

async function measured(rows: number): Promise<{ bytes: number; ms: number }> {
  const folder = await mkdtemp(join(tmpdir(), 'hmis-bench-'));
  const { db, connection, close } = await startDynamoDb({ folder: join(folder, 'tables') });
  const s3 = await localS3();
  try {
    const keyFile = join(folder, 'names.key');
    const keys = await masterKeyService(keyFile);
    const writer = { dynamo: db, keys, deployment: 'bench', versionKey: Buffer.alloc(32, 1), writesAtOnce: 4 };
    const { facts } = await storeSnapshot(writer, rows, made(rows));
    const owner = profileOf({ organizations: [asId<OrganizationId>('O1')] });
    const { version, ...rights } = owner;
    await putProfile(db, rights, undefined);
    const { tid, oid, name } = owner;
    const job: FileJob = {
      id: randomUUID(),
      kind: 'apr-validation',
      owner: { tid, oid, name },
      from: calendarDate('2025-01-01'),
      to: calendarDate('2025-12-31'),
      projects: projectsOf(rows),
      organizations: [],
      withheldProjects: 0,
      reason: 'dataQuality' as PiiReason,
      snapshot: facts.id,
      exportDate: facts.exportDate,
      passwordWaived: true,
      state: 'queued',
      askedAt: new Date().toISOString(),
      sentAt: Date.now(),
      tries: 0,
      step: WAITING,
      done: 0,
      total: 0,
    };
    await addJob(db, job);
    const { endpoint, bucket } = s3;
    return await worked({
      connection,
      s3: { endpoint, bucket, credentials: CREDENTIALS },
      keyFile,
      ask: { tid, oid, id: job.id },
    });
  } finally {
    await s3.close();
    await close();
    await rm(folder, { recursive: true });
  }
}

async function worked(assignment: Assignment): Promise<{ bytes: number; ms: number }> {
  const child = spawn(process.execPath, [...TIGHT, 'test/bench/file-worker.ts', JSON.stringify(assignment)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return JSON.parse(await text(child.stdout)) as { bytes: number; ms: number };
}

function projectsOf(rows: number): ProjectId[] {
  return Array.from({ length: Math.ceil(rows / ROWS_A_PROJECT) }, (_, n) => asId<ProjectId>(`PR${n}`));
}

/** People with ids as HMIS software makes them, 32 characters that don't compress, each with one stay in the range. */
function made(rows: number) {
  return Object.fromEntries(
    projectsOf(rows).map((project, n) => [
      project,
      Array.from({ length: ROWS_A_PROJECT }, (_, i) => {
        const entry = addDays(calendarDate('2022-01-01'), (i * 7) % 1_400);
        return enrollment({
          EnrollmentID: randomUUID().replaceAll('-', ''),
          PersonalID: randomUUID().replaceAll('-', ''),
          HouseholdID: `H-${n}-${i}`,
          EntryDate: entry,
          Names: {
            LastName: `Last${i}`,
            FirstName: `First${n}`,
            MiddleName: null,
            NameSuffix: null,
            SSN: String(100_000_000 + i),
          },
        });
      }),
    ]),
  );
}
