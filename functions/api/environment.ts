import { Logger } from '@aws-lambda-powertools/logger';
import { GenerateMacCommand, KMSClient } from '@aws-sdk/client-kms';
import { S3Client } from '@aws-sdk/client-s3';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SFNClient } from '@aws-sdk/client-sfn';
import { SQSClient } from '@aws-sdk/client-sqs';
import * as z from 'zod';
import { originCheck } from '../access/origin.ts';
import { readOriginSecrets } from '../access/origin-secret.ts';
import { createVerifier } from '../access/verify.ts';
import { aprTotals, UNIVERSES, VALIDATION_CSVS } from '../files/apr/validation-csv.ts';
import type { FileStore } from '../files/file-store.ts';
import { sqsQueue } from '../files/queue.ts';
import type { FileWorker } from '../files/worker.ts';
import { ASIDE_DAYS } from '../housing/follow.ts';
import type { InShards } from '../importer/import-upload.ts';
import type { Importer } from '../importer/importer.ts';
import { shardsByStepFunctions } from '../importer/shards/start.ts';
import type { Uploads } from '../importer/uploads.ts';
import type { Scheduler } from '../schedules/run-due.ts';
import { connectDynamo } from '../snapshot/dynamo.ts';
import { type KeyService, kmsKeyService } from '../snapshot/keys.ts';
import { type Log, PAGE_ROWS, type Service } from './service.ts';

const list = z
  .string()
  .min(1)
  .transform((text) => text.split(',').map((item) => item.trim()));

const text = z.string().min(1);

/**
 * What a function is told by its environment. Checked once, at its start: a deployment that lacks one fails there. A
 * function is told of nothing that it has no right to.
 */
const environment = z.object({ AWS_REGION: text, HMIS_TABLE: text, HMIS_DEPLOYMENT: text });

const keysEnvironment = environment.extend({ HMIS_KEYS_TABLE: text, HMIS_NAMES_KEY_ID: text });

const uploadsEnvironment = z.object({ HMIS_UPLOADS_BUCKET: text, HMIS_UPLOADS_KEY_ID: text });

/** Days a housing tracker is kept whose enrollment is gone. */
const asideEnvironment = z.object({ HMIS_ASIDE_DAYS: z.coerce.number().int().min(1).max(3_650).default(ASIDE_DAYS) });

const filesEnvironment = z.object({
  HMIS_FILES_BUCKET: text,
  HMIS_FILES_KEY_ID: text,
  HMIS_PASSWORDS_KEY_ID: text,
});

const answeringEnvironment = environment.extend({
  ...asideEnvironment.shape,
  HMIS_TIME_ZONE: text,
  HMIS_TENANTS: list,
  HMIS_AUDIENCE: text,
  HMIS_CLIENT_IDS: list,
  HMIS_REPORTS: list,
  HMIS_ORIGIN_SECRET_ID: text,
});

const apiEnvironment = answeringEnvironment.extend({
  ...uploadsEnvironment.shape,
  ...filesEnvironment.shape,
  HMIS_FILES_QUEUE: z.url(),
});

/** Names are read only where their key is told: in the function of the `/v1/pii/` routes. */
const piiEnvironment = answeringEnvironment.extend({ ...keysEnvironment.shape, HMIS_PASSWORDS_KEY_ID: text });

const fileWorkerEnvironment = keysEnvironment.extend({
  ...filesEnvironment.shape,
  HMIS_TIME_ZONE: text,
  HMIS_REPORTS: list,
  HMIS_FILES_DAYS: z.coerce.number().int().min(1).max(365),
});

const schedulerEnvironment = z.object({
  AWS_REGION: text,
  HMIS_TABLE: text,
  HMIS_FILES_QUEUE: z.url(),
  HMIS_TIME_ZONE: text,
});

const importerEnvironment = keysEnvironment.extend({
  ...uploadsEnvironment.shape,
  ...asideEnvironment.shape,
  HMIS_VERSION_MAC_KEY_ID: text,
  HMIS_SHARDS_MACHINE: text,
});

export function read<T>(schema: z.ZodType<T>): T {
  const parsed = schema.safeParse(process.env);
  if (parsed.success) return parsed.data;
  throw new Error(`The environment lacks ${parsed.error.issues.map((issue) => issue.path.join('.')).join(', ')}.`);
}

/** The service of the function without names: it has no key service at all. */
export function serviceFromEnvironment(): Service {
  const env = read(apiEnvironment);
  const files = {
    store: fileStoreOf(env),
    queue: sqsQueue(new SQSClient({ region: env.AWS_REGION }), env.HMIS_FILES_QUEUE),
    passwordKeys: kmsKeyService(kmsOf(env), env.HMIS_PASSWORDS_KEY_ID),
  };
  return { ...serviceOf(env), uploads: uploadsOf(env), files };
}

/** The service of the function that shows names. */
export function piiServiceFromEnvironment(): Service {
  const env = read(piiEnvironment);
  return { ...serviceOf(env), keys: keysOf(env), passwordKeys: kmsKeyService(kmsOf(env), env.HMIS_PASSWORDS_KEY_ID) };
}

/** What the import function works with. Its version key is derived in KMS and never lies in an environment. */
export async function importerFromEnvironment(): Promise<{ importer: Importer; startShards: InShards }> {
  const env = read(importerEnvironment);
  const importer: Importer = {
    writer: {
      dynamo: dynamoOf(env),
      keys: keysOf(env),
      deployment: env.HMIS_DEPLOYMENT,
      versionKey: await deriveVersionKey(env),
      writesAtOnce: WRITES_AT_ONCE,
    },
    uploads: uploadsOf(env),
    spillFolder: '/tmp/spill',
    asideDays: env.HMIS_ASIDE_DAYS,
    now: () => new Date(),
  };
  return {
    importer,
    startShards: shardsByStepFunctions(new SFNClient({ region: env.AWS_REGION }), env.HMIS_SHARDS_MACHINE),
  };
}

