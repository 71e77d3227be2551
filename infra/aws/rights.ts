import { Aws } from 'aws-cdk-lib';
import { Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Key } from 'aws-cdk-lib/aws-kms';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import { FILES, filesPartition } from '../../functions/files/file-job.ts';
import { FILES_FOLDER } from '../../functions/files/file-store.ts';
import { SCHEDULED_PASSWORDS } from '../../functions/files/password.ts';
import { ASIDE_PARTITION, TRACKERS } from '../../functions/housing/tracker.ts';
import { organizationsPartition, personsPartition, SAVING_ORGANIZATIONS } from '../../functions/saved/places.ts';
import { SCHEDULES, schedulesPartition } from '../../functions/schedules/schedule.ts';
import { tableDefinitions } from '../../functions/snapshot/dynamo.ts';
import { FAMILIES } from '../../functions/snapshot/families.ts';
import { PINS } from '../../functions/snapshot/pins.ts';
import { CURRENT_SNAPSHOT, IMPORTS, SNAPSHOTS, VERSIONS } from '../../functions/snapshot/places.ts';
import type { OrganizationId } from '../../shared/ids.ts';
import type { Storage } from './storage.ts';

/** The partitions of the data table by what they hold, as patterns of their keys. */
export const SNAPSHOT_PARTITIONS = [
  CURRENT_SNAPSHOT.pk,
  IMPORTS,
  SNAPSHOTS,
  'SNAPSHOT#*',
  PINS,
  VERSIONS,
  ...FAMILIES.map((family) => `${family}#*`),
];
export const TRAIL = ['AUDIT#*'];
const PEOPLE = ['USERS', 'USER#*'];
/** Saved settings, each owner's last used parameters, and the list of organizations that have some. */
const SETTINGS = [
  personsPartition({ tid: '*', oid: '*' }),
  organizationsPartition('*' as OrganizationId),
  SAVING_ORGANIZATIONS,
];
/** Jobs of files, the list of them, and the snapshots they pin: apart from the profiles that stand beside them. */
const FILE_JOBS = [filesPartition({ tid: '*', oid: '*' }), FILES, PINS];
/** Everybody's schedules, and the list of them by when they are due. */
const SCHEDULED = [schedulesPartition({ tid: '*', oid: '*' }), SCHEDULES];
/** What the data keys of scheduled files' passwords are made for: these alone are shown. */
const SHOWN_PASSWORDS = [`${SCHEDULED_PASSWORDS}*`];
const NAMES = ['PII#*'];
/** Trackers with their logs, and the list of them. */
const HOUSING = [TRACKERS, 'HOUSING#*'];
/** The index's partitions: a project's trackers, and those set aside. */
const HOUSING_BY_PROJECT = [ASIDE_PARTITION, 'TRACKERS#*'];
/** In the table of keys: the data keys of trackers, apart from those of names. */
const TRACKER_KEYS = ['TRACKERS#*'];
/** How often each person has called. */
const RATES = ['RATES#*'];

const CHANGE = ['dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:DeleteItem'];
export const READ = ['dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:Query'];

/**
 * Everything but the names: reads snapshots, people and the trail; adds to the trail; counts calls; changes rights; starts
 * imports; edits the open fields of trackers; keeps saved settings; takes jobs of files and seals their passwords, which it cannot open.
 */
export function apiRights(
  { data, dataKey, uploads, files, passwordsKey }: Storage,
  deployment: string,
  queueArn: string,
): PolicyStatement[] {
  return [
    allow(READ, data.tableArn),
    refuseNames(data.tableArn),
    onPartitions(['dynamodb:PutItem', 'dynamodb:UpdateItem'], data.tableArn, [
      CURRENT_SNAPSHOT.pk,
      IMPORTS,
      SNAPSHOTS,
      ...PEOPLE,
    ]),
    onPartitions(['dynamodb:PutItem'], data.tableArn, TRAIL),
    onPartitions(['dynamodb:UpdateItem'], data.tableArn, RATES),
    ...trackerRights(data.tableArn),
    onPartitions(['dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:DeleteItem'], data.tableArn, FILE_JOBS),
    onPartitions(['dynamodb:PutItem', 'dynamodb:DeleteItem'], data.tableArn, SETTINGS),
    tableKeyUse(dataKey),
    onPartitions(['dynamodb:PutItem', 'dynamodb:DeleteItem'], data.tableArn, SCHEDULED),
    // An upload by a presigned URL is done with the rights of the function that signed it.
    allow(['s3:PutObject'], uploads.arnForObjects('imports/*')),
    allow(['s3:GetObject'], uploads.arnForObjects('refused/*')),
    // A download by a presigned URL, too.
    allow(['s3:GetObject', 's3:DeleteObject'], files.arnForObjects(`${FILES_FOLDER}/*`)),
    bucketKeyUse(dataKey),
    onDeploymentsKeys(['kms:GenerateDataKey'], passwordsKey, deployment),
    allow(['sqs:SendMessage'], queueArn),
  ];
}

