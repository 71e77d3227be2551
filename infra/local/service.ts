import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import { DeleteObjectCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { getProfile, putProfile } from '../../functions/access/profiles.ts';
import { createVerifier } from '../../functions/access/verify.ts';
import { createHandler, OTHER_ROUTES, PII_ROUTES } from '../../functions/api/handler.ts';
import { type Log, PAGE_ROWS, type Service } from '../../functions/api/service.ts';
import { aprTotals, UNIVERSES, VALIDATION_CSVS } from '../../functions/files/apr/validation-csv.ts';
import { sweepFiles } from '../../functions/files/sweep-files.ts';
import type { ValidationRules } from '../../functions/files/validation-zip.ts';
import type { FileWorker } from '../../functions/files/worker.ts';
import { importUpload } from '../../functions/importer/import-upload.ts';
import type { Importer } from '../../functions/importer/importer.ts';
import { runShards } from '../../functions/importer/shards/steps.ts';
import { importIdOf, type Uploads } from '../../functions/importer/uploads.ts';
import { dropLease, readCurrent, releaseLease, takeLease } from '../../functions/snapshot/current.ts';
import type { Dynamo } from '../../functions/snapshot/dynamo.ts';
import { loadSnapshot } from '../../functions/snapshot/stored.ts';
import { sweep } from '../../functions/snapshot/sweep.ts';
import { reportIds } from '../report-ids.ts';
import { createPages } from './browser/pages.ts';
import { answerAtDoor } from './door.ts';
import { startDynamoDb } from './dynamodb.ts';
import { localFileQueue } from './file-queue.ts';
import { localProfiles, startIssuer } from './issuer.ts';
import { masterKeyService } from './master-key.ts';
import { startS3 } from './s3/server.ts';
import { localSchedules } from './schedules.ts';
import { secretFile } from './secret-file.ts';

export interface LocalServiceOptions {
  /** Where all data lies; made if it is not there. One process at a time. */
  readonly dataDir: string;
  /** 0 for any free one. */
  readonly port?: number;
  /** A second door, `https://localhost:PORT`, for Excel, which opens no page without https. */
  readonly https?: { readonly key: Buffer; readonly cert: Buffer; readonly port: number };
  /** Whether other commands may find this service through the data folder. */
  readonly announce?: boolean;
  /** Changes of the service's parts, for tests of their limits. */
  readonly change?: Partial<Pick<Service, 'pageRows' | 'now' | 'reportIds' | 'log'>>;
  /** What makes validation files in place of HUD's rules, for tests of all around it. */
  readonly rules?: Partial<ValidationRules>;
}

export interface LocalService {
  readonly url: string;
  /** Whoever has it can sign in as any of the four people. */
  readonly secret: string;
  /** The tables, for tests that look behind the API. */
  readonly dynamo: Dynamo;
  /** Finds the schedules that are due, as is done every minute, and answers how many there were. */
  runDue(): Promise<number>;
  /** Settles when every import and every validation file that was begun has ended. */
  idle(): Promise<void>;
  close(): Promise<void>;
}

const DEPLOYMENT = 'local';
const BUCKET = 'uploads';
const FILES_BUCKET = 'files';
/** How long a finished validation file is kept. */
const FILES_LAST_MS = 7 * 86_400_000;

/**
 * Starts the whole service in this process on 127.0.0.1: tables, files, keys, sign-in and the very handlers that run in
 * Lambda. The routes without names are served by a handler that has no key service. Throws an Error with a sentence
 * where the folder is in use or the port is taken.
 */
export async function startLocalService(options: LocalServiceOptions): Promise<LocalService> {
  const opened: Closing[] = [];
  const close = async () => {
    for (const one of opened.splice(0).reverse()) await one();
  };
  try {
    return { ...(await start(options, opened)), close };
  } catch (error) {
    // What was begun would keep the process from ending.
    await close();
    throw error;
  }
}

type Closing = () => Promise<unknown>;

/** Adds to `opened` how each part that now runs is ended, in the order they were begun. */
async function start(options: LocalServiceOptions, opened: Closing[]): Promise<Omit<LocalService, 'close'>> {
  const folder = resolve(options.dataDir);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const issuer = await startIssuer();
  const keys = await masterKeyService(join(folder, 'names.key'));
  const versionKey = await secretFile(join(folder, 'versions.key'));
  const { db: dynamo, close: closeTables } = await startDynamoDb({ folder: join(folder, 'tables') });
  opened.push(closeTables);
  const imports = importQueue();
  const credentials = {
    accessKeyId: randomBytes(10).toString('hex'),
    secretAccessKey: randomBytes(20).toString('hex'),
  };
  const origins: string[] = [];
  const files = await startS3({
    folder: join(folder, 'files'),
    buckets: [BUCKET, FILES_BUCKET],
    // The pane downloads finished files by their presigned addresses.
    allowedOrigins: () => origins,
    credentials,
    onObjectCreated: ({ key }) => {
      const id = importIdOf(key);
      if (id) imports.add(() => importAndShow(importer, id));
    },
  });
  opened.push(() => files.close());
  const s3 = new S3Client({
    endpoint: files.endpoint,
    region: 'us-east-1',
    forcePathStyle: true,
    credentials,
    // A presigned URL would else carry the checksum of an empty body, and S3 refuse the upload.
    requestChecksumCalculation: 'WHEN_REQUIRED',
  });
  const uploads: Uploads = { s3, bucket: BUCKET };
  opened.push(async () => s3.destroy(), imports.idle);
  const { change = {} } = options;
  const passwordKeys = await masterKeyService(join(folder, 'passwords.key'));
  const fileQueue = localFileQueue(() => worker);
  opened.push(fileQueue.idle);
  const base: Service = {
    dynamo,
    uploads,
    files: { store: { s3, bucket: FILES_BUCKET }, queue: fileQueue, passwordKeys },
    verify: createVerifier(issuer.verifier),
    deployment: DEPLOYMENT,
    timeZone: process.env.HMIS_TIME_ZONE ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
    reportIds: reportIds(),
    pageRows: PAGE_ROWS,
    log: logToStderr,
    now: () => new Date(),
    ...change,
  };
  const importer: Importer = {
    writer: { dynamo, keys, deployment: DEPLOYMENT, versionKey, writesAtOnce: 16 },
    uploads,
    spillFolder: join(folder, 'spill'),
    now: base.now,
  };
  const worker: FileWorker = {
    reader: { dynamo, keys, deployment: DEPLOYMENT },
    store: { s3, bucket: FILES_BUCKET },
    passwords: { keys: passwordKeys, deployment: DEPLOYMENT },
    rules: { csvs: VALIDATION_CSVS, universes: UNIVERSES, totals: aprTotals, ...options.rules },
    runs: { timeZone: base.timeZone, reportIds: base.reportIds, pageRows: base.pageRows },
    filesLastMs: FILES_LAST_MS,
    onFault: (fault) => base.log('error', 'file', { fault: fault instanceof Error ? fault.name : typeof fault }),
    now: base.now,
  };
  await cleanUp(dynamo, base.now());
  await deleteLeftUploads(uploads);
  await rm(importer.spillFolder, { recursive: true, force: true });
  await giveLocalRights(dynamo);
  await sweepFiles(worker);
  await fileQueue.takeUp();
  const schedules = localSchedules({
    dynamo,
    queue: fileQueue,
    timeZone: base.timeZone,
    onFault: (fault) => base.log('error', 'schedule', { fault: fault instanceof Error ? fault.name : typeof fault }),
    now: base.now,
  });
  await schedules.runDue();
  opened.push(schedules.stop);

  const handlers = {
    names: createHandler({ ...base, keys, passwordKeys }, PII_ROUTES),
    others: createHandler(base, OTHER_ROUTES),
  };
  const pages = createPages(files.endpoint);
  const answer: RequestListener = (request, response) => {
    answerAtDoor(request, response, issuer, handlers, pages).catch((error: unknown) => {
      base.log('error', 'gateway', { fault: error instanceof Error ? error.name : typeof error });
      response.destroy();
    });
  };
  const server = createServer(answer);
  await openDoor(server, options.port ?? 0, opened);
  if (options.https) await openDoor(createSecureServer(options.https, answer), options.https.port, opened);
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  origins.push(url, `http://localhost:${port}`, ...(options.https ? [`https://localhost:${options.https.port}`] : []));
  if (options.announce) {
    const card = join(folder, 'service.json');
    opened.push(() => rm(card, { force: true }));
    await writeFile(card, JSON.stringify({ url, pid: process.pid, secret: issuer.secret }), { mode: 0o600 });
  }
  return {
    url,
    secret: issuer.secret,
    dynamo,
    runDue: schedules.runDue,
    idle: () => Promise.all([imports.idle(), fileQueue.idle()]).then(() => undefined),
  };
}

/** A service that runs over this folder in another process, if there is one. */
export async function findLocalService(dataDir: string): Promise<{ url: string; secret: string } | undefined> {
  const text = await readFile(join(resolve(dataDir), 'service.json'), 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  try {
    const { url, pid, secret } = JSON.parse(text) as { url: string; pid: number; secret: string };
    process.kill(pid, 0);
    const { status } = await fetch(`${url}/v1/me`);
    return status === 401 ? { url, secret } : undefined;
  } catch {
    // A card that a killed process left behind.
    return undefined;
  }
}

/** What a killed process left: its lease, which no one holds any more, and half-written or forgotten data. */
async function cleanUp(dynamo: Dynamo, now: Date): Promise<void> {
  await dropLease(dynamo);
  const leaseId = 'start';
  await takeLease(dynamo, leaseId, now.getTime());
  try {
    await sweep(dynamo, now);
  } finally {
    await releaseLease(dynamo, leaseId);
  }
}

/** Zips of killed imports, full of names: on AWS the bucket's lifecycle deletes them. */
async function deleteLeftUploads({ s3, bucket }: Uploads): Promise<void> {
  const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket: bucket }));
  for (const { Key } of Contents) await s3.send(new DeleteObjectCommand({ Bucket: bucket, Key }));
}

