import { Duration, RemovalPolicy, type Stack, Validations } from 'aws-cdk-lib';
import { AttributeType, BillingMode, Table, TableEncryption } from 'aws-cdk-lib/aws-dynamodb';
import { Effect, PolicyStatement, StarPrincipal } from 'aws-cdk-lib/aws-iam';
import { Key, KeySpec, KeyUsage } from 'aws-cdk-lib/aws-kms';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  type BucketProps,
  type CfnBucket,
  HttpMethods,
  type IBucket,
  ObjectOwnership,
} from 'aws-cdk-lib/aws-s3';
import { tableDefinitions } from '../../functions/snapshot/dynamo.ts';
import { acknowledge } from './acknowledge.ts';
import type { Stage } from './stage.ts';

/** Where a deployment's data lies, and the keys it lies under. All of it outlives the stack. */
export interface Storage {
  /** Tables and buckets at rest. */
  readonly dataKey: Key;
  /** Wraps the data keys of names and SSNs; no table or bucket is under it. */
  readonly namesKey: Key;
  /** Makes the secret of version ids. */
  readonly versionMacKey: Key;
  readonly data: Table;
  /** The wrapped data keys. */
  readonly keys: Table;
  readonly uploads: Bucket;
  /** Wraps the data keys of files' passwords: whoever takes a password can seal it, and only the worker open it. */
  readonly passwordsKey: Key;
  /** Finished validation files. */
  readonly files: Bucket;
  /** Who reached for which object of the others. */
  readonly accessLogs: Bucket;
}

const UPLOADS_LAST = Duration.days(7);
/** What shards of an import hand on: they delete it themselves, and its key, unless they died. */
const SHARDS_LAST = Duration.days(1);
/** A file that was deleted, or expired, is gone for good after this. */
const OLD_FILES_LAST = Duration.days(1);
const ACCESS_LOGS_LAST = Duration.days(400);

export function storage(
  stack: Stack,
  { deployment, filesLastDays }: Pick<Stage, 'deployment' | 'filesLastDays'>,
): Storage {
  const dataKey = new Key(stack, 'DataKey', {
    alias: `alias/hmis-sheets-${deployment}-data`,
    description: `HMIS Sheets ${deployment}: tables and uploads at rest`,
    enableKeyRotation: true,
  });
  const namesKey = new Key(stack, 'NamesKey', {
    alias: `alias/hmis-sheets-${deployment}-names`,
    description: `HMIS Sheets ${deployment}: wraps the keys of names and SSNs`,
    enableKeyRotation: true,
  });
  const versionMacKey = new Key(stack, 'VersionMacKey', {
    alias: `alias/hmis-sheets-${deployment}-versions`,
    description: `HMIS Sheets ${deployment}: makes the ids of project versions`,
    keySpec: KeySpec.HMAC_256,
    keyUsage: KeyUsage.GENERATE_VERIFY_MAC,
  });
  const passwordsKey = new Key(stack, 'PasswordsKey', {
    alias: `alias/hmis-sheets-${deployment}-passwords`,
    description: `HMIS Sheets ${deployment}: wraps the keys of files' passwords`,
    enableKeyRotation: true,
  });
  const accessLogs = accessLogsBucket(stack);
  return {
    accessLogs,
    dataKey,
    namesKey,
    passwordsKey,
    versionMacKey,
    data: dataTable(stack, dataKey),
    keys: keysTable(stack, dataKey),
    uploads: uploadsBucket(stack, dataKey, accessLogs),
    files: filesBucket(stack, dataKey, accessLogs, Duration.days(filesLastDays)),
  };
}

function dataTable(stack: Stack, encryptionKey: Key): Table {
  const { partitionKey, sortKey, index } = tableDefinitions.data;
  const table = new Table(stack, 'Data', {
    partitionKey: text(partitionKey),
    sortKey: text(sortKey),
    billingMode: BillingMode.PAY_PER_REQUEST,
    encryption: TableEncryption.CUSTOMER_MANAGED,
    encryptionKey,
    pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
    deletionProtection: true,
    removalPolicy: RemovalPolicy.RETAIN,
  });
  table.addGlobalSecondaryIndex({
    indexName: index.name,
    partitionKey: text(index.partitionKey),
    sortKey: text(index.sortKey),
  });
  acknowledge(
    table,
    'DynamoDBInBackupPlan',
    'Point-in-time recovery keeps every second of 35 days; the HMIS is the original.',
  );
  return table;
}

function keysTable(stack: Stack, encryptionKey: Key): Table {
  const table = new Table(stack, 'Keys', {
    partitionKey: text(tableDefinitions.keys.partitionKey),
    billingMode: BillingMode.PAY_PER_REQUEST,
    encryption: TableEncryption.CUSTOMER_MANAGED,
    encryptionKey,
    pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: false },
    deletionProtection: true,
    removalPolicy: RemovalPolicy.RETAIN,
  });
  const reason =
    'A deleted data key must be gone for good: that is how names are shredded. Losing the table means importing again.';
  Validations.of(table).acknowledge({ id: 'AwsSolutions-DDB3', reason });
  acknowledge(table, 'DynamoDBPITREnabled', reason);
  acknowledge(table, 'DynamoDBInBackupPlan', reason);
  return table;
}

