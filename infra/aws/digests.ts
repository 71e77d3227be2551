import { Duration, type Stack } from 'aws-cdk-lib';
import type { Key } from 'aws-cdk-lib/aws-kms';
import { Bucket, BucketEncryption, type IBucket, ObjectLockRetention } from 'aws-cdk-lib/aws-s3';
import { acknowledge } from './acknowledge.ts';
import { PRIVATE, requireKey } from './storage.ts';

const DAYS_A_YEAR = 365;

/**
 * The ends of the audit trail's chains, day by day. In compliance mode nobody, the account's owner included, can change or
 * delete one before its time: so a trail that was cut off or written anew shows, whoever did it. It lies under the
 * key of operations, for it outlives the data and its keys.
 */
export function digestsBucket(
  stack: Stack,
  encryptionKey: Key,
  { accessLogs, digestYears }: { readonly accessLogs: Bucket; readonly digestYears: number },
): Bucket {
  const kept = Duration.days(digestYears * DAYS_A_YEAR);
  const bucket = new Bucket(stack, 'Digests', {
    ...PRIVATE,
    encryption: BucketEncryption.KMS,
    encryptionKey,
    bucketKeyEnabled: true,
    objectLockEnabled: true,
    objectLockDefaultRetention: ObjectLockRetention.compliance(kept),
    // CDK's own types don't hold under exactOptionalPropertyTypes.
    serverAccessLogsBucket: accessLogs as IBucket,
    serverAccessLogsPrefix: 'digests/',
    lifecycleRules: [{ expiration: kept.plus(Duration.days(1)), noncurrentVersionExpiration: Duration.days(1) }],
  });
  acknowledge(
    bucket,
    'S3BucketReplicationEnabled',
    'Object Lock keeps every version from everybody; S3 itself keeps it in three zones of the region.',
  );
  requireKey(bucket, encryptionKey);
  return bucket;
}