/** What the function that makes files works with. */
export function fileWorkerFromEnvironment(log: Log): FileWorker {
  const env = read(fileWorkerEnvironment);
  return {
    reader: { dynamo: dynamoOf(env), keys: keysOf(env), deployment: env.HMIS_DEPLOYMENT },
    store: fileStoreOf(env),
    passwords: { keys: kmsKeyService(kmsOf(env), env.HMIS_PASSWORDS_KEY_ID), deployment: env.HMIS_DEPLOYMENT },
    rules: { csvs: VALIDATION_CSVS, universes: UNIVERSES, totals: aprTotals },
    runs: { timeZone: env.HMIS_TIME_ZONE, reportIds: env.HMIS_REPORTS, pageRows: PAGE_ROWS },
    filesLastMs: env.HMIS_FILES_DAYS * 86_400_000,
    onFault: (fault) => log('error', 'file', { fault: fault instanceof Error ? fault.name : typeof fault }),
    now: () => new Date(),
  };
}

/** What the function that finds the schedules that are due works with. */
export function schedulerFromEnvironment(log: Log): Scheduler {
  const env = read(schedulerEnvironment);
  return {
    dynamo: dynamoOf(env),
    queue: sqsQueue(new SQSClient({ region: env.AWS_REGION }), env.HMIS_FILES_QUEUE),
    timeZone: env.HMIS_TIME_ZONE,
    onFault: (fault) => log('error', 'schedule', { fault: fault instanceof Error ? fault.name : typeof fault }),
    now: () => new Date(),
  };
}

function fileStoreOf(env: Pick<Environment, 'AWS_REGION'> & z.infer<typeof filesEnvironment>): FileStore {
  const s3 = new S3Client({ region: env.AWS_REGION });
  return { s3, bucket: env.HMIS_FILES_BUCKET, keyId: env.HMIS_FILES_KEY_ID };
}

/** A full segment takes 400 of the 1,000 WCU that a partition gives in a second. */
const WRITES_AT_ONCE = 2;

type Environment = z.infer<typeof environment>;

function serviceOf(env: z.infer<typeof answeringEnvironment>): Service {
  return {
    dynamo: dynamoOf(env),
    verify: createVerifier({ tenants: env.HMIS_TENANTS, audience: env.HMIS_AUDIENCE, clientIds: env.HMIS_CLIENT_IDS }),
    cameThrough: cameThroughOf(env),
    deployment: env.HMIS_DEPLOYMENT,
    timeZone: env.HMIS_TIME_ZONE,
    reportIds: env.HMIS_REPORTS,
    pageRows: PAGE_ROWS,
    asideDays: env.HMIS_ASIDE_DAYS,
    log: powertoolsLog(),
    now: () => new Date(),
  };
}

function cameThroughOf({ AWS_REGION, HMIS_ORIGIN_SECRET_ID }: z.infer<typeof answeringEnvironment>) {
  const client = new SecretsManagerClient({
    region: AWS_REGION,
    maxAttempts: 3,
    requestHandler: { connectionTimeout: 1_000, requestTimeout: 4_000, throwOnRequestTimeout: true },
  });
  return originCheck(() => readOriginSecrets(client, HMIS_ORIGIN_SECRET_ID));
}

function uploadsOf(env: Pick<Environment, 'AWS_REGION'> & z.infer<typeof uploadsEnvironment>): Uploads {
  // A presigned URL would else carry the checksum of an empty body, and S3 refuse the upload.
  const s3 = new S3Client({ region: env.AWS_REGION, requestChecksumCalculation: 'WHEN_REQUIRED' });
  return { s3, bucket: env.HMIS_UPLOADS_BUCKET, keyId: env.HMIS_UPLOADS_KEY_ID };
}

/** Without a table of keys where the function has no right to it. */
function dynamoOf(env: Pick<Environment, 'AWS_REGION' | 'HMIS_TABLE'> & { readonly HMIS_KEYS_TABLE?: string }) {
  return connectDynamo({ region: env.AWS_REGION, table: env.HMIS_TABLE, keysTable: env.HMIS_KEYS_TABLE ?? 'none' });
}

function keysOf(env: z.infer<typeof keysEnvironment>): KeyService {
  return kmsKeyService(kmsOf(env), env.HMIS_NAMES_KEY_ID);
}

/** Gives up on a key service that is silent before API Gateway gives up on us: three attempts, some 15 s. */
function kmsOf(env: Pick<Environment, 'AWS_REGION'>): KMSClient {
  return new KMSClient({
    region: env.AWS_REGION,
    maxAttempts: 3,
    requestHandler: { connectionTimeout: 1_000, requestTimeout: 4_000, throwOnRequestTimeout: true },
  });
}

async function deriveVersionKey(env: z.infer<typeof importerEnvironment>): Promise<Uint8Array> {
  const { Mac } = await kmsOf(env).send(
    new GenerateMacCommand({
      KeyId: env.HMIS_VERSION_MAC_KEY_ID,
      MacAlgorithm: 'HMAC_SHA_256',
      Message: Buffer.from(`hmis-sheets version key ${env.HMIS_DEPLOYMENT}`),
    }),
  );
  if (!Mac) throw new Error('KMS answered no MAC for the version key.');
  return Mac;
}

export function powertoolsLog(): Log {
  const logger = new Logger({ serviceName: 'hmis-sheets' });
  return (level, event, facts) => logger[level](event, { ...facts });
}