/**
 * Makes files: reads snapshots with their names, people, settings, trackers and its own queue; opens passwords, and makes
 * those of scheduled files; writes jobs, how schedules went, the trail and finished files. It cannot change a snapshot or anyone's rights.
 */
export function fileWorkerRights(
  { data, keys, dataKey, namesKey, passwordsKey, files }: Storage,
  deployment: string,
  queueArn: string,
): PolicyStatement[] {
  return [
    onPartitions(READ, data.tableArn, [
      ...SNAPSHOT_PARTITIONS,
      ...PEOPLE,
      ...SETTINGS,
      ...SCHEDULED,
      ...TRAIL,
      ...FILE_JOBS,
      ...HOUSING,
    ]),
    onPartitions(['dynamodb:Query'], housingIndex(data.tableArn), HOUSING_BY_PROJECT),
    onPartitions(['dynamodb:PutItem', 'dynamodb:DeleteItem'], data.tableArn, SCHEDULED),
    onPartitions(['dynamodb:PutItem'], data.tableArn, TRAIL),
    onPartitions(['dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:DeleteItem'], data.tableArn, FILE_JOBS),
    allow(['dynamodb:GetItem'], keys.tableArn),
    tableKeyUse(dataKey),
    onDeploymentsKeys(['kms:Decrypt'], namesKey, deployment),
    onDeploymentsKeys(['kms:Decrypt'], passwordsKey, deployment),
    onDeploymentsKeys(['kms:GenerateDataKey'], passwordsKey, deployment, SHOWN_PASSWORDS),
    allow(
      ['s3:PutObject', 's3:GetObject', 's3:DeleteObject', 's3:AbortMultipartUpload'],
      files.arnForObjects(`${FILES_FOLDER}/*`),
    ),
    // Without it S3 answers 403 instead of 404 for a file that is not made yet.
    allow(['s3:ListBucket'], files.bucketArn),
    bucketKeyUse(dataKey),
    allow(
      ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes', 'sqs:ChangeMessageVisibility'],
      queueArn,
    ),
  ];
}

/**
 * Reads what the other may and the names, and may open their keys and the passwords of scheduled files; edits trackers; writes
 * the trail and counts calls, nothing else.
 */
export function piiRights(
  { data, keys, dataKey, namesKey, passwordsKey }: Storage,
  deployment: string,
): PolicyStatement[] {
  return [
    allow(READ, data.tableArn),
    onPartitions(['dynamodb:PutItem'], data.tableArn, TRAIL),
    onPartitions(['dynamodb:UpdateItem'], data.tableArn, RATES),
    ...trackerRights(data.tableArn),
    allow(['dynamodb:GetItem'], keys.tableArn),
    onPartitions(['dynamodb:PutItem'], keys.tableArn, TRACKER_KEYS),
    tableKeyUse(dataKey),
    onDeploymentsKeys(['kms:Decrypt'], namesKey, deployment),
    // A data key for the first sealed field of a project's trackers; the context tells it from those of names.
    onDeploymentsKeys(['kms:GenerateDataKey'], namesKey, deployment, TRACKER_KEYS),
    onDeploymentsKeys(['kms:Decrypt'], passwordsKey, deployment, SHOWN_PASSWORDS),
  ];
}

/**
 * Reads uploads; writes and deletes snapshots, and trackers that are out of line; makes and opens the keys of names; hands on
 * to itself what shards of an import have read, and has their steps done; sees no one's rights.
 */
export function importerRights(
  { data, keys, dataKey, namesKey, versionMacKey, uploads }: Storage,
  deployment: string,
  largeImportsArn: string,
): PolicyStatement[] {
  return [
    onPartitions([...READ, ...CHANGE, 'dynamodb:BatchWriteItem'], data.tableArn, SNAPSHOT_PARTITIONS),
    onPartitions([...READ, 'dynamodb:PutItem'], data.tableArn, TRAIL),
    onPartitions([...READ, ...CHANGE], data.tableArn, HOUSING),
    allow(['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:DeleteItem'], keys.tableArn),
    tableKeyUse(dataKey),
    onDeploymentsKeys(['kms:GenerateDataKey', 'kms:Decrypt'], namesKey, deployment),
    new PolicyStatement({
      actions: ['kms:GenerateMac'],
      resources: [versionMacKey.keyArn],
      conditions: { StringEquals: { 'kms:MacAlgorithm': 'HMAC_SHA_256' } },
    }),
    allow(['s3:GetObject', 's3:DeleteObject'], uploads.arnForObjects('imports/*')),
    allow(['s3:PutObject'], uploads.arnForObjects('refused/*')),
    allow(['s3:GetObject', 's3:PutObject', 's3:DeleteObject'], uploads.arnForObjects('shards/*')),
    allow(['states:StartExecution'], largeImportsArn),
    // To find what shards left, and since S3 answers without it 403 instead of 404 for an upload that is gone.
    allow(['s3:ListBucket'], uploads.bucketArn),
    bucketKeyUse(dataKey),
  ];
}