/** The four people's rights, where they have none yet: manager and DQO get theirs with the first import. */
async function giveLocalRights(dynamo: Dynamo): Promise<void> {
  const { id } = await readCurrent(dynamo);
  const organizations = id === undefined ? [] : (await loadSnapshot(dynamo, id)).catalog.organizations;
  const ids = organizations.filter((o) => !o.VictimServiceProvider).map((o) => o.OrganizationID);
  for (const profile of localProfiles(ids)) {
    const before = await getProfile(dynamo, profile);
    // Rights that an admin changed, taken away ones too, stay as they are.
    const untouched = before?.version === 1 && before.organizations.length === 0;
    if (before === undefined || (untouched && profile.organizations.length > 0))
      await putProfile(dynamo, profile, before);
  }
}

async function importAndShow(importer: Importer, id: string): Promise<void> {
  await importUpload(importer, id, (large) => runShards(importer, large));
  await giveLocalRights(importer.writer.dynamo);
}

/** Imports one after another, in the order their uploads ended. */
function importQueue(): { add(work: () => Promise<void>): void; idle(): Promise<void> } {
  let last: Promise<void> = Promise.resolve();
  return {
    add(work) {
      last = last.then(work).catch((error: unknown) => {
        logToStderr('error', 'import', { fault: error instanceof Error ? error.name : typeof error });
      });
    },
    idle: () => last,
  };
}

async function openDoor(server: Server, port: number, opened: Closing[]): Promise<void> {
  await listen(server, port);
  opened.push(() => {
    server.closeAllConnections();
    return new Promise((done) => server.close(done));
  });
}

async function listen(server: Server, port: number): Promise<void> {
  await new Promise<void>((done, fail) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      fail(
        error.code === 'EADDRINUSE'
          ? new Error(`Port ${port} is in use. Set PORT to another one.`, { cause: error })
          : error,
      ),
    );
    server.listen(port, '127.0.0.1', done);
  });
}

/** Only what is wrong is worth a line on a person's terminal. */
const logToStderr: Log = (level, event, facts) => {
  if (level === 'error') process.stderr.write(`${JSON.stringify({ level, event, ...facts })}\n`);
};
