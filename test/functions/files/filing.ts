import { randomUUID } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { CompleteMultipartUploadCommand, GetObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { BlobReader, TextWriter, ZipReader } from '@zip.js/zip.js';
import { getProfile, type Profile, putProfile } from '../../../functions/access/profiles.ts';
import type { TrailEntry } from '../../../functions/access/trail.ts';
import { listTrail } from '../../../functions/access/trail-reading.ts';
import { PAGE_ROWS } from '../../../functions/api/service.ts';
import { UNIVERSES } from '../../../functions/files/apr/validation-csv.ts';
import type { ValidationCsv } from '../../../functions/files/apr/validation-run.ts';
import { type FileJob, type ValidationJob, WAITING } from '../../../functions/files/file-job.ts';
import { fileKey, storedSize } from '../../../functions/files/file-store.ts';
import { addJob, type FileAsk, getJob } from '../../../functions/files/job-store.ts';
import { sealPassword } from '../../../functions/files/password.ts';
import type { ValidationRules } from '../../../functions/files/validation-zip.ts';
import type { FileWorker } from '../../../functions/files/worker.ts';
import { readCurrent } from '../../../functions/snapshot/current.ts';
import { masterKeyService } from '../../../infra/local/master-key.ts';
import { reportIds } from '../../../infra/report-ids.ts';
import { calendarDate } from '../../../shared/dates.ts';
import { asId, type ProjectId, type SnapshotId } from '../../../shared/ids.ts';
import type { PiiReason } from '../../../shared/pii-reasons.ts';
import { profileOf } from '../access/people.ts';
import { community, OPEN } from '../api/community.ts';
import { type TestStore, testStore } from '../importer/store.ts';

export const PASSWORD = 'Lantern-River-42';
export const DAY_MS = 86_400_000;

/** Stands in for HUD's files: one row a person, with a name; what is around it does not mind what a row says. */
const PEOPLE: ValidationCsv = {
  name: 'People.csv',
  columns: [
    { key: 'PersonalID', type: 'text', note: '' },
    { key: 'LastName', type: 'text', pii: true, note: '' },
    { key: 'EntryDate', type: 'date', note: '' },
  ],
  families: [],
  *rows({ enrollments }, run, tally) {
    for (const e of enrollments) {
      if (!run.isLatestInApr(e)) continue;
      tally.add('people');
      yield [e.PersonalID, e.Names?.LastName ?? null, e.EntryDate];
    }
  },
};
const STAYS: ValidationCsv = { ...PEOPLE, name: 'Stays.csv' };

export const STAND_IN: ValidationRules = {
  csvs: [PEOPLE, STAYS],
  universes: UNIVERSES,
  totals: (tally) => [
    { table: 'Q5a', cell: 'B1', label: 'People', value: tally.people ?? 0, file: PEOPLE.name, how: 'Count the rows.' },
  ],
};

/** Tables, files, keys and a made-up community, with one person who may have files of Harbor Homes and Beacon Services. */
export interface Filing {
  readonly store: TestStore;
  readonly worker: FileWorker;
  readonly owner: Profile;
  /** Faults that nobody foresaw. */
  readonly faults: unknown[];
  /** Puts a job into the store, as the API does. */
  ask(change?: Partial<ValidationJob>): Promise<FileAsk>;
  job(ask: FileAsk): Promise<FileJob>;
  giveRights(change: Partial<Profile>): Promise<void>;
  /** The file as it lies in the bucket; undefined where there is none. */
  stored(ask: FileAsk): Promise<Buffer | undefined>;
  /** How often the file was completed. */
  objects(ask: FileAsk): number;
  trail(): Promise<TrailEntry[]>;
}

export async function filing(): Promise<Filing> {
  const store = await testStore();
  await store.import(community());
  const { dynamo } = store;
  const { keys, deployment } = store.importer.writer;
  const passwords = { keys: await masterKeyService(`${store.folder}/passwords.key`), deployment };
  const faults: unknown[] = [];
  const completed: string[] = [];
  const { s3, bucket } = store.importer.uploads;
  const worker: FileWorker = {
    reader: { dynamo, keys, deployment },
    store: { s3: watched(s3, completed), bucket },
    passwords,
    rules: STAND_IN,
    runs: { timeZone: 'America/Chicago', reportIds: reportIds(), pageRows: PAGE_ROWS },
    filesLastMs: 7 * DAY_MS,
    onFault: (fault) => faults.push(fault),
    now: store.importer.now,
  };
  const owner = profileOf({ organizations: ['OA', 'OB'].map((id) => asId(id)) });
  const { version, ...rights } = owner;
  await putProfile(dynamo, rights, undefined);
  return {
    store,
    worker,
    owner,
    faults,
    async ask(change = {}) {
      const id = randomUUID();
      const { id: snapshot } = await readCurrent(dynamo);
      const { tid, oid, name } = owner;
      const job: ValidationJob = {
        id,
        kind: 'apr-validation',
        owner: { tid, oid, name },
        from: calendarDate(OPEN.from),
        to: calendarDate(OPEN.to),
        projects: ['A1', 'A2', 'B1'].map((project) => asId<ProjectId>(project)),
        organizations: [],
        withheldProjects: 0,
        reason: 'dataQuality' as PiiReason,
        snapshot: snapshot as SnapshotId,
        exportDate: calendarDate('2026-01-31'),
        passwordWaived: false,
        password: await sealPassword(passwords, { id, kind: 'apr-validation' }, PASSWORD),
        state: 'queued',
        askedAt: new Date(store.time).toISOString(),
        sentAt: store.time,
        tries: 0,
        step: WAITING,
        done: 0,
        total: 0,
        ...change,
      };
      await addJob(dynamo, job);
      return { tid, oid, id };
    },
    async job(ask) {
      const job = await getJob(dynamo, ask);
      if (!job) throw new Error('There is no such job.');
      return job;
    },
    async giveRights(change) {
      const before = await getProfile(dynamo, owner);
      const { version: _, ...now } = before ?? owner;
      await putProfile(dynamo, { ...now, ...change }, before);
    },
    async stored({ id }) {
      if ((await storedSize(worker.store, id)) === undefined) return undefined;
      const { s3, bucket } = worker.store;
      const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: fileKey(id) }));
      return buffer(Body as AsyncIterable<Buffer>);
    },
    objects: ({ id }) => completed.filter((key) => key === fileKey(id)).length,
    async trail() {
      const to = calendarDate(new Date(store.time).toISOString().slice(0, 10));
      return Array.fromAsync(listTrail(dynamo, { from: calendarDate('2026-02-01'), to }));
    },
  };
}

/** The client as it is, keeping which objects were completed. */
function watched(s3: S3Client, completed: string[]): S3Client {
  const send = async (command: Parameters<S3Client['send']>[0]) => {
    const answer = await s3.send(command);
    if (command instanceof CompleteMultipartUploadCommand) completed.push(command.input.Key ?? '');
    return answer;
  };
  return new Proxy(s3, { get: (own, name) => (name === 'send' ? send : Reflect.get(own, name)) });
}

/** What lies in a zip, by name. */
export async function unzipped(zip: Uint8Array, password?: string): Promise<Map<string, string>> {
  const reader = new ZipReader(new BlobReader(new Blob([zip.slice()])), {
    useWebWorkers: false,
    ...(password === undefined ? {} : { password }),
  });
  const files = new Map<string, string>();
  for (const entry of await reader.getEntries()) {
    if (!entry.directory) files.set(entry.filename, await entry.getData(new TextWriter()));
  }
  await reader.close();
  return files;
}