/** Finds what is due and asks for its file: reads and writes schedules, adds jobs and sends them; opens nothing. */
export function schedulerRights({ data, dataKey }: Storage, queueArn: string): PolicyStatement[] {
  return [
    onPartitions(['dynamodb:GetItem', 'dynamodb:Query'], data.tableArn, [...SCHEDULED, ...FILE_JOBS]),
    onPartitions(['dynamodb:PutItem', 'dynamodb:DeleteItem'], data.tableArn, SCHEDULED),
    onPartitions(['dynamodb:PutItem'], data.tableArn, FILE_JOBS),
    tableKeyUse(dataKey),
    allow(['sqs:SendMessage'], queueArn),
  ];
}

/** Takes dropped exports to the uploads; begins their imports and tells the trail; sees no data and no one's rights. */
export function dropRights(
  { data, dataKey, uploads }: Storage,
  drop: { readonly bucket: Bucket; readonly key: Key },
): PolicyStatement[] {
  return [
    onPartitions(['dynamodb:GetItem', 'dynamodb:PutItem'], data.tableArn, [IMPORTS]),
    onPartitions(['dynamodb:GetItem', 'dynamodb:Query', 'dynamodb:PutItem'], data.tableArn, TRAIL),
    tableKeyUse(dataKey),
    allow(['s3:GetObject', 's3:DeleteObject'], drop.bucket.arnForObjects('*')),
    viaService(drop.key, 's3', ['kms:Decrypt']),
    allow(['s3:PutObject'], uploads.arnForObjects('imports/*')),
    bucketKeyUse(dataKey),
  ];
}

/** Edits trackers, sets them aside after a rollback, and lists them by project. Sealed fields open only with their key. */
function trackerRights(tableArn: string): PolicyStatement[] {
  return [
    onPartitions(CHANGE, tableArn, HOUSING),
    onPartitions(['dynamodb:Query'], housingIndex(tableArn), HOUSING_BY_PROJECT),
  ];
}

function housingIndex(tableArn: string): string {
  return `${tableArn}/index/${tableDefinitions.data.index.name}`;
}

export function allow(actions: string[], resource: string): PolicyStatement {
  return new PolicyStatement({ actions, resources: [resource] });
}

/** No Scan and no PartiQL is allowed anywhere: those carry no leading key, and `ForAllValues` holds for none. */
export function onPartitions(actions: string[], tableArn: string, partitions: readonly string[]): PolicyStatement {
  return new PolicyStatement({
    actions,
    resources: [tableArn],
    conditions: {
      'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': partitions },
      Null: { 'dynamodb:LeadingKeys': 'false' },
    },
  });
}

function refuseNames(tableArn: string): PolicyStatement {
  return new PolicyStatement({
    sid: 'NoNames',
    effect: Effect.DENY,
    actions: ['dynamodb:*'],
    resources: [tableArn],
    conditions: { 'ForAnyValue:StringLike': { 'dynamodb:LeadingKeys': NAMES } },
  });
}

/** What DynamoDB does with a table's key on behalf of the caller, and nothing beside. */
export function tableKeyUse(key: Key): PolicyStatement {
  return viaService(key, 'dynamodb', [
    'kms:Decrypt',
    'kms:DescribeKey',
    'kms:Encrypt',
    'kms:GenerateDataKey',
    'kms:GenerateDataKeyWithoutPlaintext',
    'kms:ReEncryptFrom',
    'kms:ReEncryptTo',
  ]);
}

export function bucketKeyUse(key: Key): PolicyStatement {
  return viaService(key, 's3', ['kms:Decrypt', 'kms:GenerateDataKey']);
}

function viaService(key: Key, service: 'dynamodb' | 's3', actions: string[]): PolicyStatement {
  return new PolicyStatement({
    actions,
    resources: [key.keyArn],
    conditions: { StringEquals: { 'kms:ViaService': `${service}.${Aws.REGION}.amazonaws.com` } },
  });
}

/** Only for data keys of this deployment, and of those for what `made` says: the context of every one of them names both. */
function onDeploymentsKeys(actions: string[], key: Key, deployment: string, made?: readonly string[]): PolicyStatement {
  return new PolicyStatement({
    actions,
    resources: [key.keyArn],
    conditions: {
      StringEquals: { 'kms:EncryptionContext:deployment': deployment },
      ...(made === undefined ? {} : { StringLike: { 'kms:EncryptionContext:v': made } }),
    },
  });
}