/** Of every bucket. */
export const PRIVATE = {
  blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
  objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
  enforceSSL: true,
  minimumTLSVersion: 1.2,
  versioned: true,
  removalPolicy: RemovalPolicy.RETAIN,
} as const satisfies BucketProps;

function uploadsBucket(stack: Stack, encryptionKey: Key, accessLogs: Bucket): Bucket {
  const bucket = new Bucket(stack, 'Uploads', {
    ...PRIVATE,
    encryption: BucketEncryption.KMS,
    encryptionKey,
    bucketKeyEnabled: true,
    // CDK's own types don't hold under exactOptionalPropertyTypes.
    serverAccessLogsBucket: accessLogs as IBucket,
    serverAccessLogsPrefix: 'uploads/',
    // An administrator's pane sends an export, with the headers that were signed, and fetches the list of refused rows.
    cors: [
      {
        allowedMethods: [HttpMethods.PUT, HttpMethods.GET],
        allowedOrigins: ['https://*'],
        allowedHeaders: ['content-type', 'x-amz-server-side-encryption', 'x-amz-server-side-encryption-aws-kms-key-id'],
        maxAge: 600,
      },
    ],
    lifecycleRules: [
      {
        expiration: UPLOADS_LAST,
        noncurrentVersionExpiration: UPLOADS_LAST,
        abortIncompleteMultipartUploadAfter: Duration.days(1),
      },
      { prefix: 'shards/', expiration: SHARDS_LAST, noncurrentVersionExpiration: SHARDS_LAST },
      { expiredObjectDeleteMarker: true },
    ],
  });
  acknowledge(
    bucket,
    'S3BucketReplicationEnabled',
    'An upload is read once and gone after seven days; the HMIS has it.',
  );
  requireKey(bucket, encryptionKey);
  // The L2 property brings a Lambda function of its own into the stack, for what is one line of the bucket.
  (bucket.node.defaultChild as CfnBucket).notificationConfiguration = {
    eventBridgeConfiguration: { eventBridgeEnabled: true },
  };
  return bucket;
}

/** Browsers read it by presigned addresses, whatever page the pane is on; S3 gives nothing without. */
function filesBucket(stack: Stack, encryptionKey: Key, accessLogs: Bucket, last: Duration): Bucket {
  const bucket = new Bucket(stack, 'Files', {
    ...PRIVATE,
    encryption: BucketEncryption.KMS,
    encryptionKey,
    bucketKeyEnabled: true,
    serverAccessLogsBucket: accessLogs as IBucket,
    serverAccessLogsPrefix: 'files/',
    cors: [{ allowedMethods: [HttpMethods.GET], allowedOrigins: ['https://*'], maxAge: 600 }],
    lifecycleRules: [
      {
        expiration: last,
        noncurrentVersionExpiration: OLD_FILES_LAST,
        abortIncompleteMultipartUploadAfter: Duration.days(1),
      },
      { expiredObjectDeleteMarker: true },
    ],
  });
  acknowledge(bucket, 'S3BucketReplicationEnabled', 'A file is made anew from the data in minutes, and kept for days.');
  requireKey(bucket, encryptionKey);
  return bucket;
}

/**
 * Nothing is stored under another key than ours. A request that asks for `aws:kms` without naming a key would get S3's
 * own (`aws/s3`), whatever the bucket's default is, and so is refused like one that names another.
 */
export function requireKey(bucket: Bucket, key: Key): void {
  const refuse = (sid: string, conditions: Record<string, Record<string, string>>) =>
    bucket.addToResourcePolicy(
      new PolicyStatement({
        sid,
        effect: Effect.DENY,
        principals: [new StarPrincipal()],
        actions: ['s3:PutObject'],
        resources: [bucket.arnForObjects('*')],
        conditions,
      }),
    );
  refuse('OnlyByKms', { StringNotEquals: { 's3:x-amz-server-side-encryption': 'aws:kms' } });
  refuse('OnlyUnderOurKey', {
    StringNotEquals: { 's3:x-amz-server-side-encryption-aws-kms-key-id': key.keyArn },
  });
}

/** Who asked for which upload or file; names of objects are ids. S3 can deliver these only under its own key. */
function accessLogsBucket(stack: Stack): Bucket {
  const bucket = new Bucket(stack, 'AccessLogs', {
    ...PRIVATE,
    encryption: BucketEncryption.S3_MANAGED,
    lifecycleRules: [{ expiration: ACCESS_LOGS_LAST, noncurrentVersionExpiration: Duration.days(1) }],
  });
  Validations.of(bucket).acknowledge({
    id: 'AwsSolutions-S1',
    reason: 'This bucket holds the access logs; logging itself would never end.',
  });
  acknowledge(
    bucket,
    'S3DefaultEncryptionKMS',
    "S3 delivers access logs only under its own key; they hold objects' ids.",
  );
  acknowledge(bucket, 'S3BucketReplicationEnabled', 'CloudTrail tells of the same calls, where the account keeps it.');
  return bucket;
}

function text(name: string) {
  return { name, type: AttributeType.STRING };
}
