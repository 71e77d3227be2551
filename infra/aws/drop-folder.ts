import { join } from 'node:path';
import { Duration, type Stack, Validations } from 'aws-cdk-lib';
import { Rule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction as Target } from 'aws-cdk-lib/aws-events-targets';
import { Effect, PolicyStatement, StarPrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import { Bucket, BucketEncryption, type CfnBucket, type IBucket } from 'aws-cdk-lib/aws-s3';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { acknowledge } from './acknowledge.ts';
import { acknowledgeFolders, serviceFunction } from './functions.ts';
import { dropRights } from './rights.ts';
import type { Stage } from './stage.ts';
import { PRIVATE, type Storage } from './storage.ts';

/** What is no export, or came to nothing, is gone by then; what was taken in is deleted at once. */
const DROPPED_LAST = Duration.days(3);
/** A deleted one, with every name of the HMIS, is gone for good after this. */
const OLD_LAST = Duration.days(1);
const TAKEN_WITHIN = Duration.hours(1);

export interface DropFolderParts {
  readonly bucket: Bucket;
  readonly take: LambdaFunction;
}

/**
 * A bucket for whoever carries exports here and has no person's token: a vendor, SFTP, a script. A zip in it starts an import.
 * It has a key of its own, so that those who may write here can use no other.
 */
export function dropFolder(
  stack: Stack,
  {
    stage,
    dist,
    stored,
    failed,
  }: { readonly stage: Stage; readonly dist: string; readonly stored: Storage; readonly failed: Queue },
): DropFolderParts {
  const key = new Key(stack, 'DropKey', {
    alias: `alias/hmis-sheets-${stage.deployment}-drop`,
    description: `HMIS Sheets ${stage.deployment}: exports that are dropped`,
    enableKeyRotation: true,
  });
  const bucket = dropBucket(stack, key, stored.accessLogs);
  const take = serviceFunction(stack, 'Drop', {
    code: join(dist, 'drop'),
    // It passes up to 5 GB from one bucket to another.
    size: { memorySize: 1_769, timeout: Duration.minutes(15) },
    environment: {
      HMIS_TABLE: stored.data.tableName,
      HMIS_UPLOADS_BUCKET: stored.uploads.bucketName,
      HMIS_UPLOADS_KEY_ID: stored.dataKey.keyArn,
      HMIS_DROP_BUCKET: bucket.bucketName,
    },
    rights: dropRights(stored, { bucket, key }),
  });
  take.configureAsyncInvoke({ retryAttempts: 2, maxEventAge: TAKEN_WITHIN, onFailure: new SqsDestination(failed) });
  acknowledgeFolders(stack, stored.uploads, [take], ['imports']);
  Validations.of(take.role ?? take).acknowledge({
    id: `AwsSolutions-IAM5[Resource::<${stack.getLogicalId(bucket.node.defaultChild as CfnBucket)}.Arn>/*]`,
    reason: 'Whoever drops a file names it; all of this bucket is for this function.',
  });
  new Rule(stack, 'Dropped', {
    description: 'An HMIS export was dropped',
    eventPattern: {
      source: ['aws.s3'],
      detailType: ['Object Created'],
      detail: {
        bucket: { name: [bucket.bucketName] },
        object: { key: [{ suffix: { 'equals-ignore-case': '.zip' } }] },
      },
    },
    targets: [new Target(take, { deadLetterQueue: failed, retryAttempts: 10, maxEventAge: TAKEN_WITHIN })],
  });
  return { bucket, take };
}

function dropBucket(stack: Stack, encryptionKey: Key, accessLogs: Bucket): Bucket {
  const bucket = new Bucket(stack, 'DropFolder', {
    ...PRIVATE,
    encryption: BucketEncryption.KMS,
    encryptionKey,
    bucketKeyEnabled: true,
    // CDK's own types don't hold under exactOptionalPropertyTypes.
    serverAccessLogsBucket: accessLogs as IBucket,
    serverAccessLogsPrefix: 'drop/',
    lifecycleRules: [
      {
        expiration: DROPPED_LAST,
        noncurrentVersionExpiration: OLD_LAST,
        abortIncompleteMultipartUploadAfter: Duration.days(1),
      },
      { expiredObjectDeleteMarker: true },
    ],
  });
  (bucket.node.defaultChild as CfnBucket).notificationConfiguration = {
    eventBridgeConfiguration: { eventBridgeEnabled: true },
  };
  acknowledge(bucket, 'S3BucketReplicationEnabled', 'A file is here for minutes; the HMIS has it.');
  // Who names no key, as SFTP does, gets the bucket's: only another one must be refused.
  bucket.addToResourcePolicy(
    new PolicyStatement({
      sid: 'UnderNoOtherKey',
      effect: Effect.DENY,
      principals: [new StarPrincipal()],
      actions: ['s3:PutObject'],
      resources: [bucket.arnForObjects('*')],
      conditions: {
        StringNotEquals: { 's3:x-amz-server-side-encryption-aws-kms-key-id': encryptionKey.keyArn },
        Null: { 's3:x-amz-server-side-encryption': 'false' },
      },
    }),
  );
  return bucket;
}
